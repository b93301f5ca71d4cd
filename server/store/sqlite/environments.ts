/** Reads and writes environments. */
import { type SQL, and, asc, count, desc, eq, inArray, isNull, lt, ne, or } from "drizzle-orm";
import type { UnixMs } from "../../base/clock.ts";
import { ENVIRONMENTS_COUNT_MAX } from "../../rules/limits.ts";
import type { Sweep } from "../faces/endpoints.ts";
import type {
  Deletion,
  Environment,
  EnvironmentChange,
  EnvironmentRefusal,
  NewEnvironment,
} from "../faces/organizations.ts";
import type { Page, PageQuery } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { endEndpoint } from "./endpoints.ts";
import { bytesOf } from "./hex.ts";
import { isLiveOrganization } from "./live-organizations.ts";
import { pageOfRows } from "./pages.ts";
import { findSweep } from "./sweeps.ts";
import { endpoints, environments } from "./tables.ts";

/** An environment about to be stored, its id in hexadecimal. */
export type PackedEnvironment = Omit<NewEnvironment, "id"> & { id: string };

/** Inserts it; answers its seq. They are counted here, where there is no other that is being added. */
export function addEnvironment(
  connection: Connection,
  { id, ...fields }: PackedEnvironment,
  isRetry: boolean,
): number | EnvironmentRefusal {
  const { orm } = connection;
  const stored =
    isRetry &&
    orm
      .select()
      .from(environments)
      .where(eq(environments.id, bytesOf(id)))
      .get();
  if (stored) return stored.seq;
  const { organization } = fields;
  if (!isLiveOrganization(connection, organization)) return "gone";
  if (countEnvironments({ orm }, organization) >= ENVIRONMENTS_COUNT_MAX) return "full";
  if (isTaken({ orm }, organization, fields, 0)) return "taken";
  const inserted = orm.insert(environments).values({ ...fields, id: bytesOf(id) });
  return inserted.returning({ seq: environments.seq }).get().seq;
}

/** Changes what is given; `false` when it is deleted, which has freed its names, or another has the name or `externalId`. */
export function changeEnvironment(
  { orm }: Connection,
  { seq, change }: { seq: number; change: EnvironmentChange },
): boolean {
  const { organization, deletedAt } = orm.select().from(environments).where(eq(environments.seq, seq)).get()!;
  if (deletedAt !== null || isTaken({ orm }, organization, change, seq)) return false;
  if (Object.keys(change).length > 0) orm.update(environments).set(change).where(eq(environments.seq, seq)).run();
  return true;
}

/** Marks it deleted, with all that is its own; `false` when it was already, or is its organization's only one. */
export function deleteEnvironment(
  connection: Connection,
  { seq, at }: { seq: number; at: UnixMs },
  isRetry: boolean,
): Deletion | false {
  const { organization, deletedAt } = connection.orm
    .select()
    .from(environments)
    .where(eq(environments.seq, seq))
    .get()!;
  const others = and(
    eq(environments.organization, organization),
    isNull(environments.deletedAt),
    ne(environments.seq, seq),
  );
  const isOnly = connection.orm.select().from(environments).where(others).get() === undefined;
  if (deletedAt === null ? isOnly : !isRetry) return false;
  return { sweeps: endEnvironments(connection, eq(environments.seq, seq), at) };
}

/**
 * Marks environments deleted, with their endpoints and keys; answers the sweeps of what waited. Their names are free again.
 * Run again it answers the sweeps that are not done.
 */
export function endEnvironments(connection: Connection, which: SQL, at: UnixMs): Sweep[] {
  const ending = connection.orm.select().from(environments).where(which).all();
  for (const { seq, deletedAt } of ending) {
    if (deletedAt !== null) continue;
    const freed = { deletedAt: at, externalId: null, name: `deleted ${seq}` };
    connection.orm.update(environments).set(freed).where(eq(environments.seq, seq)).run();
    connection.liveEnvironments.delete(seq);
    connection.sql("DELETE FROM inboxes WHERE environment = ?").run(seq);
    connection.sql("UPDATE keys SET revoked_at = ? WHERE environment = ? AND revoked_at IS NULL").run(at, seq);
  }
  const seqs = ending.map(({ seq }) => seq);
  const theirs = connection.orm.select().from(endpoints).where(inArray(endpoints.environment, seqs)).all();
  return theirs.flatMap(({ seq, deletedAt }) => {
    if (deletedAt === null) return [endEndpoint(connection, seq, at)];
    const left = findSweep(connection, seq);
    return left === null ? [] : [left];
  });
}

/** A page of an organization's environments, newest first. */
export function listEnvironments({ orm }: Connection, organization: number, query: PageQuery): Page<Environment> {
  const before = query.before === null ? undefined : lt(environments.seq, query.before);
  const rows = orm
    .select()
    .from(environments)
    .where(and(eq(environments.organization, organization), isNull(environments.deletedAt), before))
    .orderBy(desc(environments.seq))
    .limit(query.limit + 1)
    .all();
  return pageOfRows(rows.map(environmentOf), query.limit);
}

/** One environment, `null` when there is none of this id. */
export function readEnvironment({ orm }: Connection, id: Uint8Array): Environment | null {
  const where = and(eq(environments.id, Buffer.from(id)), isNull(environments.deletedAt));
  const row = orm.select().from(environments).where(where).get();
  return row === undefined ? null : environmentOf(row);
}

/** All that are not deleted, the oldest first. */
export function loadEnvironments({ orm }: Connection): Environment[] {
  const all = orm.select().from(environments).where(isNull(environments.deletedAt));
  return all.orderBy(asc(environments.seq)).all().map(environmentOf);
}

/** An environment as the house knows it. */
export function environmentOf(row: typeof environments.$inferSelect): Environment {
  const { deletedAt: _, ...environment } = row;
  return environment;
}

function countEnvironments({ orm }: Pick<Connection, "orm">, organization: number): number {
  const where = and(eq(environments.organization, organization), isNull(environments.deletedAt));
  return orm.select({ count: count() }).from(environments).where(where).get()!.count;
}

function isTaken(
  { orm }: Pick<Connection, "orm">,
  organization: number,
  { name, externalId }: EnvironmentChange,
  but: number,
): boolean {
  const same = or(
    name === undefined ? undefined : eq(environments.name, name),
    externalId === undefined || externalId === null ? undefined : eq(environments.externalId, externalId),
  );
  if (same === undefined) return false;
  const where = and(eq(environments.organization, organization), ne(environments.seq, but), same);
  return orm.select({ seq: environments.seq }).from(environments).where(where).get() !== undefined;
}
