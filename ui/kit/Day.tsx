/** A point in time that need not be near: its day and hour; exact in UTC on hover. */
import { now } from "../now.ts";
import { dateText, utcText } from "../times.ts";

/** `at` as the API writes it. */
export function Day({ at }: { at: string }) {
  return (
    <time dateTime={at} title={utcText(at)}>
      {dateText(Date.parse(at), now.peek())}
    </time>
  );
}
