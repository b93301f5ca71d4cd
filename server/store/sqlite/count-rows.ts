/** Rows of counts as the writer has them in memory while they grow; written once before a commit, whole. */
import type { UnixMs } from "../../base/clock.ts";
import { type Tally, TALLIES } from "../../rules/counts.ts";
import { LATENCY_BUCKETS } from "../../rules/latency.ts";
import type { Connection } from "./connection.ts";
import type { CountKey, CountRow } from "./counts-memory.ts";

/** How many rows are remembered between commits; past it the memory starts anew. */
const ROWS_MAX = 10_000;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const COLUMNS = TALLIES.join(", ");
const ATTEMPTS = TALLIES.indexOf("attempts");

/** A row as it lies in the file. */
export type StoredCounts = Record<Tally, number> & { latencies: string };

/** Counts an attempt. @param bucket of its latency, when it delivered */
export function countAttempt(
  connection: Connection,
  endpoint: number,
  at: UnixMs,
  tally: Tally | null,
  bucket: number | null,
): void {
  const place = tally === null ? ATTEMPTS : TALLIES.indexOf(tally);
  for (const row of rowsOf(connection, endpoint, at)) {
    const { numbers } = row;
    numbers[ATTEMPTS]!++;
    if (place !== ATTEMPTS) numbers[place]!++;
    if (bucket !== null) numbers[TALLIES.length + bucket]!++;
    change(connection, row);
  }
}

/** Counts deliveries that were skipped or cancelled. */
export function countDeliveries(
  connection: Connection,
  endpoint: number,
  at: UnixMs,
  tally: "skipped" | "cancelled",
  count: number,
): void {
  if (count === 0) return;
  for (const row of rowsOf(connection, endpoint, at)) {
    row.numbers[TALLIES.indexOf(tally)]! += count;
    change(connection, row);
  }
}

/** Writes the rows that changed. */
export function flushCounts(connection: Connection): void {
  const { changed, rows } = connection.counts;
  for (const row of changed) write(connection, row);
  changed.length = 0;
  if (rows.size > ROWS_MAX) forgetCounts(connection);
}

/** Forgets all, unwritten changes too: after a rollback, or when something else changes rows. */
export function forgetCounts({ counts }: Connection): void {
  counts.countings.clear();
  counts.rows.clear();
  counts.changed.length = 0;
  counts.folded = null;
}

/** Adds a stored minute to its hour. */
export function addToHour(connection: Connection, { beginsAt, environment, endpoint }: CountKey, minute: StoredCounts) {
  const row = hourRow(connection, { beginsAt, environment, endpoint });
  addTo(row.numbers, minute);
  change(connection, row);
}

/** The last minute that is in its hour too. */
export function readFolded(connection: Connection): CountKey {
  return connection.sql<CountKey>("SELECT begins_at AS beginsAt, environment, endpoint FROM counts_folded").get()!;
}

/** Whether a key is another, or stands before it. */
export function isUpTo(key: CountKey, other: CountKey): boolean {
  return (key.beginsAt - other.beginsAt || key.environment - other.environment || key.endpoint - other.endpoint) <= 0;
}

/** Adds a stored row's numbers up. */
export function addTo(numbers: number[], stored: StoredCounts): void {
  for (const [place, tally] of TALLIES.entries()) numbers[place]! += stored[tally];
  if (stored.latencies === "") return;
  for (const [bucket, count] of stored.latencies.split(",").entries()) {
    numbers[TALLIES.length + bucket]! += Number(count);
  }
}

/** Numbers that are all 0. */
export function zeros(): number[] {
  return Array.from({ length: TALLIES.length + LATENCY_BUCKETS }, () => 0);
}

/** What is counted now in a minute whose row was folded already goes into the hour at once. */
function rowsOf(connection: Connection, endpoint: number, at: UnixMs): readonly CountRow[] {
  const { countings } = connection.counts;
  const beginsAt = at - (at % MINUTE_MS);
  const known = countings.get(endpoint);
  if (known?.beginsAt === beginsAt) return known.rows;
  const { environment } = connection
    .sql<{ environment: number }>("SELECT environment FROM endpoints WHERE seq = ?")
    .get(endpoint)!;
  const folded = (connection.counts.folded ??= readFolded(connection));
  const rows = [endpoint, 0].flatMap((one) => {
    const key = { beginsAt, environment, endpoint: one };
    const row = rowOf(connection, "minute_counts", key);
    return isUpTo(key, folded) ? [row, hourRow(connection, key)] : [row];
  });
  countings.set(endpoint, { beginsAt, rows });
  return rows;
}

function hourRow(connection: Connection, key: CountKey): CountRow {
  return rowOf(connection, "hour_counts", { ...key, beginsAt: key.beginsAt - (key.beginsAt % HOUR_MS) });
}

function rowOf(connection: Connection, table: CountRow["table"], key: CountKey): CountRow {
  const { rows } = connection.counts;
  const { beginsAt, environment, endpoint } = key;
  const name = `${table} ${beginsAt} ${environment} ${endpoint}`;
  let row = rows.get(name);
  if (row !== undefined) return row;
  row = { table, key, numbers: zeros(), isChanged: false };
  const stored = connection
    .sql<StoredCounts>(
      `SELECT ${COLUMNS}, latencies FROM ${table} WHERE begins_at = ? AND environment = ? AND endpoint = ?`,
    )
    .get(beginsAt, environment, endpoint);
  if (stored !== null) addTo(row.numbers, stored);
  rows.set(name, row);
  return row;
}

function change({ counts }: Connection, row: CountRow): void {
  if (row.isChanged) return;
  row.isChanged = true;
  counts.changed.push(row);
}

function write(connection: Connection, row: CountRow): void {
  const { beginsAt, environment, endpoint } = row.key;
  const [attempts, delivered, retried, failed, ours, skipped, cancelled] = row.numbers;
  connection
    .sql(
      `REPLACE INTO ${row.table} (begins_at, environment, endpoint, ${COLUMNS}, latencies)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      beginsAt,
      environment,
      endpoint,
      attempts!,
      delivered!,
      retried!,
      failed!,
      ours!,
      skipped!,
      cancelled!,
      textOf(row),
    );
  row.isChanged = false;
}

/** The latencies as they are stored. */
function textOf({ numbers }: CountRow): string {
  let end = numbers.length;
  while (end > TALLIES.length && numbers[end - 1] === 0) end--;
  return numbers.slice(TALLIES.length, end).join();
}
