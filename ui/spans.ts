/** How a span of time is written. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The two largest units, cut and not rounded: `4 s`, `3 m 12 s`, `4 h 0 m`, `2 d 5 h`; a thin space before each unit. */
export function spanText(spanMs: number): string {
  if (spanMs < MINUTE) return count(spanMs, SECOND, "s");
  if (spanMs < HOUR) return `${count(spanMs, MINUTE, "m")} ${count(spanMs % MINUTE, SECOND, "s")}`;
  if (spanMs < DAY) return `${count(spanMs, HOUR, "h")} ${count(spanMs % HOUR, MINUTE, "m")}`;
  return `${count(spanMs, DAY, "d")} ${count(spanMs % DAY, HOUR, "h")}`;
}

function count(spanMs: number, unitMs: number, unit: string): string {
  return `${Math.floor(spanMs / unitMs)}\u2009${unit}`;
}
