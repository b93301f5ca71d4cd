/** What is counted of attempts and deliveries, and the windows in which it is shown. Tests do not count. */
import type { UnixMs } from "../base/clock.ts";

/** The counts, in the order of their columns. */
export const TALLIES = ["attempts", "delivered", "retried", "failed", "ours", "skipped", "cancelled"] as const;

/**
 * One of them. `attempts`: all that ended. Of these `delivered`: a 2xx; `retried`: failed, and the schedule goes on;
 * `failed`: failed, and the delivery was given up; `ours`: a fault of ours. A failed manual attempt is in `attempts`
 * alone. `skipped` and `cancelled`: deliveries.
 */
export type Tally = (typeof TALLIES)[number];

/** A number for each. */
export type Tallies = Record<Tally, number>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A span that ends now, cut into buckets of one length that begin at whole ones of it, in UTC. */
export interface Window {
  bucketMs: number;
  bucketsCount: number;
}

/** The windows by name: about as many buckets as a chart has room for. */
export const WINDOWS = {
  "1h": { bucketMs: MINUTE_MS, bucketsCount: 60 },
  "24h": { bucketMs: 15 * MINUTE_MS, bucketsCount: 96 },
  "7d": { bucketMs: HOUR_MS, bucketsCount: 168 },
  "30d": { bucketMs: 24 * HOUR_MS, bucketsCount: 30 },
} as const satisfies Record<string, Window>;

/** The name of a window. */
export type WindowName = keyof typeof WINDOWS;

/** The same windows in fewer buckets, for lists of several endpoints. */
export const LISTED_WINDOWS = {
  "1h": { bucketMs: 5 * MINUTE_MS, bucketsCount: 12 },
  "24h": { bucketMs: HOUR_MS, bucketsCount: 24 },
  "7d": { bucketMs: 6 * HOUR_MS, bucketsCount: 28 },
  "30d": WINDOWS["30d"],
} as const satisfies Record<WindowName, Window>;

/** When a window's first bucket begins; its last one holds `now`. */
export function windowStart({ bucketMs, bucketsCount }: Window, now: UnixMs): UnixMs {
  return Math.floor(now / bucketMs) * bucketMs - (bucketsCount - 1) * bucketMs;
}

/** The share of attempts that were delivered, those left out that failed by our fault; `null` without any. */
export function successRate({ attempts, delivered, ours }: Tallies): number | null {
  return attempts === ours ? null : delivered / (attempts - ours);
}
