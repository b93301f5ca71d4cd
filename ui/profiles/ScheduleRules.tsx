/** When owners are told and a webhook is disabled, in sentences: by one delivery alone, or by several. */
import { setUp } from "../words/set-up.ts";
import { type Mark, shortSpan } from "./schedule.ts";

/** The sentences; nothing without a rule. */
export function ScheduleRules({ marks }: { marks: readonly Mark[] }) {
  const { schedule, health } = setUp.profiles;
  if (marks.length === 0) return null;
  return (
    <ul class="schedule-rules small second">
      {marks.map((mark) => {
        const { kind, number, afterFailures, afterMs } = mark;
        const rule = health.rule(afterFailures, afterMs);
        return (
          <li key={`${kind} ${number}`}>
            <span class={`sign ${kind}${mark.attempt === null ? " together" : ""}`} />
            <span>
              {kind === "told"
                ? schedule.toldRule(number, rule, whenText(mark))
                : schedule.disabledRule(rule, whenText(mark))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function whenText({ attempt, atMs }: Mark): string {
  const { schedule } = setUp.profiles;
  if (attempt !== null) return schedule.alone(attempt.number, shortSpan(attempt.atMs));
  return atMs === null ? schedule.never : schedule.together(shortSpan(atMs));
}
