/** How SQLite goes about our statements: by an index each, and without sorting what may be long. */
import { expect, test } from "bun:test";
import { newId } from "../../server/base/ids.ts";
import { DELIVERY_STATES } from "../../server/rules/delivery.ts";
import { acceptEvents, packEvents } from "../../server/store/sqlite/accept-events.ts";
import { listAudit } from "../../server/store/sqlite/audit.ts";
import { type Connection, connect } from "../../server/store/sqlite/connection.ts";
import { flushCounts } from "../../server/store/sqlite/count-rows.ts";
import {
  cancelDelivery,
  nextTimes,
  readDueDeliveries,
  retryDelivery,
} from "../../server/store/sqlite/due-deliveries.ts";
import { sealedEndpoint } from "../../server/store/sqlite/endpoint-secrets.ts";
import { addEndpoint, endEndpoint, findEndpoints } from "../../server/store/sqlite/endpoints.ts";
import { foldCounts, hasCountsToFold } from "../../server/store/sqlite/fold-counts.ts";
import { migrate } from "../../server/store/sqlite/migrate.ts";
import { ensureDefault } from "../../server/store/sqlite/organizations.ts";
import { readCounts, readOldestWaitingAt, readWaiting } from "../../server/store/sqlite/read-counts.ts";
import { listDeliveries, readDelivery } from "../../server/store/sqlite/read-deliveries.ts";
import { listDueDeliveries } from "../../server/store/sqlite/read-due.ts";
import { findKeyedRequest, listEvents } from "../../server/store/sqlite/read-events.ts";
import { packVerdict, recordVerdict } from "../../server/store/sqlite/record-verdict.ts";
import { countRecoverable } from "../../server/store/sqlite/recoverable.ts";
import {
  beginRecover,
  beginResume,
  cancelRecovery,
  endRecoveries,
  listRecoveries,
  loadRecoveries,
  readRecovery,
  recoveryStep,
} from "../../server/store/sqlite/recoveries.ts";
import { packReplay, replayEvent } from "../../server/store/sqlite/replay-event.ts";
import { beginSweep, sweepStep } from "../../server/store/sqlite/sweeps.ts";
import { acceptTest, endTests, packTest } from "../../server/store/sqlite/test-events.ts";
import type { NewNotice } from "../../server/store/faces/notices.ts";
import {
  lastMailsAt,
  listDueMails,
  listNotices,
  listUnannounced,
  nextMailAt,
} from "../../server/store/sqlite/read-notices.ts";
import { changeMails, holdMails, noteAnnounced } from "../../server/store/sqlite/write-notices.ts";
import { createSeal } from "../../server/store/seal.ts";
import { HOUR } from "../help/clock.ts";
import { NOON, endpointOf, eventsOf, makeFolder, verdictOf } from "./room.ts";

/** What is sorted is no more than two lanes of each of an environment's endpoints. */
const IS_SORT_SHORT = /AS headAt/;

