/** Batches: what fails, what does not, and what is written once although it was tried twice. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { newId } from "../../server/base/ids.ts";
import { acceptEvents, packEvents } from "../../server/store/sqlite/accept-events.ts";
import { type BatchWriter, type Unit, createBatchWriter } from "../../server/store/sqlite/batch-writer.ts";
import { type Connection, connect } from "../../server/store/sqlite/connection.ts";
import { changeEndpoint } from "../../server/store/sqlite/change-endpoint.ts";
import { sealedEndpoint } from "../../server/store/sqlite/endpoint-secrets.ts";
import { addEndpoint } from "../../server/store/sqlite/endpoints.ts";
import { hexOf } from "../../server/store/sqlite/hex.ts";
import { migrate } from "../../server/store/sqlite/migrate.ts";
import { ensureDefault } from "../../server/store/sqlite/organizations.ts";
import { packVerdict, recordVerdict } from "../../server/store/sqlite/record-verdict.ts";
import type { PackedTurn } from "../../server/store/sqlite/turns.ts";
import { createSeal } from "../../server/store/seal.ts";
import { NOON, WELL, endpointOf, eventsOf, makeFolder, openRoom, verdictOf } from "./room.ts";

const seal = createSeal("0123456789abcdef0123456789abcdef");

interface Written extends Disposable {
  writer: BatchWriter;
  path: string;
  db: Database;
  /** What a commit answers, for a sole unit. */
  value(unit: Unit): unknown;
  /** The same, where the commit is done and the disk says that it is not. */
  valueOfLost(unit: Unit): unknown;
}

/** A writer on a fresh file with the environment 1. */
function startWriter(): Written {
  const folder = makeFolder();
  const path = join(folder.path, "hookwheel.db");
  const first = connect(path);
  migrate(first.db, path);
  ensureDefault(first, "standard", NOON);
  first.close();
  const fate = { isCommitLost: false };
  const writer = createBatchWriter(() => losingCommits(connect(path), fate), path);
  const db = new Database(path);
  const value = (unit: Unit) => (writer.commit([unit])[0] as { value: unknown }).value;
  return {
    writer,
    path,
    db,
    value,
    valueOfLost(unit) {
      fate.isCommitLost = true;
      return value(unit);
    },
    [Symbol.dispose]() {
      db.close();
      writer.close();
      folder[Symbol.dispose]();
    },
  };
}

/** A connection that does the next commit, and fails all the same. */
function losingCommits(connection: Connection, fate: { isCommitLost: boolean }): Connection {
  const sql = <Row>(text: string) => {
    const statement = connection.sql<Row>(text);
    if (text !== "COMMIT" || !fate.isCommitLost) return statement;
    fate.isCommitLost = false;
    statement.run();
    throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_FSYNC" });
  };
  return { ...connection, sql };
}

function count(db: Database, what: string): number {
  return db.query<{ count: number }, []>(`SELECT count(*) AS count FROM ${what}`).get()!.count;
}

function waitingCounts(db: Database) {
  return db.query("SELECT waiting_count FROM endpoint_health").values().flat();
}

const accepting =
  (events: ReturnType<typeof eventsOf>): Unit =>
  (connection, isRetry) =>
    acceptEvents(connection, packEvents(events), isRetry);

const recording =
  (verdict: ReturnType<typeof verdictOf>, isAgain = false): Unit =>
  (connection, isRetry) =>
    recordVerdict(connection, packVerdict(verdict, isAgain), isRetry);

const adding =
  (endpoint = endpointOf(1)): Unit =>
  (connection, isRetry) =>
    addEndpoint(connection, sealedEndpoint(seal, endpoint), isRetry);

test("a unit that fails takes what it wrote with it, and nothing of the others", () => {
  using written = startWriter();
  const { writer, db } = written;
  const endpoint = written.value(adding()) as number;
  const results = writer.commit([
    accepting(eventsOf(1, [endpoint])),
    (connection, isRetry) => {
      acceptEvents(connection, packEvents({ ...eventsOf(1, [endpoint], 5), createdAt: NOON - 1 }), isRetry);
      throw new Error("a bug");
    },
    accepting(eventsOf(1, [endpoint], 2)),
  ]);
  expect(results).toMatchObject([{ value: [[1]] }, { bug: expect.stringContaining("a bug") }, { value: [[2], [3]] }]);
  expect([count(db, "events"), count(db, "deliveries"), count(db, "clock_steps")]).toEqual([3, 3, 0]);
  expect(waitingCounts(db)).toEqual([3]);
  expect(writer.fault).toBeNull();
});

test("a type that a failed unit was first to name is named by the next", () => {
  using written = startWriter();
  const events = eventsOf(1, []);
  written.writer.commit([
    (connection, isRetry) => {
      acceptEvents(connection, packEvents(eventsOf(1, [])), isRetry);
      throw new Error("a bug");
    },
  ]);
  written.value(accepting(events));
  expect(count(written.db, "events JOIN types ON types.seq = events.type WHERE name = 'order.paid'")).toBe(1);
});

