/** Reads and writes organizations. */
import { and, asc, desc, eq, isNull, lt, ne } from "drizzle-orm";
import { newId } from "../../base/ids.ts";
import type { UnixMs } from "../../base/clock.ts";
import type {
  Deletion,
  Environment,
  NewEnvironment,
  NewOrganization,
  Organization,
  OrganizationChange,
} from "../faces/organizations.ts";
import type { Page, PageQuery } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { endEnvironments, environmentOf } from "./environments.ts";
import { bytesOf } from "./hex.ts";
import { pageOfRows } from "./pages.ts";
import { environments, organizations } from "./tables.ts";

/** An organization about to be stored, with its first environment; ids in hexadecimal. */
export interface PackedOrganization {
  organization: Omit<NewOrganization, "id"> & { id: string };
  first: Omit<NewEnvironment, "id" | "organization"> & { id: string };
}

/** The first organization and environment, made when there are none. */
export function ensureDefault(
  connection: Connection,
  profile: string,
  now: UnixMs,
): { organization: Organization; environment: Environment; isNew: boolean } {
  const { orm } = connection;
  const isNew = orm.select().from(organizations).limit(1).get() === undefined;
  const organization =
    orm.select().from(organizations).orderBy(organizations.seq).limit(1).get() ??
    orm
      .insert(organizations)
      .values({ id: Buffer.from(newId(now)), name: "Default", externalId: null, profile, createdAt: now })
      .returning()
      .get();
  const environment =
    orm.select().from(environments).orderBy(environments.seq).limit(1).get() ??
    orm
      .insert(environments)
      .values({
        id: Buffer.from(newId(now)),
        organization: organization.seq,
        name: "production",
        externalId: null,
        createdAt: now,
      })
      .returning()
      .get();
  return { organization: organizationOf(organization), environment: environmentOf(environment), isNew };
}

/** Inserts both; answers their seqs, `false` when the `externalId` is taken. */
export function addOrganization(
  { orm }: Connection,
  { organization, first }: PackedOrganization,
  isRetry: boolean,
): { organization: number; environment: number } | false {
  const id = bytesOf(organization.id);
  const stored = isRetry && orm.select().from(organizations).where(eq(organizations.id, id)).get();
  if (stored) {
    const { seq } = orm.select().from(environments).where(eq(environments.organization, stored.seq)).get()!;
    return { organization: stored.seq, environment: seq };
  }
  if (isTaken({ orm }, organization.externalId, 0)) return false;
  const { seq } = orm
    .insert(organizations)
    .values({ ...organization, id, ownerEmails: [...organization.ownerEmails] })
    .returning({ seq: organizations.seq })
    .get();
  const environment = orm
    .insert(environments)
    .values({ ...first, id: bytesOf(first.id), organization: seq })
    .returning({ seq: environments.seq })
    .get();
  return { organization: seq, environment: environment.seq };
}

/** Changes what is given; `false` when the `externalId` is taken. */
export function changeOrganization(
  { orm }: Connection,
  { seq, change }: { seq: number; change: OrganizationChange },
): boolean {
  if (isTaken({ orm }, change.externalId ?? null, seq)) return false;
  const { ownerEmails, ...fields } = change;
  const set = { ...fields, ...(ownerEmails && { ownerEmails: [...ownerEmails] }) };
  if (Object.keys(set).length > 0) orm.update(organizations).set(set).where(eq(organizations.seq, seq)).run();
  return true;
}

/** Marks it deleted, with all that is its own; `false` when it was already. Its `externalId` is free again. */
export function deleteOrganization(
  connection: Connection,
  { seq, at }: { seq: number; at: UnixMs },
  isRetry: boolean,
): Deletion | false {
  const ended = connection.orm
    .update(organizations)
    .set({ deletedAt: at, externalId: null })
    .where(and(eq(organizations.seq, seq), isRetry ? undefined : isNull(organizations.deletedAt)))
    .returning()
    .all();
  if (ended.length === 0) return false;
  const sweeps = endEnvironments(connection, eq(environments.organization, seq), at);
  connection.sql("UPDATE keys SET revoked_at = ? WHERE organization = ? AND revoked_at IS NULL").run(at, seq);
  connection.sql("DELETE FROM people WHERE organization = ?").run(seq);
  return { sweeps };
}

/** A page of organizations, newest first. */
export function listOrganizations({ orm }: Connection, query: PageQuery): Page<Organization> {
  const before = query.before === null ? undefined : lt(organizations.seq, query.before);
  const rows = orm
    .select()
    .from(organizations)
    .where(and(isNull(organizations.deletedAt), before))
    .orderBy(desc(organizations.seq))
    .limit(query.limit + 1)
    .all();
  return pageOfRows(rows.map(organizationOf), query.limit);
}

/** One organization, `null` when there is none of this id. */
export function readOrganization({ orm }: Connection, id: Uint8Array): Organization | null {
  const where = and(eq(organizations.id, Buffer.from(id)), isNull(organizations.deletedAt));
  const row = orm.select().from(organizations).where(where).get();
  return row === undefined ? null : organizationOf(row);
}

/** All that are not deleted, the oldest first. */
export function loadOrganizations({ orm }: Connection): Organization[] {
  const all = orm.select().from(organizations).where(isNull(organizations.deletedAt));
  return all.orderBy(asc(organizations.seq)).all().map(organizationOf);
}

function isTaken({ orm }: Pick<Connection, "orm">, externalId: string | null, but: number): boolean {
  if (externalId === null) return false;
  const where = and(eq(organizations.externalId, externalId), ne(organizations.seq, but));
  return orm.select({ seq: organizations.seq }).from(organizations).where(where).get() !== undefined;
}

function organizationOf(row: typeof organizations.$inferSelect): Organization {
  const { deletedAt: _, ...organization } = row;
  return organization;
}
