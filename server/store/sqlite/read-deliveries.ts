/** Reads deliveries for people: by page, or by what is due. */
import { eq, inArray } from "drizzle-orm";
import type { UnixMs } from "../../base/clock.ts";
import { DELIVERY_STATES, type Lane } from "../../rules/delivery.ts";
import { ENDPOINT_STATUSES } from "../../rules/endpoint.ts";
import type { DeliveriesQuery, DeliveryRow, DueQuery, NextTime } from "../faces/deliveries.ts";
import type { Page } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { type Condition, type Selection, createdWithin, pageOfSeqs } from "./pages.ts";
import { readLastAttempt } from "./read-attempts.ts";
import { spanOf } from "./spans.ts";
import { deliveries, endpoints, events, types } from "./tables.ts";
import { findTypeSeq } from "./types.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");
const DELIVERED = DELIVERY_STATES.indexOf("delivered");

/** A page of deliveries, newest first. */
export function listDeliveries(connection: Connection, query: DeliveriesQuery): Page<DeliveryRow> {
  return connection.snapshot(() => {
    const selection = selectionOf(connection, query);
    if (selection === null) return { rows: [], next: null };
    const page = pageOfSeqs(connection, selection, query);
    return { rows: rowsOf(connection, page.rows), next: page.next };
  });
}

/** `null` when a filter names what there is not. */
function selectionOf(connection: Connection, query: DeliveriesQuery): Selection | null {
  const { environment, since, until } = query;
  const event = query.event && seqOf(connection, "events", environment, query.event);
  const endpoint = query.endpoint && seqOf(connection, "endpoints", environment, query.endpoint);
  const type = query.type && findTypeSeq(connection, query.type);
  const state = query.state && DELIVERY_STATES.indexOf(query.state);
  const sifted = createdWithin(since, until);
  for (const [column, asked, seq] of [
    ["event", query.event, event],
    ["endpoint", query.endpoint, endpoint],
    ["type", query.type, type],
    ["state", query.state, state],
  ] as const) {
    if (asked === null) continue;
    if (seq === null) return null;
    sifted.push([`${column} = ?`, seq]);
  }
  sifted.push(["is_test = ?", query.isTest ? 1 : 0]);
  const span = spanOf(connection, "deliveries", since, until);
  if (query.isTest && event === null) {
    const found: Condition[] = [["environment = ? AND is_test = 1", environment]];
    return { table: "deliveries", by: "deliveries_tests", found, sifted, span };
  }
  return { table: "deliveries", ...narrowest(environment, event, endpoint, state), sifted, span };
}

/** The narrowest index. States stand in the text, since a partial index serves only what it can be proved to hold. */
function narrowest(
  environment: number,
  event: number | null,
  endpoint: number | null,
  state: number | null,
): Pick<Selection, "by" | "found"> {
  if (event !== null) return { by: "deliveries_by_event", found: [["event = ?", event]] };
  if (endpoint !== null) {
    const found: Condition[] = [["endpoint = ?", endpoint]];
    if (state === null || state === WAITING || state === DELIVERED) return { by: "deliveries_by_endpoint", found };
    return { by: "deliveries_ended", found: [...found, [`state = ${state} AND state > 1`]] };
  }
  const found: Condition[] = [["environment = ?", environment]];
  if (state === null || state === DELIVERED) return { by: "deliveries_by_environment", found };
  return { by: "deliveries_by_state", found: [...found, [`state = ${state} AND state <> 1`]] };
}

/** One delivery, `null` when the environment has none of this id. */
export function readDelivery(connection: Connection, environment: number, id: Uint8Array): DeliveryRow | null {
  return connection.snapshot(() => {
    const seq = seqOf(connection, "deliveries", environment, id);
    return seq === null ? null : (rowsOf(connection, [seq])[0] ?? null);
  });
}

/**
 * What is due next in an environment, earliest first.
 *
 * Lanes are walked each down its own index, the earliest first, no further than where the page found so far ends.
 */
