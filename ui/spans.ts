/** How a span of time is written. */
import { THIN } from "./words/thin.ts";

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
  return `${Math.floor(spanMs / unitMs)}${THIN}${unit}`;
}

/** The two largest units without one that is none: `5 s`, `2 m 24 s`, `1 d`. */
export function shortSpan(spanMs: number): string {
  const units = [
    [DAY, "d"],
    [HOUR, "h"],
    [MINUTE, "m"],
    [SECOND, "s"],
  ] as const;
  if (spanMs < SECOND) return spanMs === 0 ? `0${THIN}s` : `${Math.round(spanMs)}${THIN}ms`;
  const at = units.findIndex(([unitMs]) => spanMs >= unitMs);
  const parts = units.slice(at, at + 2).map(([unitMs, unit], index) => {
    const largestMs = index === 0 ? Infinity : (units[at] as (typeof units)[number])[0];
    return [Math.floor((spanMs % largestMs) / unitMs), unit] as const;
  });
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${THIN}${unit}`)
    .join("\u00a0");
}
