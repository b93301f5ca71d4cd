/** Where in a table a span of creation lies: rows are made in the order of time, but for steps of the wall clock. */
import type { UnixMs } from "../../base/clock.ts";
import type { Connection } from "./connection.ts";

/** Seqs from `start` up to `end`, which is excluded. */
export interface Span {
  start: number;
  end: number;
}

type Table = "events" | "deliveries";

/** A span that holds every row. */
export const WHOLE: Span = { start: 0, end: Number.MAX_SAFE_INTEGER };

/** How many steps of the clock are told apart; rows of before the latest so many count as made in order. */
const STEPS_MAX = 100;

/** Notes it when the wall clock went back. To be told before events or deliveries are made. Inside a write only. */
export function noteTime(connection: Connection, now: UnixMs): void {
  connection.newestAt ??= newestAt(connection);
  if (now < connection.newestAt) {
    connection
      .sql(
        `INSERT INTO clock_steps (events, deliveries) SELECT (SELECT coalesce(max(seq), 0) + 1 FROM events),
           (SELECT coalesce(max(seq), 0) + 1 FROM deliveries)`,
      )
      .run();
  }
  connection.newestAt = now;
}

/** The narrowest span that holds all rows created from `since` up to `until`, which is excluded; others may be among them. */
export function spanOf(connection: Connection, table: Table, since: UnixMs | null, until: UnixMs | null): Span {
  if (since === null && until === null) return WHOLE;
  let start = WHOLE.end;
  let end = WHOLE.start;
  for (const stretch of stretchesOf(connection, table)) {
    const first = since === null ? stretch.start : firstSeqAt(connection, table, stretch, since);
    const last = until === null ? stretch.end : firstSeqAt(connection, table, stretch, until);
    if (first >= last) continue;
    start = Math.min(start, first);
    end = Math.max(end, last);
  }
  return { start, end };
}

/** The parts of a table within which time only went on. */
function stretchesOf(connection: Connection, table: Table): Span[] {
  const { last } = connection.sql<{ last: number }>(`SELECT coalesce(max(seq), 0) AS last FROM ${table}`).get()!;
  const steps = connection
    .sql<{ seq: number }>(`SELECT ${table} AS seq FROM clock_steps ORDER BY rowid DESC LIMIT ${STEPS_MAX}`)
    .all()
    .map(({ seq }) => seq);
  const starts = [1, ...steps.toReversed()];
  return starts.map((start, place) => ({ start, end: starts[place + 1] ?? last + 1 }));
}

/** The first seq of a stretch made at or after a time, by halving; its end when there is none. */
function firstSeqAt(connection: Connection, table: Table, { start, end }: Span, time: UnixMs): number {
  const nextRow = connection.sql<{ seq: number; createdAt: UnixMs }>(
    `SELECT seq, created_at AS createdAt FROM ${table} WHERE seq >= ? ORDER BY seq LIMIT 1`,
  );
  let low = start;
  let high = end;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = nextRow.get(middle);
    if (row === null || row.seq >= high || row.createdAt >= time) high = middle;
    else low = row.seq + 1;
  }
  return low;
}

/** When the newest rows were made. */
function newestAt(connection: Connection): UnixMs {
  const newest = (table: Table) =>
    connection
      .sql<{ at: UnixMs }>(`SELECT created_at AS at FROM ${table} WHERE seq = (SELECT max(seq) FROM ${table})`)
      .get()?.at ?? 0;
  return Math.max(newest("events"), newest("deliveries"));
}
