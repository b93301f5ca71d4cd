/** When a mail is tried, tried again, held back or given up. Pure: the caller brings the times. */
import type { UnixMs } from "../base/clock.ts";

/** The states in stored order: only append. `held` waits for its owner's next hour. */
export const MAIL_STATES = ["waiting", "held", "sent", "in_digest", "given_up", "dropped"] as const;

/** `in_digest` was sent within a digest; `given_up` after its last try; `dropped` since nobody needs it any more. */
export type MailState = (typeof MAIL_STATES)[number];

/** The waits after the first try and those that follow, in ms. */
const WAITS_MS = [60_000, 300_000, 1_800_000, 7_200_000, 43_200_000];

/** What an owner gets at most. *Source:* DESIGN.md section 5. */
export const MAILS_AN_HOUR_MAX = 10;

/** An hour in ms. */
export const HOUR_MS = 3_600_000;

/** A level that an endpoint reaches again within this time after a mail told of it is not mailed, in ms. *Source:* the same. */
export const QUIET_MS = 24 * HOUR_MS;

/** When to try again after so many tries, 1 or more; `null` when it is to be given up. */
export function nextTryAt(triesCount: number, now: UnixMs): UnixMs | null {
  const waitMs = WAITS_MS[triesCount - 1];
  return waitMs === undefined ? null : now + waitMs;
}

/**
 * Until when an owner's mails are held back, `null` when one may be sent.
 *
 * @param sentAts when the owner got the latest mails, those of the last hour among them
 */
export function heldUntilOf(sentAts: readonly UnixMs[], now: UnixMs): UnixMs | null {
  const lately = sentAts.filter((at) => at > now - HOUR_MS && at <= now).toSorted((a, b) => b - a);
  const oldest = lately[MAILS_AN_HOUR_MAX - 1];
  return oldest === undefined ? null : oldest + HOUR_MS;
}
