/** Reads and writes people. */
import { and, asc, count, eq, isNotNull, ne } from "drizzle-orm";
import { PERSON_ROLES } from "../../rules/roles.ts";
import type { NewPerson, NewPersonRefusal, Person, PersonChange, PersonRefusal } from "../faces/people.ts";
import type { Connection } from "./connection.ts";
import { bytesOf } from "./hex.ts";
import { isLiveOrganization } from "./live-organizations.ts";
import { links, people } from "./people-tables.ts";

/** A person about to be stored, its id in hexadecimal. */
export type PackedPerson = Omit<NewPerson, "id"> & { id: string };

const ADMIN = PERSON_ROLES.indexOf("admin");

/** Inserts a person; answers its seq. Inside a write only. */
export function insertPerson(
  connection: Connection,
  { id, role, ...fields }: PackedPerson,
  passwordHash: string | null,
): number | Exclude<NewPersonRefusal, "full"> {
  const { orm } = connection;
  const { organization, email } = fields;
  if (organization !== null && !isLiveOrganization(connection, organization)) return "gone";
  if (orm.select().from(people).where(eq(people.email, email)).get() !== undefined) return "taken";
  const row = { ...fields, id: bytesOf(id), role: PERSON_ROLES.indexOf(role), passwordHash };
  return orm.insert(people).values(row).returning({ seq: people.seq }).get().seq;
}

/** The seq of a person by its id in hexadecimal, `null` when there is none. */
export function findPerson({ orm }: Connection, id: string): number | null {
  const where = eq(people.id, bytesOf(id));
  return orm.select({ seq: people.seq }).from(people).where(where).get()?.seq ?? null;
}

/** Changes what is given of a person within an organization, `null` for any. */
export function changePerson(
  connection: Connection,
  { seq, change: { role, ...fields }, within }: { seq: number; change: PersonChange; within: number | null },
): true | PersonRefusal {
  const { orm } = connection;
  if (!hasPerson(connection, seq, within)) return "gone";
  const isDemoted = role !== undefined && role !== "admin";
  if (isDemoted && isLastAdmin({ orm }, seq)) return "last_admin";
  const { organization = null } = fields;
  if (organization !== null && !isLiveOrganization(connection, organization)) return "no_organization";
  const set = { ...fields, ...(role && { role: PERSON_ROLES.indexOf(role) }) };
  // Whoever was given a link for the one role must not come in by the other.
  if (set.role !== undefined && set.role !== roleOf({ orm }, seq)) orm.delete(links).where(eq(links.person, seq)).run();
  if (Object.keys(set).length > 0) orm.update(people).set(set).where(eq(people.seq, seq)).run();
  return true;
}

function roleOf({ orm }: Pick<Connection, "orm">, seq: number): number | undefined {
  return orm.select({ role: people.role }).from(people).where(eq(people.seq, seq)).get()?.role;
}

/** Deletes a person within an organization, `null` for any, with its sessions and links. */
export function deletePerson(
  connection: Connection,
  { seq, within }: { seq: number; within: number | null },
  isRetry: boolean,
): true | PersonRefusal {
  if (isRetry && !hasPerson(connection, seq, null)) return true;
  if (!hasPerson(connection, seq, within)) return "gone";
  if (isLastAdmin(connection, seq)) return "last_admin";
  connection.orm.delete(people).where(eq(people.seq, seq)).run();
  return true;
}

/** The hash of a person's password, `null` without. */
export function readPasswordHash({ orm }: Connection, seq: number): string | null {
  return orm.select().from(people).where(eq(people.seq, seq)).get()?.passwordHash ?? null;
}

/** All, the oldest first. */
export function loadPeople({ orm }: Connection): Person[] {
  return orm.select().from(people).orderBy(asc(people.seq)).all().map(personOf);
}

/** How many there are. */
export function countPeople({ orm }: Connection): number {
  return orm.select({ count: count() }).from(people).get()!.count;
}

/** Whether there is anybody. */
export function hasPeople({ orm }: Connection): boolean {
  return orm.select().from(people).limit(1).get() !== undefined;
}

/** Whether there is such a person within an organization, `null` for any. */
export function hasPerson({ orm }: Connection, seq: number, within: number | null): boolean {
  const isWithin = within === null ? undefined : eq(people.organization, within);
  return (
    orm
      .select()
      .from(people)
      .where(and(eq(people.seq, seq), isWithin))
      .get() !== undefined
  );
}

/** One who has yet to choose a password cannot come to anybody's help. */
function isLastAdmin({ orm }: Pick<Connection, "orm">, seq: number): boolean {
  const isAdmin = and(eq(people.role, ADMIN), isNotNull(people.passwordHash));
  if (
    orm
      .select()
      .from(people)
      .where(and(isAdmin, eq(people.seq, seq)))
      .get() === undefined
  )
    return false;
  return (
    orm
      .select()
      .from(people)
      .where(and(isAdmin, ne(people.seq, seq)))
      .get() === undefined
  );
}

function personOf({ role, passwordHash, ...row }: typeof people.$inferSelect): Person {
  return { ...row, role: PERSON_ROLES[role]!, hasPassword: passwordHash !== null };
}
