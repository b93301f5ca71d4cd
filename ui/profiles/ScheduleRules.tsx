/** When owners are told and a webhook is disabled, in sentences: by one delivery alone, or by several. */
import { shortSpan } from "../spans.ts";
import { setUp } from "../words/set-up.ts";
import { type Mark } from "./schedule.ts";

/** The sentences; nothing without a rule. */
export function ScheduleRules({ marks }: { marks: readonly Mark[] }) {
  const { schedule } = setUp.profiles;
  if (marks.length === 0) return null;
  return (
    <ul class="schedule-rules small second">
      {marks.map((mark) => {
        const { kind, number } = mark;
        return (
          <li key={`${kind} ${number}`}>
            <span class={`sign ${kind}${mark.attempt === null ? " together" : ""}`} />
            <span>
              {kind === "told" ? schedule.toldWhen(number, whenText(mark)) : schedule.disabledWhen(whenText(mark))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function whenText({ attempt, atMs, afterFailures }: Mark): string {
  const { schedule } = setUp.profiles;
  if (attempt !== null) return schedule.alone(attempt.number, shortSpan(attempt.atMs));
  return atMs === null ? schedule.never(afterFailures) : schedule.together(shortSpan(atMs));
}
