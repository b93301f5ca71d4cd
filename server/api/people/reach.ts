/** Whom a caller reaches: an admin everybody, whatever it chose; an owner the people of its organization. */
import type { Person } from "../../store/faces/people.ts";
import type { Principal } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";

/**
 * The seq of the organization that a person must be of to be reached, `null` for any. What is written asks for it once more:
 * by then the person may be an admin, while the roster does not know it yet.
 */
export function withinOf({ role, organization }: Principal): number | null {
  return role === "admin" ? null : organization;
}

/** The person of an id. @throws AppError `not_found`, also for one that is not reached */
export function personWith({ roster }: Pick<Rooms, "roster">, principal: Principal, id: string): Person {
  const person = roster.byId(id);
  const within = withinOf(principal);
  if (person === undefined || (within !== null && person.organization !== within)) throw notFound("person");
  return person;
}
