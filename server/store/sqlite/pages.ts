/** Keyset pages over big tables: newest first, never more than a bounded walk. */
import type { SQLQueryBindings } from "bun:sqlite";
import type { UnixMs } from "../../base/clock.ts";
import type { Page, PageQuery } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { type ListedTable, isLateList, listedUpTo } from "./late-lists.ts";
import type { Span } from "./spans.ts";

/** How many rows a page examines before it comes back short. */
export const EXAMINED_MAX = 10_000;

/** A piece of SQL with its parameters. */
export type Condition = readonly [sql: string, ...parameters: SQLQueryBindings[]];

/** Which rows: those that an index or a late list finds, and among them those that a look at each sifts out. */
export interface Selection {
  table: ListedTable | "audit" | "notices";
  /** Named, since what the planner would choose by guess may find far more than is examined; `null` to walk all rows. */
  by: string | null;
  found: Condition[];
  /** The walked row is called `row`. */
  sifted: Condition[];
  span: Span;
}

/**
 * The seqs of a page, newest first. It comes back short when the walk was long; `next` then goes on behind it.
 *
 * Inside a snapshot only: rows that came or went between its reads would be lost or come twice.
 */
export function pageOfSeqs(connection: Connection, selection: Selection, { limit, before }: PageQuery): Page<number> {
  const { table, by, span } = selection;
  const end = before === null ? span.end : Math.min(before, span.end);
  if (by === null || !isLateList(table, by)) {
    return walked(connection, selection, { start: span.start, end }, limit);
  }
  const listedEnd = listedUpTo(connection, table) + 1;
  const newer = unlisted(connection, selection, { start: Math.max(span.start, listedEnd), end }, limit);
  if (newer.next !== null) return newer;
  const older = walked(
    connection,
    selection,
    { start: span.start, end: Math.min(end, listedEnd) },
    limit - newer.rows.length,
  );
  return { rows: [...newer.rows, ...older.rows], next: older.next };
}

/** A look at each of the rows that no list holds yet; there are never many. */
function unlisted(connection: Connection, selection: Selection, { start, end }: Span, limit: number): Page<number> {
  const { sql, parameters } = join([...selection.found, ...selection.sifted]);
  const seqs = connection
    .sql<{ seq: number }>(
      `SELECT seq FROM ${selection.table} AS row NOT INDEXED WHERE seq >= ? AND seq < ? AND ${sql}
       ORDER BY seq DESC LIMIT ?`,
    )
    .all(start, end, ...parameters, limit + 1)
    .map((row) => row.seq);
  return seqs.length > limit ? { rows: seqs.slice(0, limit), next: seqs[limit - 1]! } : { rows: seqs, next: null };
}

/** A walk down an index or a list. */
function walked(connection: Connection, selection: Selection, { start, end }: Span, limit: number): Page<number> {
  const { table, by } = selection;
  // One bound at each end: of two, the walk might begin at the wrong one.
  const found = join([...selection.found, ["seq >= ? AND seq < ?", start, end]]);
  const sifted = join(selection.sifted);
  const source = sourceOf(table, by);
  const walk = `FROM ${source} WHERE ${found.sql} ORDER BY seq DESC`;
  const seqs = connection
    .sql<{ seq: number }>(
      `SELECT row.seq FROM (SELECT seq ${walk} LIMIT ${EXAMINED_MAX}) AS walked
       CROSS JOIN ${table} AS row ON row.seq = walked.seq WHERE ${sifted.sql} LIMIT ?`,
    )
    .all(...found.parameters, ...sifted.parameters, limit + 1)
    .map((row) => row.seq);
  if (seqs.length > limit) return { rows: seqs.slice(0, limit), next: seqs[limit - 1] ?? end };
  const last = connection
    .sql<{ seq: number }>(`SELECT seq ${walk} LIMIT 1 OFFSET ${EXAMINED_MAX - 1}`)
    .get(...found.parameters);
  return { rows: seqs, next: last?.seq ?? null };
}

function sourceOf(table: Selection["table"], by: string | null): string {
  if (by === null) return `${table} NOT INDEXED`;
  return isLateList(table, by) ? by : `${table} INDEXED BY ${by}`;
}

/** A page of a small table, of which one row more than the page has was read. */
export function pageOfRows<Row extends { seq: number }>(rows: Row[], limit: number): Page<Row> {
  return { rows: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.seq : null };
}

/** Sifts by the exact times, since a span may hold other rows too. */
export function createdWithin(since: UnixMs | null, until: UnixMs | null): Condition[] {
  const conditions: Condition[] = [];
  if (since !== null) conditions.push(["created_at >= ?", since]);
  if (until !== null) conditions.push(["created_at < ?", until]);
  return conditions;
}

function join(conditions: Condition[]): { sql: string; parameters: SQLQueryBindings[] } {
  return {
    sql: conditions.map(([sql]) => sql).join(" AND ") || "TRUE",
    parameters: conditions.flatMap(([, ...parameters]) => parameters),
  };
}
