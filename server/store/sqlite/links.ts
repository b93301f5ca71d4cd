/** Reads and writes what opens once: the set-up, and the choice of a password. */
import { and, eq, gt, isNull } from "drizzle-orm";
import type { UnixMs } from "../../base/clock.ts";
import type { Link } from "../faces/people.ts";
import type { Connection } from "./connection.ts";
import { bytesOf } from "./hex.ts";
import { hasPeople, hasPerson } from "./people.ts";
import { links } from "./people-tables.ts";

/** A link as it goes to the writer. */
export type PackedLink = Link;

/** Puts a link in the place of earlier ones; `false` when there is no such person, and for a set-up when there are people. */
export function putLink(
  connection: Connection,
  { person, link, within }: { person: number | null; link: PackedLink; within: number | null },
): boolean {
  if (person === null ? hasPeople(connection) : !hasPerson(connection, person, within)) return false;
  insertLink(connection, person, link);
  return true;
}

/** Inserts a link in the place of earlier ones. Inside a write only. */
export function insertLink({ orm }: Connection, person: number | null, { hash, endsAt }: PackedLink): void {
  orm.delete(links).where(ofPerson(person)).run();
  orm
    .insert(links)
    .values({ hash: bytesOf(hash), person, endsAt })
    .run();
}

/** Whose link it is, `null` when it is none. */
export function findLink({ orm }: Connection, hash: string, at: UnixMs): { person: number | null } | null {
  const where = and(eq(links.hash, bytesOf(hash)), gt(links.endsAt, at));
  return orm.select({ person: links.person }).from(links).where(where).get() ?? null;
}

/** Uses a link up; answers whether there was one. Inside a write only. */
export function takeLink({ orm }: Connection, person: number | null, hash: string, at: UnixMs): boolean {
  const where = and(eq(links.hash, bytesOf(hash)), ofPerson(person), gt(links.endsAt, at));
  return orm.delete(links).where(where).returning().all().length > 0;
}

function ofPerson(person: number | null) {
  return person === null ? isNull(links.person) : eq(links.person, person);
}
