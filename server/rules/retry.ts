/** When to try a failed delivery again. Pure: the caller brings the time and the dice. */
import type { UnixMs } from "../base/clock.ts";
import { assert } from "../base/errors.ts";
import type { RetrySchedule } from "./profile.ts";

/**
 * The moment of the next attempt, or `null` when the schedule is used up.
 *
 * @param failedAt the end of the failed attempt
 * @param failuresCount failed attempts so far, the latest included: 1 or more
 * @param dice from 0 up to 1, 1 excluded
 */
export function nextAttemptAt(
  schedule: RetrySchedule,
  failedAt: UnixMs,
  failuresCount: number,
  dice: number,
): UnixMs | null {
  assert(failuresCount >= 1);
  const waitMs = schedule.waitsMs[failuresCount - 1];
  if (waitMs === undefined) return null;
  return failedAt + Math.round(waitMs * (1 + (dice * 2 - 1) * schedule.jitterShare));
}
