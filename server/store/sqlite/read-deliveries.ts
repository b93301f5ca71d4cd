/** Reads deliveries for people: by page, or by what is due. */
import { and, eq, inArray } from "drizzle-orm";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import type { DeliveriesQuery, DeliveryRow, DueQuery } from "../faces/deliveries.ts";
import type { Page } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { type Selection, pageOfSeqs, spanOf } from "./pages.ts";
import { deliveries, endpoints, events, types } from "./tables.ts";
import { findTypeSeq } from "./types.ts";

const DELIVERED = DELIVERY_STATES.indexOf("delivered");

/** A page of deliveries, newest first. */
export function listDeliveries(connection: Connection, query: DeliveriesQuery): Page<DeliveryRow> {
  const selection = selectionOf(connection, query);
  if (selection === null) return { rows: [], next: null };
  const page = pageOfSeqs(connection, selection, query);
  return { rows: rowsOf(connection, page.rows), next: page.next };
}

/** `null` when a filter names what there is not. The narrowest index finds; the rest is sifted. */
function selectionOf(connection: Connection, query: DeliveriesQuery): Selection | null {
  const span = spanOf(connection, "deliveries", query.since, query.until);
  const selection: Selection = { table: "deliveries", found: span.found, sifted: span.sifted };
  const { found, sifted } = selection;
  if (query.event !== null) {
    const event = seqOf(connection, "events", query.environment, query.event);
    if (event === null) return null;
    found.push(["event = ?", event]);
  }
  if (query.endpoint !== null) {
    const endpoint = seqOf(connection, "endpoints", query.environment, query.endpoint);
    if (endpoint === null) return null;
    (query.event === null ? found : sifted).push(["endpoint = ?", endpoint]);
  }
  if (query.event === null && query.endpoint === null) found.push(["environment = ?", query.environment]);
  if (query.state !== null) {
    const state = DELIVERY_STATES.indexOf(query.state);
    // The states in the text, since a partial index serves only what it can be proved to hold.
    if (state === DELIVERED || query.event !== null) sifted.push(["state = ?", state]);
    else if (query.endpoint === null) found.push([`state = ${state} AND state <> 1`]);
    else if (query.state === "waiting") sifted.push(["state = ?", state]);
    else found.push([`state = ${state} AND state > 1`]);
  }
  if (query.type !== null) {
    const type = findTypeSeq(connection, query.type);
    if (type === null) return null;
    sifted.push(["type = ?", type]);
  }
  sifted.push(["is_test = ?", query.isTest ? 1 : 0]);
  return selection;
}

/** One delivery, `null` when the environment has none of this id. */
export function readDelivery(connection: Connection, environment: number, id: Uint8Array): DeliveryRow | null {
  const seq = seqOf(connection, "deliveries", environment, id);
  return seq === null ? null : (rowsOf(connection, [seq])[0] ?? null);
}

/** What is due next in an environment, earliest first: the earliest of each endpoint that has anything, merged. */
export function listDueDeliveries(connection: Connection, query: DueQuery): DeliveryRow[] {
  const after = query.after ?? { nextAt: 0, seq: 0 };
  const ofEndpoint = connection.sql<{ seq: number; nextAt: number }>(
    `SELECT seq, next_at AS nextAt FROM deliveries WHERE endpoint = ? AND lane IN (0, 1) AND next_at IS NOT NULL
       AND (next_at, seq) > (?, ?) AND next_at >= ? ORDER BY next_at, seq LIMIT ?`,
  );
  const earliest = dueEndpoints(connection, query)
    .flatMap((endpoint) => ofEndpoint.all(endpoint, after.nextAt, after.seq, after.nextAt, query.limit))
    .toSorted((one, other) => one.nextAt - other.nextAt || one.seq - other.seq)
    .slice(0, query.limit)
    .map(({ seq }) => seq);
  const places = new Map(earliest.map((seq, place) => [seq, place]));
  return rowsOf(connection, earliest).toSorted((one, other) => places.get(one.seq)! - places.get(other.seq)!);
}

function dueEndpoints(connection: Connection, { environment, endpoint }: DueQuery): number[] {
  if (endpoint !== null) {
    const seq = seqOf(connection, "endpoints", environment, endpoint);
    return seq === null ? [] : [seq];
  }
  return connection
    .sql<{ seq: number }>("SELECT seq FROM endpoints WHERE environment = ? AND deleted_at IS NULL")
    .all(environment)
    .map((row) => row.seq);
}

function rowsOf(connection: Connection, seqs: number[]): DeliveryRow[] {
  return connection.orm
    .select({
      seq: deliveries.seq,
      id: deliveries.id,
      eventId: events.id,
      eventType: types.name,
      endpoint: deliveries.endpoint,
      endpointId: endpoints.id,
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
    .where(and(inArray(deliveries.seq, seqs)))
    .all()
    .map((row) => ({ ...row, state: DELIVERY_STATES[row.state]! }))
    .toSorted((one, other) => other.seq - one.seq);
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
