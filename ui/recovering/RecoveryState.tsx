/** How far a recovery is, drawn and in a sentence that also tells how it ended. */
import type { Recovery } from "../set-up-shapes.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import { setUp } from "../words/set-up.ts";
import { stateText } from "./recovery-text.ts";

/** The sentence, and the bar while it is under way. */
export function RecoveryState({ recovery }: { recovery: Recovery }) {
  const { endpointId, state, done, count } = recovery;
  const { value: endpoints = [] } = useEndpoints();
  const endpoint = endpoints.find(({ id }) => id === endpointId) ?? null;
  return (
    <>
      <p role="status">{stateText(recovery, endpoint)}</p>
      {state === "running" && (
        <progress class="progress" aria-label={setUp.notices.recovery.progress} value={done} max={Math.max(count, 1)} />
      )}
    </>
  );
}
