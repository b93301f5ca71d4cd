/** The first page: what is running here, and how to send a first event through it. */
import { addEndpoint, postEvent, takeKey } from "./curl.ts";
import { Facts } from "./Facts.tsx";
import { Masthead } from "./Masthead.tsx";
import { Step } from "./Step.tsx";
import { useHealth } from "./use-health.ts";
import { words } from "./words.ts";

/** The whole page. `origin` as `location.origin`: where the commands are sent to. */
export function Doorway({ origin }: { origin: string }) {
  const health = useHealth();
  const { key, endpoint, event } = words.steps;
  return (
    <div class="doorway">
      <Masthead health={health} />
      <main>
        <h1>{words.title}</h1>
        <p class="lede">{words.lede}</p>
        <Facts health={health} />
        <ol class="steps">
          <Step {...key} command={takeKey()} />
          <Step {...endpoint} command={addEndpoint(origin)} />
          <Step {...event} command={postEvent(origin)} />
        </ol>
      </main>
    </div>
  );
}
