/** Reads and writes API keys. */
import { and, asc, desc, eq, isNull, lt } from "drizzle-orm";
import type { UnixMs } from "../../base/clock.ts";
import { KEYS_COUNT_MAX } from "../../rules/limits.ts";
import { ROLES } from "../../rules/roles.ts";
import type { Key, KeyUse, KeysQuery, NewKey } from "../faces/keys.ts";
import type { Page } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { bytesOf, hexOf } from "./hex.ts";
import { isLiveEnvironment } from "./live-environments.ts";
import { isLiveOrganization } from "./live-organizations.ts";
import { pageOfRows } from "./pages.ts";
import { keys } from "./tables.ts";

/** A key about to be stored, its id in hexadecimal. */
export type PackedKey = Omit<NewKey, "id"> & { id: string };

/** Inserts a key; answers its seq. They are counted here, where there is no other that is being added. */
export function addKey(
  connection: Connection,
  { id, role, hash, ...fields }: PackedKey,
  isRetry: boolean,
): number | "gone" | "full" {
  const { orm } = connection;
  const stored =
    isRetry &&
    orm
      .select()
      .from(keys)
      .where(eq(keys.id, bytesOf(id)))
      .get();
  if (stored) return stored.seq;
  const { organization, environment } = fields;
  if (organization !== null && !isLiveOrganization(connection, organization)) return "gone";
  if (environment !== null && !isLiveEnvironment(connection, environment)) return "gone";
  if (countKeys(connection, organization) >= KEYS_COUNT_MAX) return "full";
  const row = { ...fields, id: bytesOf(id), hash: bytesOf(hash), role: ROLES.indexOf(role) };
  return orm.insert(keys).values(row).returning({ seq: keys.seq }).get().seq;
}

/** Those of an organization, `null` for the instance's. */
function countKeys({ sql }: Connection, organization: number | null): number {
  const all = "SELECT count(*) AS count FROM keys WHERE organization IS ? AND revoked_at IS NULL";
  return sql<{ count: number }>(all).get(organization)!.count;
}

/** Ends a key; answers whether there is such a one. */
export function revokeKey({ sql }: Connection, { seq, at }: { seq: number; at: UnixMs }): boolean {
  return sql("UPDATE keys SET revoked_at = coalesce(revoked_at, ?) WHERE seq = ?").run(at, seq).changes > 0;
}

/** Notes when keys were last used. */
export function noteKeyUses({ sql }: Connection, uses: readonly KeyUse[]): null {
  for (const { key, at } of uses) sql("UPDATE keys SET last_used_at = ? WHERE seq = ?").run(at, key);
  return null;
}

/** A page of keys, newest first; an organization has few, so they are simply looked at. */
export function listKeys({ orm }: Connection, { organization, before, limit }: KeysQuery): Page<Key> {
  const rows = orm
    .select()
    .from(keys)
    .where(
      and(
        isNull(keys.revokedAt),
        organization === null ? undefined : eq(keys.organization, organization),
        before === null ? undefined : lt(keys.seq, before),
      ),
    )
    .orderBy(desc(keys.seq))
    .limit(limit + 1)
    .all();
  return pageOfRows(rows.map(keyOf), limit);
}

/** One key, `null` when there is none of this id. */
export function readKey({ orm }: Connection, id: Uint8Array): Key | null {
  const where = and(eq(keys.id, Buffer.from(id)), isNull(keys.revokedAt));
  const row = orm.select().from(keys).where(where).get();
  return row === undefined ? null : keyOf(row);
}

/** All that open the door. */
export function loadKeys({ orm }: Connection): Key[] {
  return orm.select().from(keys).where(isNull(keys.revokedAt)).orderBy(asc(keys.seq)).all().map(keyOf);
}

function keyOf(row: typeof keys.$inferSelect): Key {
  const { revokedAt: _, ...key } = row;
  return { ...key, hash: hexOf(row.hash), role: ROLES[row.role]! };
}
