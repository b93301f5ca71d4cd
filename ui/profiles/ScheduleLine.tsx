/** The time line itself: lying where there is room, standing where there is not. */
import { shortSpan } from "../spans.ts";
import { setUp } from "../words/set-up.ts";
import { type Mark, placeOf, type ScheduledAttempt, ticksOf, withRoom } from "./schedule.ts";

/** What stands on it. */
export interface ScheduleLineProps {
  attempts: readonly ScheduledAttempt[];
  marks: readonly Mark[];
  lengthMs: number;
}

/** How near to one another words may stand, as a share of the line. */
const WAIT_GAP = 0.042;
const TICK_GAP = 0.075;
const MARK_GAP = 0.09;

/** The line; the table below it says the same in words, so it is hidden from readers. */
export function ScheduleLine({ attempts, marks, lengthMs }: ScheduleLineProps) {
  const { schedule } = setUp.profiles;
  const at = (ms: number) => placeOf(ms, lengthMs);
  const middle = (attempt: ScheduledAttempt) => (at(attempt.atMs) + at(attempt.atMs - attempt.waitMs)) / 2;
  const retries = attempts.slice(1);
  const told = withRoom(retries, middle, WAIT_GAP);
  const placed = marks.filter((mark): mark is Mark & { atMs: number } => mark.atMs !== null);
  const named = withRoom(placed, ({ atMs }) => at(atMs), MARK_GAP);
  return (
    <div class="schedule-line" aria-hidden="true">
      <div class="schedule-track">
        <span class="line" style={{ "--from": 0, "--to": 1 }} />
        {ticksOf(lengthMs, TICK_GAP).map((ms) => (
          <span class="tick" key={ms} style={{ "--at": at(ms) }}>
            {shortSpan(ms)}
          </span>
        ))}
        {retries.map(({ number, earliestMs, latestMs }) => (
          <span class="stray" key={number} style={{ "--from": at(earliestMs), "--to": at(latestMs) }} />
        ))}
        {retries.map(
          (attempt) =>
            told.has(attempt) && (
              <span class="wait" key={attempt.number} style={{ "--at": middle(attempt) }}>
                {shortSpan(attempt.waitMs)}
              </span>
            ),
        )}
        {attempts.map(({ number, atMs }) => (
          <span class="dot" key={number} style={{ "--at": at(atMs) }} title={`${number}: ${shortSpan(atMs)}`} />
        ))}
        {placed.map((mark) => (
          <span
            key={`${mark.kind} ${mark.number}`}
            class={`mark ${mark.kind}${mark.attempt === null ? " together" : ""}`}
            style={{ "--at": at(mark.atMs) }}
          >
            {named.has(mark) && (mark.kind === "told" ? schedule.told(mark.number) : schedule.disabled)}
          </span>
        ))}
      </div>
    </div>
  );
}
