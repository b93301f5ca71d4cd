/** An endpoint's secrets: which are live, and how a new one takes over from the last. */
import type { UnixMs } from "../base/clock.ts";
import type { EndpointSecrets } from "./endpoint.ts";

/** Newest first; the first has no end. */
export type Secrets = EndpointSecrets["secrets"];

/** Those that sign at `now`. */
export function liveSecrets(secrets: Secrets, now: UnixMs): Secrets {
  return secrets.filter(({ endsAt }) => endsAt === null || endsAt > now);
}

/** When the first of them ends, `null` when none does. */
export function nextEndOf(secrets: Secrets): UnixMs | null {
  const ends = secrets.flatMap(({ endsAt }) => (endsAt === null ? [] : [endsAt]));
  return ends.length === 0 ? null : Math.min(...ends);
}

/**
 * The secrets after a rotation, or `null` when two are live already. Without an overlap the new one is the only one at once.
 *
 * @param overlapMs how long the last one signs beside it: 0 or more
 */
export function rotated(secrets: Secrets, secret: string, overlapMs: number, now: UnixMs): Secrets | null {
  const fresh = { secret, endsAt: null };
  if (overlapMs === 0) return [fresh];
  const live = liveSecrets(secrets, now);
  if (live.length > 1) return null;
  return [fresh, ...live.map((last) => ({ ...last, endsAt: now + overlapMs }))];
}
