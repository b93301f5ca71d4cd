/** What a key or a session lets its holder watch, and whether it still does. */
import { grantOf } from "../auth.ts";
import type { Rooms } from "../rooms.ts";

/** A right to watch. */
export interface Pass {
  /** The environment's seq. */
  environment: number;
  /** Whether it still holds: key or session may end, or the environment be deleted, while a stream is open. */
  isGood(): boolean;
}

type PassRooms = Pick<Rooms, "keyring" | "sessions" | "roster" | "tenants" | "publicUrl">;

/** What of a request tells who asks. */
const TELLING = ["authorization", "hookwheel-organization", "hookwheel-environment"];

/**
 * The pass that a request stands for.
 *
 * @throws AppError as `grantOf`
 */
export function passOf(request: Request, rooms: PassRooms): Pass {
  const { environment, session } = grantOf(request, rooms, "read");
  if (session !== null) return { environment, isGood: () => isSeenBy(session, environment, rooms) };
  const headers = new Headers();
  for (const name of TELLING) if (request.headers.has(name)) headers.set(name, request.headers.get(name)!);
  const again = new Request(request.url, { headers });
  return {
    environment,
    isGood() {
      try {
        return grantOf(again, rooms, "read").environment === environment;
      } catch {
        return false;
      }
    },
  };
}

/** Looked up apart, since a look is no use of the session: an open page must not keep it alive. */
function isSeenBy(session: number, environment: number, { sessions, roster, tenants }: PassRooms): boolean {
  const person = roster.bySeq(sessions.bySeq(session)?.person ?? -1);
  const place = tenants.environmentBySeq(environment);
  if (person === undefined || place === undefined) return false;
  return person.organization === null || person.organization === place.organization;
}
