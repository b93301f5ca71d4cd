/** How long pages of a large store take: it is filled, and each kind of list is read at its top and deep down. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { newId } from "../../server/base/ids.ts";
import { DELIVERY_STATES } from "../../server/rules/delivery.ts";
import type { DeliveriesQuery, DuePlace } from "../../server/store/faces/deliveries.ts";
import type { EventsQuery } from "../../server/store/faces/events.ts";
import { type Connection, connect } from "../../server/store/sqlite/connection.ts";
import { fillLists } from "../../server/store/sqlite/late-lists.ts";
import { migrate } from "../../server/store/sqlite/migrate.ts";
import { listDeliveries } from "../../server/store/sqlite/read-deliveries.ts";
import { listDueDeliveries } from "../../server/store/sqlite/read-due.ts";
import { listEvents } from "../../server/store/sqlite/read-events.ts";

const START = Date.UTC(2026, 0, 1);
const EVENTS_PER_COMMIT = 10_000;
/** The endpoints of the large environment; the first has been down for long. The small environment has one more. */
const ENDPOINTS_COUNT = 300;
const SMALL_SHARE = 0.005;
const DOWN_SHARE = 0.1;
const RARE_EVERY = 100_000;
const ROUNDS_COUNT = 5;
/** Of a delivery that has not arrived, and how long a response each kept. */
const FAILED_ATTEMPTS_COUNT = 3;
const RESPONSE_LENGTH = 500;

