/** Links that are taken away: each names its place, the default one too, since others look elsewhere. */
import { ownSession } from "../session/session.ts";
import { chosenPlace, oldestOf, withPlace } from "./place.ts";

/** The whole address of a page of the environment that is looked at. @param path without a query */
export function linkTo(path: string): string {
  const session = ownSession();
  return location.origin + path + withPlace("", chosenPlace.peek() ?? (session && oldestOf(session)));
}
