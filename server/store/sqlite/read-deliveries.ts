/** Reads deliveries for people, newest first. */
import { eq, inArray } from "drizzle-orm";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import { ENDPOINT_STATUSES } from "../../rules/endpoint.ts";
import type { DeliveriesQuery, DeliveryRow } from "../faces/deliveries.ts";
import type { Page } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { endpointSeqOf } from "./endpoints.ts";
import { seqOfId } from "./late-lists.ts";
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
  const event = query.event && seqIn(connection, "events", environment, query.event);
  const endpoint = query.endpoint && endpointSeqOf(connection, environment, query.endpoint);
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
    const seq = seqIn(connection, "deliveries", environment, id);
    return seq === null ? null : (rowsOf(connection, [seq])[0] ?? null);
  });
}

/** The rows of seqs, in the order given, each with its last attempt: within a snapshot, so that the two agree. */
export function rowsOf(connection: Connection, seqs: number[]): DeliveryRow[] {
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
      step: deliveries.step,
      dueAt: deliveries.dueAt,
      expressAt: deliveries.expressAt,
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
  const named = rows.map(({ dueAt, expressAt, ...row }) => ({
    ...row,
    isNextManual: expressAt !== null && (dueAt === null || expressAt < dueAt),
    endpointStatus: ENDPOINT_STATUSES[row.endpointStatus]!,
    state: DELIVERY_STATES[row.state]!,
    lastAttempt: row.attemptsCount === 0 ? null : readLastAttempt(connection, row.seq),
  }));
  const bySeq = new Map(named.map((row) => [row.seq, row]));
  return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
}

/** The seq of an id within an environment, `null` where it has none such. */
function seqIn(
  connection: Connection,
  table: "events" | "deliveries",
  environment: number,
  id: Uint8Array,
): number | null {
  const seq = seqOfId(connection, table, id);
  if (seq === null) return null;
  const isIts =
    connection.sql(`SELECT 1 FROM ${table} WHERE seq = ? AND environment = ?`).get(seq, environment) !== null;
  return isIts ? seq : null;
}
