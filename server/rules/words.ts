/** Spans, counts and times in a customer's words. */
import type { UnixMs } from "../base/clock.ts";

/** A span in its largest unit, rounded down: `5 days`, `1 hour`, `0 minutes`. */
export function spanText(spanMs: number): string {
  const minutes = Math.floor(spanMs / 60_000);
  if (minutes >= 1440) return counted(Math.floor(minutes / 1440), "day");
  return minutes >= 60 ? counted(Math.floor(minutes / 60), "hour") : counted(minutes, "minute");
}

/** `1 attempt`, `20 attempts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A time to the second: `2026-01-05 12:00:00 UTC`. */
export function momentText(at: UnixMs): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
