/** Keyset pages over big tables: newest first, never more than a bounded walk. */
import type { SQLQueryBindings } from "bun:sqlite";
import type { Page, PageQuery } from "../faces/page.ts";
import type { Connection } from "./connection.ts";

/** How many rows a page examines before it comes back short. */
export const EXAMINED_MAX = 20_000;

/** A piece of SQL with its parameters. */
export type Condition = readonly [sql: string, ...parameters: SQLQueryBindings[]];

/** Which rows: those that an index finds, and among them those that a look at each sifts out. */
export interface Selection {
  table: "events" | "deliveries";
  found: Condition[];
  sifted: Condition[];
}

/** The seqs of a page, newest first. It comes back short when the walk was long; `next` then goes on behind it. */
export function pageOfSeqs(connection: Connection, selection: Selection, { limit, before }: PageQuery): Page<number> {
  const found = join(before === null ? selection.found : [...selection.found, ["seq < ?", before]]);
  const sifted = join(selection.sifted);
  const walk = `FROM ${selection.table} WHERE ${found.sql} ORDER BY seq DESC`;
  const seqs = connection
    .sql<{ seq: number }>(`SELECT seq FROM (SELECT * ${walk} LIMIT ${EXAMINED_MAX}) WHERE ${sifted.sql} LIMIT ?`)
    .all(...found.parameters, ...sifted.parameters, limit + 1)
    .map((row) => row.seq);
  if (seqs.length > limit) return { rows: seqs.slice(0, limit), next: seqs[limit - 1]! };
  const last = connection
    .sql<{ seq: number }>(`SELECT seq ${walk} LIMIT 1 OFFSET ${EXAMINED_MAX - 1}`)
    .get(...found.parameters);
  return { rows: seqs, next: last?.seq ?? null };
}

/**
 * Bounds for a span of creation, so that the walk starts where the span does.
 *
 * Rows are made in the order of time but for steps of the wall clock, so the exact times are sifted as well.
 */
export function spanOf(
  connection: Connection,
  table: Selection["table"],
  since: number | null,
  until: number | null,
): Pick<Selection, "found" | "sifted"> {
  const found: Condition[] = [];
  const sifted: Condition[] = [];
  if (since !== null) {
    found.push(["seq >= ?", firstSeqAt(connection, table, since)]);
    sifted.push(["created_at >= ?", since]);
  }
  if (until !== null) {
    found.push(["seq < ?", firstSeqAt(connection, table, until)]);
    sifted.push(["created_at < ?", until]);
  }
  return { found, sifted };
}

/** The first seq made at or after a time, by halving; one past the last when there is none. */
function firstSeqAt(connection: Connection, table: Selection["table"], time: number): number {
  const nextRow = connection.sql<{ seq: number; createdAt: number }>(
    `SELECT seq, created_at AS createdAt FROM ${table} WHERE seq >= ? ORDER BY seq LIMIT 1`,
  );
  const { last } = connection.sql<{ last: number }>(`SELECT coalesce(max(seq), 0) AS last FROM ${table}`).get()!;
  let low = 1;
  let high = last + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = nextRow.get(middle);
    if (row === null || row.createdAt >= time) high = middle;
    else low = row.seq + 1;
  }
  return low;
}

function join(conditions: Condition[]): { sql: string; parameters: SQLQueryBindings[] } {
  return {
    sql: conditions.map(([sql]) => sql).join(" AND ") || "TRUE",
    parameters: conditions.flatMap(([, ...parameters]) => parameters),
  };
}