test("what was committed although it was thought lost is not written again", () => {
  using written = startWriter();
  const { db, valueOfLost } = written;
  const endpoint = valueOfLost(adding()) as number;
  expect([endpoint, count(db, "endpoints")]).toEqual([1, 1]);

  const accept = accepting(eventsOf(1, [endpoint, endpoint], 2));
  expect(valueOfLost(accept)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect([count(db, "events"), count(db, "deliveries"), waitingCounts(db)]).toEqual([2, 4, [4]]);

  expect(valueOfLost(recording(verdictOf(1, endpoint, { kind: "delivered" })))).toBeNull();
  expect([count(db, "attempts"), waitingCounts(db)]).toEqual([1, [3]]);
});

test("an endpoint that was turned although it was thought not to be begins nothing more, and what it began goes on", () => {
  using written = startWriter();
  const { db, value, valueOfLost } = written;
  const endpoint = value(adding(endpointOf(1, { status: "disabled" }))) as number;
  const turning =
    (status: "active" | "paused", turn: PackedTurn, updatedAt: number): Unit =>
    (connection, isRetry) =>
      changeEndpoint(connection, { seq: endpoint, status, statusReason: null, turn, updatedAt }, isRetry);
  const resume = { to: "on", held: "resume", recoveryId: hexOf(newId(NOON)) } as const;
  expect(valueOfLost(turning("active", resume, NOON))).toEqual({ isTurned: true, sweep: null });
  expect(count(db, "recoveries WHERE state = 0")).toBe(1);

  const paused = valueOfLost(turning("paused", { to: "off", waiting: "held" }, NOON + 1));
  expect(paused).toMatchObject({ isTurned: true, sweep: { endpoint, state: "waiting" } });
  const cancelled = valueOfLost(turning("active", { to: "on", held: "cancel" }, NOON + 2));
  expect(cancelled).toMatchObject({ isTurned: true, sweep: { endpoint, state: "cancelled" } });
  expect([count(db, "recoveries"), count(db, "sweeps")]).toEqual([1, 1]);
  // Another's turn, which is found by a retry too, is none of its own.
  expect(valueOfLost(turning("active", resume, NOON + 3))).toBe(false);
});

test("a verdict that is written again brings the health of now, and the sweep that it began", () => {
  using written = startWriter();
  const { db, value } = written;
  const endpoint = value(adding()) as number;
  const [[delivery]] = value(accepting(eventsOf(1, [endpoint]))) as [[number]];
  const verdict = {
    ...verdictOf(delivery, endpoint, { kind: "failed", reason: "410 Gone" }),
    disable: { reason: "answered 410 Gone", isSkipping: true },
  };
  const sweep = value(recording(verdict));
  expect(sweep).toMatchObject({ endpoint, state: "skipped" });
  const later = recording({ ...verdict, health: { ...WELL, consecutiveFailures: 7 } }, true);
  expect(value(later)).toEqual(sweep);
  expect(db.query("SELECT consecutive_failures AS count FROM endpoint_health").get()).toEqual({ count: 7 });
  expect(count(db, "sweeps")).toBe(1);
});

test("while another program holds the file nothing is written, and a plain sentence says so", async () => {
  await using room = openRoom();
  const { store, environment, db, path } = room;
  const endpoint = endpointOf(environment);
  const events = eventsOf(environment, []);
  db.run("BEGIN IMMEDIATE");
  const refusal = {
    kind: "unavailable",
    message: `Another program holds a lock on ${path}. Close it; only Hookwheel may write there.`,
  };
  const results = await Promise.allSettled([store.acceptEvents(events), store.addEndpoint(endpoint)]);
  expect(results).toMatchObject([{ reason: refusal }, { reason: refusal }]);
  expect(store.state).toEqual({ fault: refusal.message, uncommittedBytes: 0 });
  db.run("ROLLBACK");
  expect([count(db, "events"), count(db, "endpoints")]).toEqual([0, 0]);

  await store.probe();
  expect(store.state.fault).toBeNull();
  await Promise.all([store.acceptEvents(events), store.addEndpoint(endpoint)]);
  expect([count(db, "events"), count(db, "endpoints")]).toEqual([1, 1]);
}, 20_000);

test("once the file fails between units, those behind are refused without a try each", () => {
  using written = startWriter();
  const { writer, db, path } = written;
  let triesCount = 0;
  const results = writer.commit([
    (_, isRetry) => {
      if (!isRetry) throw new Error("a bug");
      return "first";
    },
    () => {
      throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_WRITE" });
    },
    ...Array.from({ length: 50 }, () => () => triesCount++),
  ]);
  const refusal = `The disk that holds ${path} fails (SQLITE_IOERR_WRITE). Check it; then start again.`;
  expect(results.slice(0, 2)).toEqual([{ value: "first" }, { refusal }]);
  expect(results.slice(2)).toEqual(Array.from({ length: 50 }, () => ({ refusal })));
  expect(triesCount).toBe(0);
  expect(writer.fault).toBe(refusal);
  written.value(adding());
  expect([writer.fault, count(db, "endpoints")]).toEqual([null, 1]);
});

test("a file that takes no checkpoint can be closed all the same", () => {
  using written = startWriter();
  const { writer, db, value } = written;
  value(adding());
  db.run("BEGIN IMMEDIATE");
  writer.close();
  db.run("ROLLBACK");
  expect(count(db, "endpoints")).toBe(1);
});
