/** Reads `Retry-After`, by which a receiver asks for a pause. */
import type { UnixMs } from "../base/clock.ts";

/** *Source:* RFC 9110, 10.2.3: digits only; no sign, fraction or exponent. */
const DELAY_SECONDS = /^\d+$/;

/** The three forms of a date, the latter two obsolete. *Source:* RFC 9110, 5.6.7. */
const HTTP_DATES = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} (?:\d| )\d \d\d:\d\d:\d\d \d{4}$/,
];

/**
 * The moment that a header asks for: `now` when it has passed, `null` without a header or when it is neither seconds nor
 * a date. A moment years away is no fault: callers cap it.
 */
export function parseRetryAfter(header: string | null, now: UnixMs): UnixMs | null {
  const text = header?.trim() ?? "";
  if (DELAY_SECONDS.test(text)) return now + Number(text) * 1000;
  if (!HTTP_DATES.some((form) => form.test(text))) return null;
  const at = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : Math.max(at, now);
}
