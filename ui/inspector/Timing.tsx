/** Where the time of an attempt went. */
import type { AttemptDetails } from "../shapes.ts";
import { tookText } from "../times.ts";
import { words } from "../words/words.ts";
import { stagesOf } from "./stages.ts";

/** The stages as bars on one line of time. */
export function Timing({ attempt }: { attempt: AttemptDetails }) {
  const { inspector } = words.deliveries;
  const stages = stagesOf(attempt);
  return (
    <section class="timing" aria-label={inspector.timing}>
      <div class="timing-head">
        <h3>{inspector.timing}</h3>
        <span class="second small">
          {tookText(attempt.durationMs)}
          {attempt.address !== null && ` ${inspector.address(attempt.address)}`}
        </span>
      </div>
      {stages.length > 0 && (
        <dl>
          {stages.map(({ name, beginShare, share, ms }) => [
            <dt key={name}>{inspector.timings[name]}</dt>,
            <dd key={`${name} bar`} aria-hidden="true" class="track">
              <span style={{ left: `${beginShare * 100}%`, width: `max(3px, ${share * 100}%)` }} />
            </dd>,
            <dd key={`${name} time`} class="right">
              {tookText(ms)}
            </dd>,
          ])}
        </dl>
      )}
    </section>
  );
}
