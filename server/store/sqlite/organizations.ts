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
  OrganizationRefusal,
} from "../faces/organizations.ts";
import type { Page, PageQuery } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { endEnvironments, environmentOf } from "./environments.ts";
import { bytesOf } from "./hex.ts";
import { pageOfRows } from "./pages.ts";
import { isProfile } from "./profiles.ts";
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

/** Inserts both; answers their seqs. */
export function addOrganization(
  connection: Connection,
  { organization, first }: PackedOrganization,
  isRetry: boolean,
): { organization: number; environment: number } | OrganizationRefusal {
  const { orm } = connection;
  const id = bytesOf(organization.id);
  const stored = isRetry && orm.select().from(organizations).where(eq(organizations.id, id)).get();
  if (stored) {
    const { seq } = orm.select().from(environments).where(eq(environments.organization, stored.seq)).get()!;
    return { organization: stored.seq, environment: seq };
  }
  const refusal = refusalOf(connection, 0, organization);
  if (refusal !== null) return refusal;
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

/** Changes what is given; answers what is then stored. */
export function changeOrganization(
  connection: Connection,
  { seq, change }: { seq: number; change: OrganizationChange },
): Omit<Organization, "id"> | OrganizationRefusal | "gone" {
  const { orm } = connection;
  const isIt = and(eq(organizations.seq, seq), isNull(organizations.deletedAt));
  const kept = orm.select().from(organizations).where(isIt).get();
  if (kept === undefined) return "gone";
  const refusal = refusalOf(connection, seq, change);
  if (refusal !== null) return refusal;
  const { ownerEmails, ...fields } = change;
  const set = { ...fields, ...(ownerEmails && { ownerEmails: [...ownerEmails] }) };
  if (Object.keys(set).length > 0) orm.update(organizations).set(set).where(isIt).run();
  const { id: _, ...stored } = organizationOf({ ...kept, ...set });
  return stored;
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

/** Why what is given cannot be of the organization of this seq, 0 for a new one. */
function refusalOf(
  connection: Connection,
  seq: number,
  { externalId = null, profile }: OrganizationChange,
): OrganizationRefusal | null {
  if (externalId !== null && isTaken(connection, externalId, seq)) return "external_id_taken";
  return profile !== undefined && !isProfile(connection, profile) ? "no_profile" : null;
}

function isTaken({ orm }: Connection, externalId: string, but: number): boolean {
  const where = and(eq(organizations.externalId, externalId), ne(organizations.seq, but));
  return orm.select({ seq: organizations.seq }).from(organizations).where(where).get() !== undefined;
}

function organizationOf(row: typeof organizations.$inferSelect): Organization {
  const { deletedAt: _, ...organization } = row;
  return organization;
}
