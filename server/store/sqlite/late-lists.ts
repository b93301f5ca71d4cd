/** Lists that are filled behind the writer, many rows at a time; the newest rows are looked through instead. */
import type { Connection } from "./connection.ts";

/** The tables that have such lists. */
export type ListedTable = "events" | "deliveries" | "attempts";

/**
 * The lists of each table, with the columns that they are ordered by before `seq`. As indexes, each commit would touch a
 * page of theirs for every endpoint, type and id in it, which costs more than the rows themselves.
 */
export const LISTS: Record<ListedTable, Readonly<Record<string, string>>> = {
  events: { events_by_id: "id", events_by_environment: "environment", events_by_type: "environment, type" },
  deliveries: {
    deliveries_by_id: "id",
    deliveries_by_environment: "environment",
    deliveries_by_endpoint: "endpoint",
    deliveries_by_event: "event",
  },
  attempts: { attempts_by_id: "id" },
};

/** Neighbours in a table stand side by side in its lists by these, but for few: there is nothing to sort. */
const IN_ORDER: ReadonlySet<string> = new Set(["id", "environment", "event"]);

const TABLES = Object.keys(LISTS) as ListedTable[];

/** So many rows may lie unlisted before the lists are filled: a look at them takes less than a millisecond. */
const UNLISTED_ROWS_MAX = 1000;

/** Whether a name is that of such a list; else it is an index. */
export function isLateList(table: string, name: string): table is ListedTable {
  return table in LISTS && name in LISTS[table as ListedTable];
}

/** The last seq of a table that its lists hold, as far as it fits them. */
export function listedUpTo(connection: Connection, table: ListedTable): number {
  return connection.sql<{ upTo: number }>('SELECT up_to AS "upTo" FROM listed WHERE name = ?').get(table)!.upTo;
}

/** Lists what was written since they were last filled, where it is worth it. Inside a write only, at its end. */
export function fillLists(connection: Connection, unlistedMax = UNLISTED_ROWS_MAX): void {
  for (const table of TABLES) {
    const newest = connection.sql<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${table}`).get()!.seq ?? 0;
    const upTo = listedUpTo(connection, table);
    if (newest - upTo <= unlistedMax) continue;
    for (const [list, columns] of Object.entries(LISTS[table])) {
      connection
        .sql(
          `INSERT INTO ${list} (${columns}, seq) SELECT ${columns}, seq FROM ${table} NOT INDEXED WHERE seq > ?
           ${IN_ORDER.has(columns) ? "" : `ORDER BY ${columns}, seq`}`,
        )
        .run(upTo);
    }
    connection.sql("UPDATE listed SET up_to = ? WHERE name = ?").run(newest, table);
  }
}

/** The seq of an id, `null` where there is no such row. */
export function seqOfId(connection: Connection, table: ListedTable, id: Uint8Array): number | null {
  return connection.sql<{ seq: number }>(`${seqsBy(table, "id")} LIMIT 1`).get(id)?.seq ?? null;
}

/** The seqs of an event's deliveries, in their order. */
export function deliveriesOfEvent(connection: Connection, event: number): number[] {
  return connection
    .sql<{ seq: number }>(seqsBy("deliveries", "event"))
    .all(event)
    .map(({ seq }) => seq);
}

/** By a list of one column, and among the rows behind it. One statement, since the list may be filled meanwhile. */
function seqsBy(table: ListedTable, column: "id" | "event"): string {
  return `SELECT seq FROM ${table}_by_${column} WHERE ${column} = ?1
    UNION ALL SELECT seq FROM ${table} NOT INDEXED
      WHERE seq > (SELECT up_to FROM listed WHERE name = '${table}') AND ${column} = ?1`;
}
