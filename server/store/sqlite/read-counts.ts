/** Reads counts: one index seek for each minute or hour of a window, and what waits. */
import type { UnixMs } from "../../base/clock.ts";
import { TALLIES, type Tallies } from "../../rules/counts.ts";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import { ENDPOINT_STATUSES } from "../../rules/endpoint.ts";
import { LATENCY_BUCKETS } from "../../rules/latency.ts";
import type { Counts, CountsQuery, Waiting } from "../faces/counts.ts";
import type { Connection } from "./connection.ts";
import { addTo, isUpTo, readFolded, type StoredCounts, zeros } from "./count-rows.ts";
import type { CountKey, CountRow } from "./counts-memory.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");
const ACTIVE = ENDPOINT_STATUSES.indexOf("active");

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What reaches back further is read from hours. */
const BY_MINUTES_MS_MAX = 24 * HOUR_MS;

/** Minutes that are not in their hour yet are found so far back: older ones are dropped. */
const UNFOLDED_MS_MAX = 48 * HOUR_MS;

/** Counts of an endpoint or an environment, at one moment. */
export function readCounts(connection: Connection, query: CountsQuery): Counts {
  return connection.snapshot(() => {
    const { from, bucketMs, bucketsCount } = query;
    const until = from + bucketMs * bucketsCount;
    const buckets = Array.from({ length: bucketsCount }, zeros);
    const add = (row: StoredRow) => addTo(buckets[Math.floor((row.beginsAt - from) / bucketMs)]!, row);
    if (until - from <= BY_MINUTES_MS_MAX) {
      rowsIn(connection, "minute_counts", query, from, until, MINUTE_MS).forEach(add);
      return countsOf(buckets);
    }
    rowsIn(connection, "hour_counts", query, from, until, HOUR_MS).forEach(add);
    const folded = readFolded(connection);
    const since = Math.max(from, folded.beginsAt, until - bucketMs - UNFOLDED_MS_MAX);
    for (const minute of rowsIn(connection, "minute_counts", query, since, until, MINUTE_MS)) {
      if (!isUpTo({ ...minute, ...ownerOf(query) }, folded)) add(minute);
    }
    return countsOf(buckets);
  });
}

/** What waits for an endpoint, or in all of its environment: four seeks an endpoint. A held line is due when its hold ends. */
export function readWaiting(connection: Connection, environment: number, endpoint: number | null): Waiting {
  const [which, seq] =
    endpoint === null ? ["e.environment = ? AND e.deleted_at IS NULL", environment] : ["e.seq = ?", endpoint];
  const { waitingCount } = connection
    .sql<{ waitingCount: number }>(
      `SELECT coalesce(sum(h.waiting_count), 0) AS waitingCount
       FROM endpoints AS e CROSS JOIN endpoint_health AS h ON h.endpoint = e.seq WHERE ${which}`,
    )
    .get(seq)!;
  const { nextDueAt } = connection
    .sql<{ nextDueAt: UnixMs | null }>(
      `SELECT min(max((SELECT next_at FROM deliveries AS d WHERE d.endpoint = e.seq AND d.lane = lanes.lane
                       AND d.next_at IS NOT NULL ORDER BY d.next_at LIMIT 1), coalesce(h.held_until, 0))) AS nextDueAt
       FROM endpoints AS e CROSS JOIN endpoint_health AS h ON h.endpoint = e.seq
         CROSS JOIN (SELECT 0 AS lane UNION ALL SELECT 1) AS lanes
       WHERE ${which} AND e.status = ${ACTIVE}`,
    )
    .get(seq)!;
  return { waitingCount, nextDueAt };
}

/** When the delivery was accepted that waits longest in an environment. */
export function readOldestWaitingAt(connection: Connection, environment: number): UnixMs | null {
  const oldest = connection
    .sql<{ at: UnixMs }>(
      `SELECT created_at AS at FROM deliveries INDEXED BY deliveries_by_state
       WHERE environment = ? AND state = ${WAITING} AND state <> 1 ORDER BY seq LIMIT 1`,
    )
    .get(environment);
  return oldest?.at ?? null;
}

interface StoredRow extends StoredCounts {
  beginsAt: UnixMs;
}

/** The rows there are, by a seek for each time. */
function rowsIn(
  connection: Connection,
  table: CountRow["table"],
  query: CountsQuery,
  from: UnixMs,
  until: UnixMs,
  stepMs: number,
): StoredRow[] {
  const { environment, endpoint } = ownerOf(query);
  return connection
    .sql<StoredRow>(
      `WITH RECURSIVE times (at) AS (SELECT ?1 UNION ALL SELECT at + ?2 FROM times WHERE at + ?2 < ?3)
       SELECT c.begins_at AS beginsAt, ${TALLIES.map((tally) => `c.${tally}`).join(", ")}, c.latencies
       FROM times CROSS JOIN ${table} AS c ON c.begins_at = times.at AND c.environment = ?4 AND c.endpoint = ?5`,
    )
    .all(from, stepMs, until, environment, endpoint);
}

function ownerOf({ environment, endpoint }: CountsQuery): Pick<CountKey, "environment" | "endpoint"> {
  return { environment, endpoint: endpoint ?? 0 };
}

function countsOf(buckets: readonly number[][]): Counts {
  const latencies = Array.from({ length: LATENCY_BUCKETS }, () => 0);
  for (const numbers of buckets) {
    for (let bucket = 0; bucket < LATENCY_BUCKETS; bucket++) latencies[bucket]! += numbers[TALLIES.length + bucket]!;
  }
  return { buckets: buckets.map(talliesOf), latencies };
}

function talliesOf(numbers: readonly number[]): Tallies {
  return Object.fromEntries(TALLIES.map((tally, place) => [tally, numbers[place]!])) as Tallies;
}
