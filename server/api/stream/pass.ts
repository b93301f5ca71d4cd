/** What a key lets its holder watch, and whether it still does. */
import { grantOf } from "../auth.ts";
import type { Rooms } from "../rooms.ts";

/** A right to watch. */
export interface Pass {
  /** The environment's seq. */
  environment: number;
  /** Whether it still holds: the key may be revoked, or the environment deleted, while a stream is open. */
  isGood(): boolean;
}

/** What of a request tells who asks. */
const TELLING = ["authorization", "hookwheel-organization", "hookwheel-environment"];

/**
 * The pass that a request's headers stand for.
 *
 * @throws AppError as `grantOf`
 */
export function passOf(headers: Headers, rooms: Pick<Rooms, "keyring" | "tenants">): Pass {
  const { environment } = grantOf(headers, rooms, "read");
  const kept = new Headers();
  for (const name of TELLING) if (headers.has(name)) kept.set(name, headers.get(name)!);
  return {
    environment,
    isGood() {
      try {
        return grantOf(kept, rooms, "read").environment === environment;
      } catch {
        return false;
      }
    },
  };
}