const { values } = parseArgs({ options: { deliveries: { type: "string", default: "2000000" } } });
const deliveriesCount = Number(values.deliveries);
/** A time in the middle of what is stored. */
const MIDDLE = START + deliveriesCount / 2;
const folder = mkdtempSync(join(tmpdir(), "hookwheel-pages-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));
const path = join(folder, "hookwheel.db");
const connection = connect(path);
migrate(connection.db, path);
const ids = fill(connection);
fillLists(connection);
console.log(`${deliveriesCount} deliveries, ${(statSync(path).size / 2 ** 20).toFixed(0)} MiB\n`);
reportDeliveries();
reportEvents();
reportDue();
connection.close();

/** A delivery a millisecond, each event with two; answers the ids that filters name. */
function fill({ db, sql }: Connection) {
  db.run("PRAGMA synchronous = OFF");
  db.run("INSERT INTO organizations (seq, id, name, profile, created_at) VALUES (1, x'01', 'o', 'standard', 0)");
  db.run("INSERT INTO environments (seq, id, organization, name, created_at) VALUES (1, x'01', 1, 'large', 0)");
  db.run("INSERT INTO environments (seq, id, organization, name, created_at) VALUES (2, x'02', 1, 'small', 0)");
  const endpoints: Uint8Array[] = [];
  for (let seq = 1; seq <= ENDPOINTS_COUNT + 1; seq++) {
    const id = newId(START);
    endpoints.push(id);
    sql(
      `INSERT INTO endpoints (seq, id, environment, url, events, namespaces, header_names, sealed, max_in_flight, status,
         metadata, created_at, updated_at)
       VALUES (?, ?, ?, 'https://a.example', '["*"]', '[]', '[]', x'', 10, 0, '{}', 0, 0)`,
    ).run(seq, id, seq <= ENDPOINTS_COUNT ? 1 : 2);
  }
  for (let type = 1; type <= 21; type++) sql("INSERT INTO types (seq, name) VALUES (?, ?)").run(type, `type.${type}`);
  const eventIds: Uint8Array[] = [];
  for (let first = 1; first <= deliveriesCount / 2; first += EVENTS_PER_COMMIT) {
    db.transaction(() => {
      for (let seq = first; seq < first + EVENTS_PER_COMMIT && seq <= deliveriesCount / 2; seq++)
        eventIds[seq] = insertEvent(sql, seq);
    })();
  }
  return { down: endpoints[0]!, busy: endpoints[7]!, event: eventIds[eventIds.length >> 1]! };
}

function insertEvent(sql: Connection["sql"], seq: number): Uint8Array {
  const at = START + seq * 2;
  const id = newId(at);
  const isSmall = Math.random() < SMALL_SHARE;
  const type = seq % RARE_EVERY === 1 ? 21 : 1 + (seq % 20);
  const namespace = seq % 10 === 0 ? "eu" : null;
  sql(
    `INSERT INTO events (seq, id, environment, type, namespace, timestamp, deliveries_count, created_at, body)
     VALUES (?, ?, ?, ?, ?, ?, 2, ?, ?)`,
  ).run(seq, id, isSmall ? 2 : 1, type, namespace, at, at, `{"type":"type.${type}","data":"${"x".repeat(300)}"}`);
  for (let nth = 0; nth < 2; nth++) {
    const isDown = Math.random() < DOWN_SHARE;
    const endpoint = isSmall ? ENDPOINTS_COUNT + 1 : isDown ? 1 : 2 + Math.floor(Math.random() * (ENDPOINTS_COUNT - 1));
    const state = DELIVERY_STATES[endpoint === 1 ? 0 : stateBy(Math.random())]!;
    const nextAt = state === "waiting" ? at + Math.floor(Math.random() * 86_400_000) : null;
    const attemptsCount = state === "delivered" ? 1 : FAILED_ATTEMPTS_COUNT;
    sql(
      `INSERT INTO deliveries (id, event, endpoint, environment, type, state, due_at, next_at, attempts_count, created_at,
         updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      newId(at),
      seq,
      endpoint,
      isSmall ? 2 : 1,
      type,
      DELIVERY_STATES.indexOf(state),
      nextAt,
      nextAt,
      attemptsCount,
      at,
      at,
    );
    for (let number = 1; number <= attemptsCount; number++) insertAttempt(sql, 2 * seq - 1 + nth, number, at);
  }
  return id;
}

function insertAttempt(sql: Connection["sql"], delivery: number, number: number, at: number): void {
  sql(
    `INSERT INTO attempts (id, delivery, number, triggered_by, started_at, duration_ms, outcome, reason, status, url,
       request_headers, response_headers, response_body)
     VALUES (?, ?, ?, 0, ?, 12.5, 0, '', 200, 'https://a.example', ?, ?, ?)`,
  ).run(newId(at), delivery, number, at, "h".repeat(200), "h".repeat(200), "b".repeat(RESPONSE_LENGTH));
}

/** Of a hundred: 97 delivered, and one of each other state but for the rarer two. */
function stateBy(dice: number): number {
  const edges = [0.01, 0.98, 0.99, 0.995, 1];
  return edges.findIndex((edge) => dice < edge);
}

function reportDeliveries(): void {
  const any = { environment: 1, endpoint: null, event: null, state: null, type: null, since: null, until: null };
  const ofState = (filter: Partial<DeliveriesQuery>, name: string): [string, Partial<DeliveriesQuery>][] =>
    DELIVERY_STATES.map((state) => [`${name} ${state}`, { ...filter, state }]);
  const filters: [name: string, filter: Partial<DeliveriesQuery>][] = [
    ["any", {}],
    ["small environment", { environment: 2 }],
    ["event", { event: ids.event }],
    ["endpoint", { endpoint: ids.busy }],
    ["endpoint that is down", { endpoint: ids.down }],
    ...ofState({}, "state"),
    ...ofState({ endpoint: ids.busy }, "endpoint, state"),
    ["down, state waiting", { endpoint: ids.down, state: "waiting" }],
    ["down, state failed", { endpoint: ids.down, state: "failed" }],
    ["type", { type: "type.3" }],
    ["type, rare", { type: "type.21" }],
    ["endpoint, type", { endpoint: ids.busy, type: "type.3" }],
    ["waiting, type, rare", { state: "waiting", type: "type.21" }],
    ["since, until", { since: MIDDLE, until: MIDDLE + 60_000 }],
    ["until", { until: MIDDLE }],
    ["endpoint, until", { endpoint: ids.busy, until: MIDDLE }],
    ["test", { isTest: true }],
  ];
  for (const [name, filter] of filters) {
    const read = (before: number | null) => () =>
      listDeliveries(connection, { ...any, isTest: false, limit: 50, ...filter, before });
    print(`deliveries: ${name}`, read(null), read(Math.floor(deliveriesCount / 3)));
  }
}

function reportEvents(): void {
  const any = { environment: 1, type: null, namespace: null, since: null, until: null, isTest: false, limit: 50 };
  const filters: [name: string, filter: Partial<EventsQuery>][] = [
    ["any", {}],
    ["small environment", { environment: 2 }],
    ["type", { type: "type.3" }],
    ["type, rare", { type: "type.21" }],
    ["namespace", { namespace: "eu" }],
    ["namespace, since, until", { namespace: "eu", since: MIDDLE, until: MIDDLE + 60_000 }],
    ["type, namespace", { type: "type.11", namespace: "eu" }],
    ["type, namespace, nothing", { type: "type.3", namespace: "eu" }],
    ["since, until", { since: MIDDLE, until: MIDDLE + 60_000 }],
    ["until", { until: MIDDLE }],
  ];
  for (const [name, filter] of filters) {
    const read = (before: number | null) => () => listEvents(connection, { ...any, ...filter, before });
    print(`events: ${name}`, read(null), read(Math.floor(deliveriesCount / 6)));
  }
}

function reportDue(): void {
  for (const limit of [50, 250]) {
    for (const [name, endpoint] of [
      ["all endpoints", null],
      ["endpoint that is down", ids.down],
    ] as const) {
      const read = (after: DuePlace | null) => () =>
        listDueDeliveries(connection, { environment: 1, endpoint, limit, after });
      print(`due: ${name}, ${limit} rows`, read(null), read({ dueAt: MIDDLE, nextAt: MIDDLE, seq: 0 }));
    }
  }
}

type Read = () => { rows: unknown[]; next: unknown };

function print(name: string, first: Read, deep: Read): void {
  const [top, down] = [first, deep].map((read) => {
    const { rows, next } = read();
    const length = `${rows.length} rows${rows.length < 50 && next !== null ? ", short" : ""}`;
    return `${medianMs(read).toFixed(2).padStart(8)} ms ${length.padEnd(16)}`;
  });
  console.log(`${name.padEnd(36)} ${top} deep ${down}`);
}

function medianMs(read: Read): number {
  const spansMs = Array.from({ length: ROUNDS_COUNT }, () => {
    const startedMs = performance.now();
    read();
    return performance.now() - startedMs;
  });
  return spansMs.toSorted((one, other) => one - other)[ROUNDS_COUNT >> 1]!;
}
