/** The retries of a profile on a time line: attempts, where each may fall, and when owners hear of it. */
import { shortSpan } from "../spans.ts";
import { setUp } from "../words/set-up.ts";
import { THIN } from "../words/thin.ts";
import { attemptsOf, type Drawn, lengthOf, marksOf } from "./schedule.ts";
import { ScheduleLine } from "./ScheduleLine.tsx";
import { ScheduleRules } from "./ScheduleRules.tsx";
import { ScheduleTable } from "./ScheduleTable.tsx";

/** The drawing, what it means, and the table behind it. */
export function Schedule({ retry, health, timeoutMs }: Drawn) {
  const { schedule } = setUp.profiles;
  const attempts = attemptsOf(retry);
  const marks = marksOf(health, attempts);
  const last = attempts.at(-1);
  const isOnce = retry.waitsMs.length === 0;
  return (
    <figure class="schedule">
      <figcaption class="second">
        {isOnce ? schedule.once : schedule.summary(retry.waitsMs.length, shortSpan(last?.atMs ?? 0))}{" "}
        {retry.jitterShare > 0 && !isOnce && schedule.jitter(percentText(retry.jitterShare))}{" "}
        {!isOnce && timeoutMs > 0 && schedule.from(shortSpan(timeoutMs))}
      </figcaption>
      {!isOnce && (
        <>
          <ScheduleLine attempts={attempts} marks={marks} lengthMs={lengthOf(attempts, marks)} />
          <Legend
            isStraying={retry.jitterShare > 0}
            kinds={new Set(marks.flatMap((m) => (m.atMs === null ? [] : m.kind)))}
          />
        </>
      )}
      <ScheduleRules marks={marks} />
      {!isOnce && <ScheduleTable attempts={attempts} isStraying={retry.jitterShare > 0} />}
    </figure>
  );
}

function Legend({ isStraying, kinds }: { isStraying: boolean; kinds: ReadonlySet<"told" | "disabled"> }) {
  const { legend } = setUp.profiles.schedule;
  const entries = [
    ["attempt", legend.attempt, true],
    ["stray", legend.stray, isStraying],
    ["told", legend.told, kinds.has("told")],
    ["disabled", legend.disabled, kinds.has("disabled")],
  ] as const;
  return (
    <ul class="schedule-legend small second">
      {entries.map(
        ([kind, text, isThere]) =>
          isThere && (
            <li key={kind}>
              <span class={`sign ${kind}`} />
              {text}
            </li>
          ),
      )}
    </ul>
  );
}

function percentText(share: number): string {
  return `${Math.round(share * 1_000) / 10}${THIN}%`;
}
