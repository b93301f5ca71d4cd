/** Reads for people what is due next, the earliest first. */
import type { UnixMs } from "../../base/clock.ts";
import type { Lane } from "../../rules/delivery.ts";
import { ENDPOINT_STATUSES } from "../../rules/endpoint.ts";
import type { DuePage, DuePlace, DueQuery, NextTime } from "../faces/deliveries.ts";
import type { Connection } from "./connection.ts";
import { rowsOf } from "./read-deliveries.ts";

const ACTIVE = ENDPOINT_STATUSES.indexOf("active");

/** Before everything. */
const START: DuePlace = { dueAt: 0, nextAt: 0, seq: 0 };

/**
 * What is due next at the endpoints of an environment that are on.
 *
 * Lanes are walked each down its own index, the earliest first, no further than where the page found so far ends. Where a
 * line is held, all that would be due before is due when the hold ends, in the order that it had.
 */
export function listDueDeliveries(connection: Connection, query: DueQuery): DuePage {
  return connection.snapshot(() => {
    const places = duePlaces(connection, query);
    const rows = rowsOf(
      connection,
      places.map(({ seq }) => seq),
    );
    return { rows, next: places.length < query.limit ? null : (places.at(-1) ?? null) };
  });
}

function duePlaces(connection: Connection, query: DueQuery): DuePlace[] {
  const after = query.after ?? START;
  const walk = connection.sql<NextTime>(
    `SELECT seq, next_at AS nextAt FROM deliveries WHERE endpoint = ? AND lane = ? AND (next_at, seq) > (?, ?)
       AND next_at <= ? ORDER BY next_at, seq LIMIT ?`,
  );
  let page: DuePlace[] = [];
  for (const { endpoint, lane, heldUntil, headAt } of dueLanes(connection, query, after.dueAt)) {
    const end = page.length < query.limit ? Number.MAX_SAFE_INTEGER : page.at(-1)!.dueAt;
    if (headAt > end) break;
    const from = placeIn(heldUntil, after);
    const found = walk
      .all(endpoint, lane, from.nextAt, from.seq, end, query.limit)
      .map((row) => ({ ...row, dueAt: Math.max(row.nextAt, heldUntil) }));
    if (found.length > 0) page = [...page, ...found].toSorted(byTime).slice(0, query.limit);
  }
  return page;
}

/** Behind which row a lane goes on, by its own times, when a list goes on after a place. */
function placeIn(heldUntil: UnixMs, { dueAt, nextAt, seq }: DuePlace): NextTime {
  if (heldUntil > dueAt) return { nextAt: 0, seq: 0 };
  if (heldUntil === dueAt) return { nextAt, seq };
  // What is held elsewhere until the same moment comes before what is due then by its own time.
  return { nextAt: dueAt, seq: nextAt < dueAt ? 0 : seq };
}

interface DueLane {
  endpoint: number;
  lane: Lane;
  /** 0 for no hold. */
  heldUntil: UnixMs;
  headAt: UnixMs;
}

/** The lanes that have something due from a time on, with the earliest time of it, by which they are sorted. */
function dueLanes(connection: Connection, { environment, endpoint }: DueQuery, from: UnixMs): DueLane[] {
  const isAsked = endpoint === null ? "TRUE" : "e.id = ?";
  return connection
    .sql<DueLane>(
      `SELECT endpoint, lane, heldUntil, max(firstAt, heldUntil) AS headAt FROM (
         SELECT e.seq AS endpoint, l.lane, coalesce(h.held_until, 0) AS heldUntil, (
           SELECT min(next_at) FROM deliveries d WHERE d.endpoint = e.seq AND d.lane = l.lane
             AND d.next_at >= iif(coalesce(h.held_until, 0) < ?1, ?1, 0)
         ) AS firstAt
         FROM endpoints e JOIN endpoint_health h ON h.endpoint = e.seq, (SELECT 0 AS lane UNION ALL SELECT 1) l
         WHERE e.environment = ? AND e.deleted_at IS NULL AND e.status = ${ACTIVE} AND ${isAsked}
       ) WHERE firstAt IS NOT NULL ORDER BY headAt`,
    )
    .all(from, environment, ...(endpoint === null ? [] : [endpoint]));
}

function byTime(one: DuePlace, other: DuePlace): number {
  return one.dueAt - other.dueAt || one.nextAt - other.nextAt || one.seq - other.seq;
}
