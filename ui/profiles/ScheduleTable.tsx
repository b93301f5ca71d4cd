/** The attempts of a schedule as a table. */
import { shortSpan } from "../spans.ts";
import { setUp } from "../words/set-up.ts";
import { type ScheduledAttempt } from "./schedule.ts";

/** The table, behind a line that opens it. */
export function ScheduleTable({
  attempts,
  isStraying,
}: {
  attempts: readonly ScheduledAttempt[];
  isStraying: boolean;
}) {
  const { table, columns, first, between } = setUp.profiles.schedule;
  return (
    <details class="schedule-table">
      <summary class="small second">{table}</summary>
      <table>
        <thead>
          <tr>
            <th class="right">{columns.attempt}</th>
            <th class="right">{columns.wait}</th>
            <th class="right">{columns.at}</th>
            {isStraying && <th class="right">{columns.between}</th>}
          </tr>
        </thead>
        <tbody>
          {attempts.map(({ number, waitMs, atMs, earliestMs, latestMs }) => (
            <tr key={number}>
              <td class="right">{number}</td>
              <td class="right">{number === 1 ? first : shortSpan(waitMs)}</td>
              <td class="right">{shortSpan(atMs)}</td>
              {isStraying && <td class="right">{number > 1 && between(shortSpan(earliestMs), shortSpan(latestMs))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
