/** A rate limit as a token bucket: the caller brings the time. */
import type { UnixMs } from "../base/clock.ts";

/** A bucket that fills by itself. */
export interface Bucket {
  /** Takes a token and answers `null`, or takes none and answers when there will be one. */
  take(now: UnixMs): UnixMs | null;
}

/** What floating point may leave of nothing, in ms. */
const ROUNDING_MS = 1e-6;

/**
 * A full bucket. A clock that is set back costs nothing but what would have come meanwhile; one that is set forward
 * fills it, no more.
 *
 * @param rate tokens a second, 0.01 to 1000
 * @param burst how many it holds, 1 or more
 */
export function createBucket(rate: number, now: UnixMs, burst = Math.max(1, rate)): Bucket {
  const tokenMs = 1000 / rate;
  const fillMs = burst * tokenMs;
  let seenAt = now;
  /** How long it needs to be full again. */
  let lackMs = 0;
  return {
    take(now) {
      lackMs = Math.max(0, lackMs - Math.max(0, now - seenAt));
      seenAt = now;
      const waitMs = Math.ceil(lackMs + tokenMs - fillMs - ROUNDING_MS);
      if (waitMs > 0) return now + waitMs;
      lackMs += tokenMs;
      return null;
    },
  };
}
