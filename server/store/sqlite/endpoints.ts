/** Reads and writes endpoints. */
import { and, count, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { UnixMs } from "../../base/clock.ts";
import { AppError } from "../../base/errors.ts";
import { type Endpoint, ENDPOINT_STATUSES, type EndpointStatus } from "../../rules/endpoint.ts";
import type { EndpointRow, EndpointsQuery, NewEndpoint, Sweep } from "../faces/endpoints.ts";
import type { Page } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { isLiveEnvironment } from "./live-environments.ts";
import { endRecoveries } from "./recoveries.ts";
import { beginSweep } from "./sweeps.ts";
import { endpointHealth, endpoints } from "./tables.ts";
import { bytesOf } from "./hex.ts";

/** Where a search looks. */
const SEARCHED = [endpoints.name, endpoints.url, endpoints.description];

/** An endpoint about to be stored: its secrets are sealed before they leave the main thread. */
export interface SealedEndpoint extends Omit<NewEndpoint, "id" | "secrets" | "headers"> {
  id: string;
  headerNames: string[];
  sealed: string;
  /** How many its environment may have. */
  countMax: number;
}

/** Inserts an endpoint; answers its seq. They are counted here, where there is no other that is being added. */
export function addEndpoint(connection: Connection, added: SealedEndpoint, isRetry: boolean): number | "gone" | "full" {
  const { status, sealed, events, namespaces, countMax, ...fields } = added;
  const id = bytesOf(added.id);
  if (isRetry) {
    const stored = connection.orm.select({ seq: endpoints.seq }).from(endpoints).where(eq(endpoints.id, id)).get();
    if (stored !== undefined) return stored.seq;
  }
  if (!isLiveEnvironment(connection, fields.environment)) return "gone";
  if (countEndpoints(connection, fields.environment) >= countMax) return "full";
  const { seq } = connection.orm
    .insert(endpoints)
    .values({
      ...fields,
      id,
      events: [...events],
      namespaces: [...namespaces],
      sealed: bytesOf(sealed),
      status: ENDPOINT_STATUSES.indexOf(status),
    })
    .returning({ seq: endpoints.seq })
    .get();
  connection.orm.insert(endpointHealth).values({ endpoint: seq }).run();
  return seq;
}

/** Deletes one; `false` when it is deleted already, but for a retry, which may find its own. */
export function deleteEndpoint(
  connection: Connection,
  { seq, at }: { seq: number; at: UnixMs },
  isRetry: boolean,
): Sweep | false {
  return isRetry || standingOf(connection, seq) !== null ? endEndpoint(connection, seq, at) : false;
}

/** Marks it deleted, and begins to cancel what waits for it. */
export function endEndpoint(connection: Connection, seq: number, at: UnixMs): Sweep {
  connection.orm.update(endpoints).set({ deletedAt: at, updatedAt: at }).where(eq(endpoints.seq, seq)).run();
  endRecoveries(connection, seq, at);
  return beginSweep(connection, seq, "cancelled", "webhook deleted");
}

/** How an endpoint stands since its last change, `null` when it is deleted. */
export function standingOf({ orm }: Connection, seq: number): { status: EndpointStatus; updatedAt: UnixMs } | null {
  const row = orm
    .select({ status: endpoints.status, updatedAt: endpoints.updatedAt })
    .from(endpoints)
    .where(and(eq(endpoints.seq, seq), isNull(endpoints.deletedAt)))
    .get();
  return row === undefined ? null : { ...row, status: ENDPOINT_STATUSES[row.status]! };
}

/** What is thrown of one that was deleted meanwhile. */
export const noSuchEndpoint = () => new AppError("not_found", "There is no such endpoint.");

/** An endpoint by its seq, as it is. @throws AppError `not_found` when it is deleted */
export function readEndpointBySeq({ orm }: Connection, seq: number): Endpoint {
  const row = orm.select().from(endpoints).where(eq(endpoints.seq, seq)).get()!;
  if (row.deletedAt !== null) throw noSuchEndpoint();
  return endpointOf(row);
}

function countEndpoints(connection: Connection, environment: number): number {
  const where = and(eq(endpoints.environment, environment), isNull(endpoints.deletedAt));
  return connection.orm.select({ count: count() }).from(endpoints).where(where).get()!.count;
}

/** A page of endpoints, newest first; an environment has at most a thousand, so they are simply looked at. */
export function listEndpoints(connection: Connection, query: EndpointsQuery): Page<EndpointRow> {
  const part = query.search === null ? null : `%${query.search.replace(/[%_\\]/g, "\\$&")}%`;
  const where = and(
    eq(endpoints.environment, query.environment),
    isNull(endpoints.deletedAt),
    query.before === null ? undefined : lt(endpoints.seq, query.before),
    query.status === null ? undefined : eq(endpoints.status, ENDPOINT_STATUSES.indexOf(query.status)),
    part === null ? undefined : or(...SEARCHED.map((column) => sql`${column} LIKE ${part} ESCAPE '\\'`)),
  );
  const rows = joined(connection)
    .where(where)
    .orderBy(desc(endpoints.seq))
    .limit(query.limit + 1)
    .all()
    .map(rowOf);
  const hasMore = rows.length > query.limit;
  return { rows: rows.slice(0, query.limit), next: hasMore ? rows[query.limit - 1]!.endpoint.seq : null };
}

/** One endpoint, `null` when the environment has none of this id, or it is deleted. */
export function readEndpoint(connection: Connection, environment: number, id: Uint8Array): EndpointRow | null {
  const row = joined(connection)
    .where(and(eq(endpoints.id, Buffer.from(id)), eq(endpoints.environment, environment), isNull(endpoints.deletedAt)))
    .get();
  return row === undefined ? null : rowOf(row);
}

/** The seqs of ids, in their order. */
export function findEndpoints(
  connection: Connection,
  environment: number,
  ids: readonly Uint8Array[],
): (number | null)[] {
  const find = connection.sql<{ seq: number }>(
    "SELECT seq FROM endpoints WHERE id = ? AND environment = ? AND deleted_at IS NULL",
  );
  return ids.map((id) => find.get(id, environment)?.seq ?? null);
}

/** The seq of an id within an environment, `null` where it has none such; also of one that is deleted: its log stays readable. */
export function endpointSeqOf(connection: Connection, environment: number, id: Uint8Array): number | null {
  const row = connection
    .sql<{ seq: number }>("SELECT seq FROM endpoints WHERE id = ? AND environment = ?")
    .get(id, environment);
  return row?.seq ?? null;
}

/** All that are not deleted. */
export function loadEndpoints(connection: Connection): EndpointRow[] {
  return joined(connection).where(isNull(endpoints.deletedAt)).orderBy(endpoints.seq).all().map(rowOf);
}

function joined(connection: Connection) {
  return connection.orm
    .select()
    .from(endpoints)
    .innerJoin(endpointHealth, eq(endpointHealth.endpoint, endpoints.seq))
    .$dynamic();
}

function rowOf(row: {
  endpoints: typeof endpoints.$inferSelect;
  endpoint_health: typeof endpointHealth.$inferSelect;
}): EndpointRow {
  const { waitingCount, endpoint: _, ...health } = row.endpoint_health;
  return { endpoint: endpointOf(row.endpoints), health, waitingCount, headerNames: row.endpoints.headerNames };
}

function endpointOf(row: typeof endpoints.$inferSelect): Endpoint {
  const { sealed: _, headerNames: __, deletedAt: ___, status, ...fields } = row;
  return { ...fields, status: ENDPOINT_STATUSES[status]! };
}
