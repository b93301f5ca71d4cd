/** Folds minutes of counts into hours, and drops what is too old: in small steps, each row once whatever crashes between. */
import type { UnixMs } from "../../base/clock.ts";
import { TALLIES } from "../../rules/counts.ts";
import type { Connection } from "./connection.ts";
import { addToHour, flushCounts, forgetCounts, readFolded, type StoredCounts } from "./count-rows.ts";
import type { CountKey, CountRow } from "./counts-memory.ts";

const HOUR_MS = 3_600_000;

/** How long rows are kept, in ms. *Source:* DESIGN, "Nothing holds the loop". */
const KEPT_MS: Record<CountRow["table"], number> = { minute_counts: 48 * HOUR_MS, hour_counts: 400 * 24 * HOUR_MS };

const TABLES = ["minute_counts", "hour_counts"] as const;

const KEY = "begins_at, environment, endpoint";

/** A step: what is over, and how many rows it may move. */
export interface FoldStep {
  now: UnixMs;
  limit: number;
}

/** Whether there is anything to fold or to drop. */
export function hasCountsToFold(connection: Connection, now: UnixMs): boolean {
  const { beginsAt, environment, endpoint } = readFolded(connection);
  const isUnfolded = connection
    .sql(`SELECT 1 FROM minute_counts WHERE (${KEY}) > (?, ?, ?) AND begins_at < ? LIMIT 1`)
    .get(beginsAt, environment, endpoint, startOfHour(now));
  return isUnfolded !== null || TABLES.some((table) => hasOld(connection, table, now));
}

/** Does a step; answers whether there may be more. What is dropped has been folded before. */
export function foldCounts(connection: Connection, { now, limit }: FoldStep): boolean {
  // What this transaction counted so far goes by the place of before, and what it counts from here on by the new one.
  flushCounts(connection);
  const { beginsAt, environment, endpoint } = readFolded(connection);
  const minutes = connection
    .sql<CountKey & StoredCounts>(
      `SELECT begins_at AS beginsAt, environment, endpoint, ${TALLIES.join(", ")}, latencies FROM minute_counts
       WHERE (${KEY}) > (?, ?, ?) AND begins_at < ? ORDER BY ${KEY} LIMIT ?`,
    )
    .all(beginsAt, environment, endpoint, startOfHour(now), limit);
  for (const minute of minutes) addToHour(connection, minute, minute);
  flushCounts(connection);
  forgetCounts(connection);
  const last = minutes.at(-1);
  if (last === undefined) return TABLES.some((table) => drop(connection, table, now, limit));
  connection
    .sql("UPDATE counts_folded SET begins_at = ?, environment = ?, endpoint = ?")
    .run(last.beginsAt, last.environment, last.endpoint);
  return true;
}

function hasOld(connection: Connection, table: CountRow["table"], now: UnixMs): boolean {
  return connection.sql(`SELECT 1 FROM ${table} WHERE begins_at < ? LIMIT 1`).get(now - KEPT_MS[table]) !== null;
}

/** Drops at most `limit` rows; answers whether there may be more. */
function drop(connection: Connection, table: CountRow["table"], now: UnixMs, limit: number): boolean {
  const { changes } = connection
    .sql(
      `DELETE FROM ${table} WHERE (${KEY}) IN (SELECT ${KEY} FROM ${table} WHERE begins_at < ? ORDER BY ${KEY} LIMIT ?)`,
    )
    .run(now - KEPT_MS[table], limit);
  return changes >= limit;
}

function startOfHour(at: UnixMs): UnixMs {
  return at - (at % HOUR_MS);
}