/** The plans of all statements that a run prepares, by their texts. */
function plansOf(run: (connection: Connection) => void): Map<string, string[]> {
  using folder = makeFolder();
  const connection = connect(`${folder.path}/hookwheel.db`);
  migrate(connection.db, "");
  ensureDefault(connection, "standard", NOON);
  const texts = new Set<string>();
  const noting: Connection = {
    ...connection,
    sql<Row>(text: string) {
      texts.add(text);
      return connection.sql<Row>(text);
    },
  };
  run(noting);
  const plans = new Map(
    [...texts].map((text) => {
      const steps = connection.db.query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${text}`).all();
      return [text, steps.map(({ detail }) => detail)];
    }),
  );
  connection.close();
  return plans;
}

function expectSwift(plans: Map<string, string[]>): void {
  for (const [text, steps] of plans) {
    expect([text, steps]).toEqual([
      text,
      expect.not.arrayContaining([
        expect.stringMatching(
          /^SCAN (?:\w+ AS )?(events|deliveries|attempts|endpoints|sweeps|audit|notices|mails|[demnp])\b/,
        ),
      ]),
    ]);
    if (!IS_SORT_SHORT.test(text))
      expect([text, steps]).toEqual([text, expect.not.arrayContaining([expect.stringContaining("TEMP B-TREE")])]);
  }
}

/** Every choice of the values, one a field. */
function* choicesOf<Fields extends Record<string, readonly unknown[]>>(
  fields: Fields,
): Iterable<{ [Field in keyof Fields]: Fields[Field][number] }> {
  const [[name, values] = [], ...rest] = Object.entries(fields);
  if (name === undefined) return void (yield {} as never);
  for (const value of values!)
    for (const choice of choicesOf(Object.fromEntries(rest))) yield { [name]: value, ...choice } as never;
}

/** An endpoint, an event in a namespace, and its delivery: 1 each. */
function fill(connection: Connection) {
  const endpoint = endpointOf(1);
  addEndpoint(connection, sealedEndpoint(createSeal("0123456789abcdef0123456789abcdef"), endpoint), false);
  const events = eventsOf(1, [1]);
  acceptEvents(connection, packEvents(events), false);
  return { endpoint: endpoint.id, event: events.events[0]!.id, delivery: events.events[0]!.deliveries[0]!.id };
}

test("every list is read by an index, in the order in which it is shown", () => {
  const plans = plansOf((connection) => {
    const ids = fill(connection);
    recordVerdict(connection, packVerdict(verdictOf(1, 1, { kind: "kept" })), false);
    const span = { since: [null, NOON], until: [null, NOON + 1], before: [null, 100] } as const;
    const states = [null, ...DELIVERY_STATES] as const;
    const filters = {
      endpoint: [null, ids.endpoint],
      event: [null, ids.event],
      state: states,
      type: [null, "order.paid"],
    };
    for (const choice of choicesOf({ ...span, ...filters }))
      listDeliveries(connection, { ...choice, environment: 1, isTest: false, limit: 50 });
    for (const choice of choicesOf({ ...span, type: [null, "order.paid"], namespace: [null, "eu"] } as const))
      for (const isTest of [false, true]) listEvents(connection, { ...choice, isTest, environment: 1, limit: 50 });
    for (const choice of choicesOf({ ...span, organization: [null, 1], action: [null, "key.created"] } as const))
      listAudit(connection, { ...choice, limit: 50 });
    for (const choice of choicesOf({ endpoint: [null, ids.endpoint], after: [null, { dueAt: 1, nextAt: 1, seq: 1 }] }))
      listDueDeliveries(connection, { ...choice, environment: 1, limit: 50 });
    readDelivery(connection, 1, ids.delivery);
    findKeyedRequest(connection, 1, "key");
  });
  expect(plans.size).toBeGreaterThan(40);
  expectSwift(plans);
  for (const [text, steps] of plans) {
    // Of two bounds the walk might begin at the wrong one, and pass over any number of rows.
    expect(text.match(/seq < \?/g)?.length ?? 1).toBe(1);
    const isOfTests = text.includes("? AND is_test = 1");
    if (text.includes("AND namespace = ?") && !isOfTests) expect(steps.join()).toContain("events_by_namespace");
  }
  const last = [...plans].filter(([text]) => text.includes("FROM attempts"));
  expect(last.map(([, steps]) => steps)).toEqual([["SEARCH attempts USING INDEX attempts_by_delivery (delivery=?)"]]);
});

test("dispatch, verdicts and sweeps go by an index, whatever lies beside what they look for", () => {
  const plans = plansOf((connection) => {
    fill(connection);
    nextTimes(connection, 1, 0, 10);
    readDueDeliveries(connection, [1]);
    retryDelivery(connection, { delivery: 1, expressAt: NOON });
    acceptEvents(connection, packEvents(eventsOf(1, [1], 2)), true);
    for (const kind of ["delivered", "kept"] as const)
      recordVerdict(connection, packVerdict(verdictOf(1, 1, { kind })), true);
    const sweep = endEndpoint(connection, 1, NOON);
    sweepStep(connection, { sweep, limit: 10, at: NOON });
  });
  expectSwift(plans);
  const sweeping = [...plans].find(([text]) => text.includes("LIMIT ?") && text.startsWith("UPDATE deliveries"));
  expect(sweeping![1]).toContainEqual(expect.stringContaining("deliveries_due"));
});

test("holding, resuming and recovering go by an index, and so do replays, cancels and tests", () => {
  const at = NOON;
  const recoverable = { endpoint: 1, since: 0, until: NOON + 1, types: ["order.paid"] };
  const plans = plansOf((connection) => {
    fill(connection);
    for (const state of ["waiting", "cancelled"] as const) {
      const sweep = beginSweep(connection, 1, state, "webhook paused");
      sweepStep(connection, { sweep, limit: 10, at });
    }
    beginResume(connection, 1, "01".repeat(16), at);
    recoveryStep(connection, { recovery: 1, limit: 10, at });
    const recover = { ...recoverable, states: ["failed", "skipped"] as const, count: 0, isCountFinal: false };
    beginRecover(connection, { ...recover, id: "02".repeat(16), environment: 1, createdAt: at }, true);
    recoveryStep(connection, { recovery: 2, limit: 10, at });
    countRecoverable(connection, recover, null);
    cancelRecovery(connection, { seq: 1, at }, true);
    endRecoveries(connection, 1, at);
    readRecovery(connection, 1, new Uint8Array(16));
    listRecoveries(connection, 1);
    loadRecoveries(connection);
    const deliveries = [{ id: newId(at), endpoint: 1, state: "waiting", reason: null } as const];
    replayEvent(connection, packReplay({ event: 1, deliveries, createdAt: at }), true);
    cancelDelivery(connection, { delivery: 1, reason: "", at }, true);
    const test = { environment: 1, endpoint: 1, event: { id: newId(at), type: "a", body: "{}" }, createdAt: at };
    acceptTest(connection, packTest({ ...test, delivery: newId(at) }), false);
    endTests(connection, { deliveries: [1], reason: "", at });
    findEndpoints(connection, 1, [new Uint8Array(16)]);
  });
  expectSwift(plans);
  const using = (part: string) => [...plans].find(([text]) => text.includes(part))![1].join();
  expect(using("UPDATE deliveries SET due_at = max")).toContain("deliveries_held");
  expect(using("UPDATE deliveries SET express_at = NULL, next_at = NULL")).toContain("deliveries_due");
  expect(using("json_each")).toContain("deliveries_ended");
});

test("notices are listed, announced and mailed by an index, however many there are", () => {
  const notice: NewNotice = {
    id: newId(NOON),
    kind: "failing",
    level: 1,
    consecutiveFailures: 5,
    failingSince: NOON,
    reason: "failed for 0 minutes, 5 attempts in a row",
    failure: "500 Internal Server Error",
    at: NOON,
    owners: ["ann@acme.example"],
    unmailedReason: null,
  };
  const plans = plansOf((connection) => {
    const { endpoint } = fill(connection);
    recordVerdict(connection, packVerdict({ ...verdictOf(1, 1, { kind: "kept" }), notices: [notice] }), false);
    const span = { since: [null, NOON], until: [null, NOON + 1], before: [null, 100] } as const;
    const kinds = [null, "failing"] as const;
    for (const choice of choicesOf({ ...span, endpoint: [null, endpoint], kind: kinds })) {
      const { rows } = listNotices(connection, { ...choice, environment: 1, limit: 50 });
      expect(rows).toHaveLength(1);
    }
    listUnannounced(connection, 10);
    noteAnnounced(connection, 1);
    nextMailAt(connection);
    for (const address of [null, "ann@acme.example"]) listDueMails(connection, NOON, address, 10);
    lastMailsAt(connection, "ann@acme.example", NOON, 10);
    holdMails(connection, { address: "ann@acme.example", now: NOON, until: NOON + 1 });
    changeMails(connection, [{ seq: 1, state: "sent", triesCount: 1, nextAt: null, sentAt: NOON, reason: null }]);
  });
  expect(plans.size).toBeGreaterThan(20);
  expectSwift(plans);
});

test("counts are read, folded and dropped by their key, and what waits by one seek an endpoint and lane", () => {
  const plans = plansOf((connection) => {
    fill(connection);
    recordVerdict(connection, packVerdict(verdictOf(1, 1, { kind: "delivered" })), false);
    flushCounts(connection);
    const window = { environment: 1, from: NOON - 24 * HOUR, bucketMs: HOUR };
    for (const endpoint of [1, null]) {
      for (const bucketsCount of [24, 48]) readCounts(connection, { ...window, endpoint, bucketsCount });
      readWaiting(connection, 1, endpoint);
    }
    readOldestWaitingAt(connection, 1);
    hasCountsToFold(connection, NOON + HOUR);
    for (let step = 0; step < 2; step++) foldCounts(connection, { now: NOON + HOUR, limit: 10 });
  });
  expectSwift(plans);
  for (const [text, steps] of plans) {
    expect([text, steps]).toEqual([
      text,
      expect.not.arrayContaining([expect.stringMatching(/^SCAN (\w+_counts|c|h)\b/)]),
    ]);
  }
  const due = [...plans].find(([text]) => text.includes("AS nextDueAt"));
  expect(due![1]).toContainEqual(expect.stringMatching(/deliveries_due \(endpoint=\? AND lane=\? AND next_at>\?\)/));
});
