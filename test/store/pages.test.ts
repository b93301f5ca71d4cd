/** Lists, page by page, against a plain look at every row. */
import { afterAll, expect, test } from "bun:test";
import fc from "fast-check";
import { DELIVERY_STATES, type DeliveryState } from "../../server/rules/delivery.ts";
import type { DeliveriesQuery, DuePlace } from "../../server/store/faces/deliveries.ts";
import type { EventsQuery } from "../../server/store/faces/events.ts";
import type { Page } from "../../server/store/faces/page.ts";
import { acceptEvents, packEvents } from "../../server/store/sqlite/accept-events.ts";
import { type Connection, connect } from "../../server/store/sqlite/connection.ts";
import { sealedEndpoint } from "../../server/store/sqlite/endpoint-secrets.ts";
import { addEndpoint } from "../../server/store/sqlite/endpoints.ts";
import { LISTS, fillLists } from "../../server/store/sqlite/late-lists.ts";
import { migrate } from "../../server/store/sqlite/migrate.ts";
import { ensureDefault } from "../../server/store/sqlite/organizations.ts";
import { listDeliveries } from "../../server/store/sqlite/read-deliveries.ts";
import { listDueDeliveries } from "../../server/store/sqlite/read-due.ts";
import { listEvents } from "../../server/store/sqlite/read-events.ts";
import { createSeal } from "../../server/store/seal.ts";
import { NOON, endpointOf, eventsOf, makeFolder } from "./room.ts";

const seal = createSeal("0123456789abcdef0123456789abcdef");
const TYPES = ["a", "b", "c"];
const NAMESPACES = [null, "eu", "us"];
/** Endpoints 1 and 2 are of environment 1, the third is of 2. */
const ENVIRONMENT_OF = [1, 1, 2];

const folder = makeFolder();
afterAll(() => folder[Symbol.dispose]());
const connection = connect(`${folder.path}/hookwheel.db`);
migrate(connection.db, "");
ensureDefault(connection, "standard", NOON);
connection.db.run("INSERT INTO environments (id, organization, name, created_at) VALUES (x'02', 1, 'test', 0)");
const endpointIds = ENVIRONMENT_OF.map((environment) => {
  const endpoint = endpointOf(environment);
  addEndpoint(connection, sealedEndpoint(seal, endpoint), false);
  return endpoint.id;
});
afterAll(() => connection.close());

interface Made {
  environment: number;
  type: string;
  namespace: string | null;
  /** Since the event before; below 0 when the wall clock was set back. */
  laterMs: number;
  isTest: boolean;
  deliveries: { state: DeliveryState; isTest: boolean; lane: number; nextMs: number | null; isSecond: boolean }[];
  /** Whether the lists are filled up to it: what follows the last such event is looked through. */
  isListed: boolean;
}

const delivery = fc.record({
  state: fc.constantFrom(...DELIVERY_STATES),
  isTest: fc.boolean(),
  lane: fc.constantFrom(0, 1),
  nextMs: fc.option(fc.nat(20)),
  isSecond: fc.boolean(),
});

const made: fc.Arbitrary<Made> = fc.record({
  environment: fc.constantFrom(1, 1, 2),
  type: fc.constantFrom(...TYPES),
  namespace: fc.constantFrom(...NAMESPACES),
  laterMs: fc.oneof(
    { weight: 20, arbitrary: fc.nat(3) },
    { weight: 1, arbitrary: fc.integer({ min: -200, max: 200 }) },
  ),
  isTest: fc.nat(5).map((dice) => dice === 0),
  deliveries: fc.array(delivery, { maxLength: 3 }),
  isListed: fc.nat(60).map((dice) => dice === 0),
});

const dataSet = fc.array(made, { minLength: 100, maxLength: 200 });

