/** How points in time are written: near ones as how long ago, all of them exact when asked. */
import { THIN } from "./words/thin.ts";
import { words } from "./words/words.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(words.locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const shortClock = new Intl.DateTimeFormat(words.locale, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(words.locale, { day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat(words.locale, { day: "numeric", month: "short", year: "numeric" });

/** The time of day on this machine, to the second: `14:02:11`. */
export function clockText(at: number): string {
  return clock.format(at);
}

/** The time of day on this machine, to the minute: `14:02`. */
export function shortClockText(at: number): string {
  return shortClock.format(at);
}

/** The day and time on this machine: `20 Nov, 14:02`; with the year when it is another. */
export function dateText(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return `${(isThisYear ? day : dayOfYear).format(at)}, ${shortClock.format(at)}`;
}

/** A moment as short as it stays plain: `14:02:11` today, `20 Nov, 14:02` before. */
export function momentText(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? clockText(at) : dateText(at, now);
}

/** The same to the minute: `14:02` today, `20 Nov, 14:02` before. */
export function minuteText(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? shortClockText(at) : dateText(at, now);
}

/** `14 s ago`, `3 m ago`, `5 h ago`; the day from then on. What a fast clock puts into the future is now. */
export function agoText(at: number, now: number): string {
  const spanMs = now - at;
  if (spanMs < 1 * SECOND) return words.justNow;
  if (spanMs < MINUTE) return words.ago(`${Math.floor(spanMs / SECOND)}${THIN}s`);
  if (spanMs < HOUR) return words.ago(`${Math.floor(spanMs / MINUTE)}${THIN}m`);
  if (spanMs < DAY) return words.ago(`${Math.floor(spanMs / HOUR)}${THIN}h`);
  return dateText(at, now);
}

/** To the millisecond in UTC: `2026-11-20 14:02:11.846 UTC`. `iso` as the API writes it. */
export function utcText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, -1)} UTC`;
}

/** How long something took: `82 ms`, `4.2 s`, `1 m 4 s`. */
export function tookText(spanMs: number): string {
  if (spanMs < SECOND) return `${Math.round(spanMs)}${THIN}ms`;
  if (spanMs < MINUTE) return `${(spanMs / SECOND).toFixed(1)}${THIN}s`;
  return `${Math.floor(spanMs / MINUTE)}${THIN}m ${Math.floor((spanMs % MINUTE) / SECOND)}${THIN}s`;
}
