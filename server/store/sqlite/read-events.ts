/** Reads events. */
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { AcceptedEvent, EventRow, EventsQuery, KeyedRequest } from "../faces/events.ts";
import type { Page } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { seqOfId } from "./late-lists.ts";
import { type Condition, type Selection, createdWithin, pageOfSeqs } from "./pages.ts";
import { spanOf } from "./spans.ts";
import { events, replays, types } from "./tables.ts";
import { findTypeSeq } from "./types.ts";

const ROW = {
  seq: events.seq,
  id: events.id,
  type: types.name,
  namespace: events.namespace,
  timestamp: events.timestamp,
  isTest: events.isTest,
  idempotencyKey: events.idempotencyKey,
  createdAt: events.createdAt,
  deliveriesCount: sql<number>`${events.deliveriesCount} + coalesce(${replays.deliveriesCount}, 0)`,
};

/** Asked of the index too: tests are few beside the rest. */
const IS_NO_TEST = `NOT EXISTS (SELECT 1 FROM events AS test INDEXED BY events_tests
  WHERE test.environment = ? AND test.is_test = 1 AND test.seq = row.seq)`;

/** Asked of the index: a look at ten thousand rows, each with its body, would take 25 ms. */
const IS_OF_NAMESPACE = `EXISTS (SELECT 1 FROM events AS named INDEXED BY events_by_namespace
  WHERE named.environment = ? AND named.namespace = ? AND named.seq = row.seq)`;

/** A page of events, newest first. */
export function listEvents(connection: Connection, query: EventsQuery): Page<EventRow> {
  return connection.snapshot(() => pageOfEvents(connection, query));
}

function pageOfEvents(connection: Connection, query: EventsQuery): Page<EventRow> {
  const selection = selectionOf(connection, query);
  if (selection === null) return { rows: [], next: null };
  const page = pageOfSeqs(connection, selection, query);
  const rows = connection.orm
    .select(ROW)
    .from(events)
    .innerJoin(types, eq(types.seq, events.type))
    .leftJoin(replays, eq(replays.event, events.seq))
    .where(inArray(events.seq, page.rows))
    .orderBy(desc(events.seq))
    .all();
  return { rows, next: page.next };
}

/** `null` when a filter names what there is not. One index is walked: a namespace finds only where no type does. */
function selectionOf(connection: Connection, query: EventsQuery): Selection | null {
  const { environment, type, namespace, since, until } = query;
  if (query.isTest) return selectionOfTests(connection, query);
  const found: Condition[] = [["environment = ?", environment]];
  const sifted = createdWithin(since, until);
  let by = "events_by_environment";
  if (type !== null) {
    const typeSeq = findTypeSeq(connection, type);
    if (typeSeq === null) return null;
    found.push(["type = ?", typeSeq]);
    by = "events_by_type";
    if (namespace !== null) sifted.push([IS_OF_NAMESPACE, environment, namespace]);
  } else if (namespace !== null) {
    found.push(["namespace = ?", namespace]);
    by = "events_by_namespace";
  }
  sifted.push([IS_NO_TEST, environment]);
  return { table: "events", by, found, sifted, span: spanOf(connection, "events", since, until) };
}

function selectionOfTests(connection: Connection, query: EventsQuery): Selection {
  const { environment, type, namespace, since, until } = query;
  const sifted = createdWithin(since, until);
  if (type !== null) sifted.push(["type = ?", findTypeSeq(connection, type) ?? 0]);
  if (namespace !== null) sifted.push(["namespace = ?", namespace]);
  const found: Condition[] = [["environment = ? AND is_test = 1", environment]];
  return { table: "events", by: "events_tests", found, sifted, span: spanOf(connection, "events", since, until) };
}

/** One event with its body. */
export function readEvent(connection: Connection, environment: number, id: Uint8Array) {
  const seq = seqOfId(connection, "events", id);
  if (seq === null) return null;
  const row = connection.orm
    .select({ ...ROW, body: events.body })
    .from(events)
    .innerJoin(types, eq(types.seq, events.type))
    .leftJoin(replays, eq(replays.event, events.seq))
    .where(and(eq(events.seq, seq), eq(events.environment, environment)))
    .get();
  return row ?? null;
}

/** What was accepted under a key: the keyed event, and the rest of its batch, which follow it. */
export function findKeyedRequest(connection: Connection, environment: number, key: string): KeyedRequest | null {
  const first = connection
    .sql<{ seq: number; requestHash: Uint8Array; batchCount: number | null }>(
      `SELECT seq, request_hash AS requestHash, batch_count AS batchCount FROM events
       WHERE environment = ? AND idempotency_key = ?`,
    )
    .get(environment, key);
  if (first === null) return null;
  const accepted = connection
    .sql<AcceptedEvent>(
      `SELECT e.id, t.name AS type, e.created_at AS createdAt, e.deliveries_count AS deliveriesCount
       FROM events e JOIN types t ON t.seq = e.type WHERE e.seq >= ? AND e.seq < ? ORDER BY e.seq`,
    )
    .all(first.seq, first.seq + (first.batchCount ?? 1));
  return { requestHash: first.requestHash, isBatch: first.batchCount !== null, events: accepted };
}