/** Puts nothing but these into the store; by the store's own write, so that it notices where time went back. */
function fill({ db }: Connection, events: Made[]): void {
  db.transaction(() => {
    const lists = Object.values(LISTS).flatMap((columns) => Object.keys(columns));
    for (const table of ["events", "deliveries", "clock_steps", ...lists]) db.run(`DELETE FROM ${table}`);
    db.run("UPDATE listed SET up_to = 0");
    connection.newestAt = null;
    let at = NOON;
    for (const { environment, type, namespace, laterMs, isTest, deliveries, isListed } of events) {
      at += laterMs;
      const endpoints = deliveries.map(({ isSecond }) => (environment === 2 ? 3 : isSecond ? 2 : 1));
      const one = eventsOf(environment, endpoints, 1, at);
      Object.assign(one.events[0]!, { type, namespace });
      const [seqs] = acceptEvents(connection, packEvents(one), false) as number[][];
      for (const [place, { state, isTest, lane, nextMs }] of deliveries.entries()) {
        db.query("UPDATE deliveries SET state = ?, is_test = ?, lane = ?, next_at = ? WHERE seq = ?").run(
          DELIVERY_STATES.indexOf(state),
          isTest ? 1 : 0,
          lane,
          nextMs === null ? null : NOON + nextMs,
          seqs![place]!,
        );
      }
      if (isTest) db.run("UPDATE events SET is_test = 1 WHERE seq = (SELECT max(seq) FROM events)");
      if (isListed) fillLists(connection, 0);
    }
  })();
}

/** Every page of a list, by its cursors. */
function walked<Row>(limit: number, read: (before: number | null) => Page<Row>): Row[] {
  const rows: Row[] = [];
  let before: number | null = null;
  do {
    const page = read(before);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    if (before !== null && page.next !== null) expect(page.next).toBeLessThan(before);
    before = page.next;
  } while (before !== null);
  return rows;
}

/** As often not asked for. */
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2 });
const oneOf = <Value>(values: readonly Value[]) => maybe(fc.constantFrom(...values));
const since = maybe(fc.integer({ min: NOON - 300, max: NOON + 600 }));
const id = maybe(fc.nat(ENVIRONMENT_OF.length - 1));

const eventsQuery = fc.record({
  environment: fc.constantFrom(1, 2),
  type: oneOf([...TYPES, "never"]),
  namespace: oneOf(["eu", "us", "' OR 1 --"]),
  since,
  until: since,
  isTest: fc.boolean(),
  limit: fc.integer({ min: 1, max: 60 }),
});

interface StoredEvent extends EventsQuery {
  seq: number;
  is_test: number;
  at: number;
}

test("events: all pages of any filter hold what a look at every row finds, also where time went back", () => {
  fc.assert(
    fc.property(dataSet, fc.array(eventsQuery, { minLength: 20, maxLength: 20 }), (events, queries) => {
      fill(connection, events);
      const stored = connection.db
        .query<StoredEvent, []>(
          "SELECT e.seq, environment, name AS type, namespace, is_test, created_at AS at FROM events e JOIN types t ON t.seq = e.type",
        )
        .all();
      for (const query of queries) {
        const expected = stored.filter(
          (row) =>
            row.environment === query.environment &&
            (query.type === null || row.type === query.type) &&
            (query.namespace === null || row.namespace === query.namespace) &&
            (query.since === null || row.at >= query.since) &&
            (query.until === null || row.at < query.until) &&
            (row.is_test === 1) === query.isTest,
        );
        const rows = walked(query.limit, (before) => listEvents(connection, { ...query, before }));
        expect([query, rows.map(({ seq }) => seq)]).toEqual([query, newestFirst(expected)]);
      }
    }),
    { numRuns: 50, endOnFailure: true },
  );
}, 60_000);

const deliveriesQuery = fc.record({
  environment: fc.constantFrom(1, 2),
  endpoint: id,
  event: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.nat(250)),
  state: oneOf(DELIVERY_STATES),
  type: oneOf([...TYPES, "never"]),
  since,
  until: since,
  isTest: fc.boolean(),
  limit: fc.integer({ min: 1, max: 60 }),
});

interface StoredDelivery {
  seq: number;
  environment: number;
  endpoint: number;
  event: number;
  state: number;
  type: string;
  at: number;
  is_test: number;
  next_at: number | null;
}