export function listDueDeliveries(connection: Connection, query: DueQuery): DeliveryRow[] {
  return connection.snapshot(() => rowsOf(connection, dueSeqs(connection, query)));
}

function dueSeqs(connection: Connection, query: DueQuery): number[] {
  const after = query.after ?? { nextAt: 0, seq: 0 };
  const walk = connection.sql<NextTime>(
    `SELECT seq, next_at AS nextAt FROM deliveries WHERE endpoint = ? AND lane = ? AND (next_at, seq) > (?, ?)
       AND next_at <= ? ORDER BY next_at, seq LIMIT ?`,
  );
  let page: NextTime[] = [];
  for (const { endpoint, lane, headAt } of dueLanes(connection, query, after.nextAt)) {
    const end = page.length < query.limit ? Number.MAX_SAFE_INTEGER : page.at(-1)!.nextAt;
    if (headAt > end) break;
    const found = walk.all(endpoint, lane, after.nextAt, after.seq, end, query.limit);
    if (found.length > 0) page = [...page, ...found].toSorted(byTime).slice(0, query.limit);
  }
  return page.map(({ seq }) => seq);
}

interface DueLane {
  endpoint: number;
  lane: Lane;
  headAt: UnixMs;
}

/** The lanes that have something from a time on, with the earliest time of it, by which they are sorted. */
function dueLanes(connection: Connection, { environment, endpoint }: DueQuery, from: UnixMs): DueLane[] {
  const isAsked = endpoint === null ? "TRUE" : "e.id = ?";
  return connection
    .sql<DueLane>(
      `SELECT * FROM (
         SELECT e.seq AS endpoint, l.lane, (
           SELECT min(next_at) FROM deliveries d WHERE d.endpoint = e.seq AND d.lane = l.lane AND d.next_at >= ?
         ) AS headAt
         FROM endpoints e, (SELECT 0 AS lane UNION ALL SELECT 1) l
         WHERE e.environment = ? AND e.deleted_at IS NULL AND ${isAsked}
       ) WHERE headAt IS NOT NULL ORDER BY headAt`,
    )
    .all(from, environment, ...(endpoint === null ? [] : [endpoint]));
}

function byTime(one: NextTime, other: NextTime): number {
  return one.nextAt - other.nextAt || one.seq - other.seq;
}

/** The rows of seqs, in the order given, each with its last attempt: within a snapshot, so that the two agree. */
function rowsOf(connection: Connection, seqs: number[]): DeliveryRow[] {
  const rows = connection.orm
    .select({
      seq: deliveries.seq,
      id: deliveries.id,
      eventId: events.id,
      eventType: types.name,
      endpoint: deliveries.endpoint,
      endpointId: endpoints.id,
      endpointStatus: endpoints.status,
      state: deliveries.state,
      reason: deliveries.reason,
      attemptsCount: deliveries.attemptsCount,
      nextAt: deliveries.nextAt,
      isTest: deliveries.isTest,
      createdAt: deliveries.createdAt,
      updatedAt: deliveries.updatedAt,
    })
    .from(deliveries)
    .innerJoin(events, eq(events.seq, deliveries.event))
    .innerJoin(types, eq(types.seq, deliveries.type))
    .innerJoin(endpoints, eq(endpoints.seq, deliveries.endpoint))
    .where(inArray(deliveries.seq, seqs))
    .all();
  const named = rows.map((row) => ({
    ...row,
    endpointStatus: ENDPOINT_STATUSES[row.endpointStatus]!,
    state: DELIVERY_STATES[row.state]!,
    lastAttempt: row.attemptsCount === 0 ? null : readLastAttempt(connection, row.seq),
  }));
  const bySeq = new Map(named.map((row) => [row.seq, row]));
  return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
}

function seqOf(
  connection: Connection,
  table: "events" | "endpoints" | "deliveries",
  environment: number,
  id: Uint8Array,
): number | null {
  const row = connection
    .sql<{ seq: number }>(`SELECT seq FROM ${table} WHERE id = ? AND environment = ?`)
    .get(id, environment);
  return row?.seq ?? null;
}
