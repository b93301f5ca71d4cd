/** How long people stay signed in. Pure: the caller brings the time. */
import type { UnixMs } from "../base/clock.ts";

const HOUR_MS = 3_600_000;

/** A session that was not used so long is over. */
export const SESSION_REST_MS_MAX = 12 * HOUR_MS;

/** However much it is used, it is over after this. */
export const SESSION_MS_MAX = 30 * 24 * HOUR_MS;

/** So many a person has at once; the oldest gives way. */
export const SESSIONS_COUNT_MAX = 50;

/** A link by which a person chooses a password. */
export const PASSWORD_LINK_MS = 72 * HOUR_MS;

/** The set-up's link. */
export const SETUP_LINK_MS = HOUR_MS / 2;

/** When a session is over, if it is not used before. */
export function sessionEndsAt({ createdAt, seenAt }: { createdAt: UnixMs; seenAt: UnixMs }): UnixMs {
  return Math.min(createdAt + SESSION_MS_MAX, seenAt + SESSION_REST_MS_MAX);
}