function storedDeliveries(): StoredDelivery[] {
  return connection.db
    .query<StoredDelivery, []>(
      "SELECT d.*, name AS type, created_at AS at FROM deliveries d JOIN types t ON t.seq = d.type",
    )
    .all();
}

test("deliveries: all pages of any filter hold what a look at every row finds, also where time went back", () => {
  fc.assert(
    fc.property(dataSet, fc.array(deliveriesQuery, { minLength: 20, maxLength: 20 }), (events, queries) => {
      fill(connection, events);
      const stored = storedDeliveries();
      for (const { endpoint, event, ...query } of queries) {
        const expected = stored.filter(
          (row) =>
            row.environment === query.environment &&
            (endpoint === null || row.endpoint === endpoint + 1) &&
            (event === null || row.event === event + 1) &&
            (query.state === null || DELIVERY_STATES[row.state] === query.state) &&
            (query.type === null || row.type === query.type) &&
            (query.since === null || row.at >= query.since) &&
            (query.until === null || row.at < query.until) &&
            (row.is_test === 1) === query.isTest,
        );
        const eventRow =
          event === null
            ? null
            : connection.sql<{ id: Uint8Array }>("SELECT id FROM events WHERE seq = ?").get(event + 1);
        const asked: Omit<DeliveriesQuery, "before"> = {
          ...query,
          endpoint: endpoint === null ? null : endpointIds[endpoint]!,
          event: event === null ? null : (eventRow?.id ?? new Uint8Array(16)),
        };
        const rows = walked(query.limit, (before) => listDeliveries(connection, { ...asked, before }));
        expect([query, rows.map(({ seq }) => seq)]).toEqual([query, newestFirst(expected)]);
      }
    }),
    { numRuns: 50, endOnFailure: true },
  );
}, 60_000);

/** Until when each endpoint's line is held, in ms after noon; `off` for one that is off. */
const hold = fc.oneof(fc.constant(null), fc.nat(25), fc.constant("off" as const));

test("what is due comes earliest first, whatever the endpoint, its hold and the lane, and in pages that lose nothing", () => {
  const query = fc.record({ environment: fc.constantFrom(1, 2), endpoint: id, limit: fc.integer({ min: 1, max: 40 }) });
  const queries = fc.array(query, { minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(dataSet, fc.tuple(hold, hold, hold), queries, (events, holds, queries) => {
      fill(connection, events);
      for (const [place, until] of holds.entries()) {
        const heldUntil = typeof until === "number" ? NOON + until : null;
        connection.sql("UPDATE endpoint_health SET held_until = ? WHERE endpoint = ?").run(heldUntil, place + 1);
        connection.sql("UPDATE endpoints SET status = ? WHERE seq = ?").run(until === "off" ? 1 : 0, place + 1);
      }
      const stored = storedDeliveries().flatMap((row) => {
        const until = holds[row.endpoint - 1]!;
        if (row.next_at === null || until === "off") return [];
        return [
          { ...row, nextAt: row.next_at, dueAt: until === null ? row.next_at : Math.max(row.next_at, NOON + until) },
        ];
      });
      for (const { environment, endpoint, limit } of queries) {
        const expected = stored
          .filter((row) => row.environment === environment && (endpoint === null || row.endpoint === endpoint + 1))
          .toSorted((one, other) => one.dueAt - other.dueAt || one.nextAt - other.nextAt || one.seq - other.seq);
        const found: number[] = [];
        let after: DuePlace | null = null;
        do {
          const id = endpoint === null ? null : endpointIds[endpoint]!;
          const page = listDueDeliveries(connection, { environment, endpoint: id, limit, after });
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          found.push(...page.rows.map(({ seq }) => seq));
          after = page.next;
        } while (after !== null);
        expect(found).toEqual(expected.map(({ seq }) => seq));
      }
    }),
    { numRuns: 50, endOnFailure: true },
  );
}, 60_000);

function newestFirst(rows: { seq: number }[]): number[] {
  return rows.map(({ seq }) => seq).toSorted((one, other) => other - one);
}
