/** Counts: right to the attempt whatever fails meanwhile, folded once, and dropped when they are old. */
import type { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import fc from "fast-check";
import { join } from "node:path";
import { type Tallies, TALLIES } from "../../server/rules/counts.ts";
import { LATENCY_BUCKETS, latencyBucket } from "../../server/rules/latency.ts";
import { OUTCOME_KINDS, type OutcomeKind } from "../../server/rules/outcome.ts";
import type { DeliveryChange } from "../../server/rules/verdict.ts";
import type { Counts } from "../../server/store/faces/counts.ts";
import { createSeal } from "../../server/store/seal.ts";
import { acceptEvents, packEvents } from "../../server/store/sqlite/accept-events.ts";
import { type Unit, createBatchWriter } from "../../server/store/sqlite/batch-writer.ts";
import { type Connection, connect } from "../../server/store/sqlite/connection.ts";
import { sealedEndpoint } from "../../server/store/sqlite/endpoint-secrets.ts";
import { addEndpoint, endEndpoint } from "../../server/store/sqlite/endpoints.ts";
import { foldCounts, hasCountsToFold } from "../../server/store/sqlite/fold-counts.ts";
import { migrate } from "../../server/store/sqlite/migrate.ts";
import { ensureDefault } from "../../server/store/sqlite/organizations.ts";
import { readCounts } from "../../server/store/sqlite/read-counts.ts";
import { packVerdict, recordVerdict } from "../../server/store/sqlite/record-verdict.ts";
import { sweepStep } from "../../server/store/sqlite/sweeps.ts";
import { DAY, HOUR, MINUTE } from "../help/clock.ts";
import { NOON, endpointOf, eventsOf, makeFolder, verdictOf } from "./room.ts";

const CHANGES = {
  delivered: { kind: "delivered" },
  retry: { kind: "retry", dueAt: NOON + 9000, step: 1, reason: "500" },
  failed: { kind: "failed", reason: "500" },
  kept: { kind: "kept" },
} satisfies Record<string, DeliveryChange>;

/** Endpoints 1 and 2 in environment 1, 3 in environment 2. */
const ENVIRONMENTS = [1, 1, 2];

interface Written extends Disposable {
  db: Database;
  /** Commits in one batch; answers the values. */
  commit(...units: Unit[]): unknown[];
  read<Value>(look: (connection: Connection) => Value): Value;
  reopen(): void;
}

function startWriter(): Written {
  const folder = makeFolder();
  const path = join(folder.path, "hookwheel.db");
  const first = connect(path);
  migrate(first.db, path);
  ensureDefault(first, "standard", NOON);
  first.db.run(`INSERT INTO environments (seq, id, organization, name, created_at) VALUES (2, x'00', 1, 'test', 0)`);
  const seal = createSeal("0123456789abcdef0123456789abcdef");
  for (const environment of ENVIRONMENTS) addEndpoint(first, sealedEndpoint(seal, endpointOf(environment)), false);
  let writer = createBatchWriter(() => connect(path), path);
  return {
    db: first.db,
    commit: (...units) => writer.commit(units).map((result) => ("value" in result ? result.value : null)),
    read: (look) => look(first),
    reopen() {
      writer.close();
      writer = createBatchWriter(() => connect(path), path);
    },
    [Symbol.dispose]() {
      writer.close();
      first.close();
      folder[Symbol.dispose]();
    },
  };
}

const accepting =
  (endpoint: number, count = 1): Unit =>
  (connection, isRetry) =>
    acceptEvents(connection, packEvents(eventsOf(ENVIRONMENTS[endpoint - 1]!, [endpoint], count)), isRetry);

interface Happening {
  endpoint: number;
  at: number;
  change: DeliveryChange;
  durationMs: number;
  outcome: OutcomeKind;
  trigger: "schedule" | "manual" | "test";
}

/** A verdict; its attempt begins when it is counted, so that the attempts' table can be asked. */
function recording(delivery: number, happening: Partial<Happening>): Unit {
  const { endpoint = 1, at = NOON, change = CHANGES.delivered, durationMs = 12, trigger = "schedule" } = happening;
  const verdict = verdictOf(delivery, endpoint, change, { trigger });
  const outcome = happening.outcome ?? verdict.attempt.outcome;
  const attempt = { ...verdict.attempt, durationMs, outcome, startedAt: at };
  return (connection, isRetry) => recordVerdict(connection, packVerdict({ ...verdict, attempt, at }), isRetry);
}

/** Gives a delivery and records so. */
function counted(written: Written, happening: Partial<Happening>): void {
  const [seqs] = written.commit(accepting(happening.endpoint ?? 1)) as [number[][]];
  written.commit(recording(seqs[0]![0]!, happening));
}

const folding =
  (now: number, limit = 250): Unit =>
  (connection) =>
    foldCounts(connection, { now, limit });

function foldAll(written: Written, now: number, limit?: number): number {
  let steps = 1;
  while (written.commit(folding(now, limit))[0] === true) steps++;
  return steps;
}

/** Counts of the hour that holds `NOON`, by minute, or of the week that ends with it, by hour. */
function countsOf(written: Written, environment: number, endpoint: number | null, span: "hour" | "week"): Counts {
  const query =
    span === "hour"
      ? { from: NOON, bucketMs: MINUTE, bucketsCount: 60 }
      : { from: NOON - 6 * DAY, bucketMs: HOUR, bucketsCount: 168 };
  return written.read((connection) => readCounts(connection, { environment, endpoint, ...query }));
}

function sumOf({ buckets }: Counts): Tallies {
  return Object.fromEntries(
    TALLIES.map((tally) => [tally, buckets.reduce((sum, bucket) => sum + bucket[tally], 0)]),
  ) as Tallies;
}

const NONE: Tallies = { attempts: 0, delivered: 0, retried: 0, failed: 0, ours: 0, skipped: 0, cancelled: 0 };

test.each([
  ["delivered", {}, { attempts: 1, delivered: 1 }],
  ["a failure that is tried again", { change: CHANGES.retry }, { attempts: 1, retried: 1 }],
  ["the last failure", { change: CHANGES.failed }, { attempts: 1, failed: 1 }],
  ["a manual attempt that fails", { change: CHANGES.kept, trigger: "manual" }, { attempts: 1 }],
  ["a fault of ours", { change: CHANGES.retry, outcome: "our_network" }, { attempts: 1, ours: 1 }],
  ["our process stood still", { change: CHANGES.retry, outcome: "our_stall" }, { attempts: 1, ours: 1 }],
  ["a test that is delivered", { trigger: "test" }, {}],
  ["a test that fails", { trigger: "test", change: CHANGES.failed }, {}],
] satisfies [string, Partial<Happening>, Partial<Tallies>][])("%s counts as what it is", (_, happening, expected) => {
  using written = startWriter();
  counted(written, happening);
  for (const endpoint of [1, null]) {
    const { buckets, latencies } = countsOf(written, 1, endpoint, "hour");
    expect(buckets[0]).toEqual({ ...NONE, ...expected });
    expect(sumOf({ buckets, latencies })).toEqual({ ...NONE, ...expected });
    expect(latencies).toEqual(
      Array.from({ length: LATENCY_BUCKETS }, (_, bucket) =>
        "delivered" in expected && bucket === latencyBucket(12) ? 1 : 0,
      ),
    );
  }
  expect(sumOf(countsOf(written, 1, 2, "hour"))).toEqual(NONE);
  expect(sumOf(countsOf(written, 2, null, "hour"))).toEqual(NONE);
});

test("what is skipped on arrival, or cancelled by a sweep, is counted by delivery", () => {
  using written = startWriter();
  const events = eventsOf(1, [1, 2], 3);
  for (const { deliveries } of events.events) {
    Object.assign(deliveries[1]!, { state: "skipped", reason: "webhook disabled" });
  }
  const [, sweep] = written.commit(
    (connection, isRetry) => acceptEvents(connection, packEvents(events), isRetry),
    (connection) => endEndpoint(connection, 1, NOON),
  );
  written.commit((connection) => sweepStep(connection, { sweep: sweep as never, limit: 2, at: NOON }));
  written.commit((connection) => sweepStep(connection, { sweep: sweep as never, limit: 2, at: NOON + MINUTE }));
  expect(countsOf(written, 1, 1, "hour").buckets.slice(0, 2)).toEqual([
    { ...NONE, cancelled: 2 },
    { ...NONE, cancelled: 1 },
  ]);
  expect(sumOf(countsOf(written, 1, 2, "hour"))).toEqual({ ...NONE, skipped: 3 });
  expect(sumOf(countsOf(written, 1, null, "hour"))).toEqual({ ...NONE, skipped: 3, cancelled: 3 });
});

test("a verdict that is written again after a commit of unknown outcome counts once", () => {
  using written = startWriter();
  const [[[delivery]]] = written.commit(accepting(1)) as [[[number]]];
  const record = recording(delivery, {});
  written.commit(record);
  written.commit(record, () => {
    throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_WRITE" });
  });
  written.commit((connection) => record(connection, true));
  expect(sumOf(countsOf(written, 1, 1, "hour"))).toEqual({ ...NONE, attempts: 1, delivered: 1 });
});

test("each row goes into its hour once, in steps of any size, also what comes late", () => {
  using written = startWriter();
  for (let minute = 0; minute < 5; minute++) {
    for (const endpoint of [1, 2, 3]) counted(written, { endpoint, at: NOON + minute * MINUTE });
  }
  // 5 minutes of 3 endpoints and 2 environments, 4 rows a step, and one that finds nothing.
  expect(foldAll(written, NOON + HOUR, 4)).toBe(8);
  expect(written.read((connection) => hasCountsToFold(connection, NOON + HOUR))).toBe(false);
  counted(written, { endpoint: 1, at: NOON + 2 * MINUTE });
  counted(written, { endpoint: 1, at: NOON + 7 * MINUTE });
  expect(written.read((connection) => hasCountsToFold(connection, NOON + HOUR))).toBe(true);
  for (let round = 0; round < 2; round++) {
    expect(sumOf(countsOf(written, 1, 1, "week")).delivered).toBe(7);
    expect(sumOf(countsOf(written, 1, null, "week")).delivered).toBe(12);
    expect(sumOf(countsOf(written, 2, null, "week")).delivered).toBe(5);
    expect(sumOf(countsOf(written, 1, null, "hour")).delivered).toBe(12);
    foldAll(written, NOON + HOUR);
  }
  const hours = written.db
    .query("SELECT endpoint, delivered FROM hour_counts WHERE environment = 1 ORDER BY 1")
    .values();
  expect(hours).toEqual([
    [0, 12],
    [1, 7],
    [2, 5],
  ]);
});

test("the hour that is not over is not folded, and shows all the same", () => {
  using written = startWriter();
  counted(written, { at: NOON });
  expect(written.read((connection) => hasCountsToFold(connection, NOON + HOUR - 1))).toBe(false);
  expect(foldAll(written, NOON + HOUR - 1)).toBe(1);
  expect(countsOf(written, 1, 1, "week").buckets[144]).toEqual({ ...NONE, attempts: 1, delivered: 1 });
});

test("minutes are kept 48 hours, hours 400 days", () => {
  using written = startWriter();
  const rows = (table: string) => written.db.query(`SELECT count(*) FROM ${table}`).values().flat()[0];
  for (let minute = 0; minute < 10; minute++) counted(written, { at: NOON + minute * MINUTE });
  foldAll(written, NOON + 48 * HOUR);
  expect([rows("minute_counts"), rows("hour_counts")]).toEqual([20, 2]);
  foldAll(written, NOON + 48 * HOUR + 5 * MINUTE, 3);
  expect([rows("minute_counts"), rows("hour_counts")]).toEqual([10, 2]);
  foldAll(written, NOON + 400 * DAY);
  expect([rows("minute_counts"), rows("hour_counts")]).toEqual([0, 2]);
  expect(written.read((connection) => hasCountsToFold(connection, NOON + 400 * DAY))).toBe(false);
  foldAll(written, NOON + 400 * DAY + 1);
  expect(rows("hour_counts")).toBe(0);
});

const happening = fc.record({
  endpoint: fc.constantFrom(1, 2, 3),
  at: fc.integer({ min: NOON - 3 * HOUR, max: NOON + HOUR - 1 }),
  change: fc.constantFrom(...Object.values(CHANGES)),
  durationMs: fc.double({ min: 0, max: 70_000, noNaN: true }),
  outcome: fc.constantFrom("server_error" as const, "our_network" as const),
  trigger: fc.constantFrom("schedule" as const, "schedule" as const, "test" as const),
});

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("batch" as const), of: fc.array(happening, { maxLength: 6 }) }),
  },
  fc.record({ kind: fc.constant("bug" as const), of: fc.array(happening, { minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant("fault" as const), of: fc.array(happening, { minLength: 1, maxLength: 4 }) }),
  fc.record({
    kind: fc.constant("fold" as const),
    now: fc.integer({ min: NOON - 4 * HOUR, max: NOON + 2 * HOUR }),
    limit: fc.integer({ min: 1, max: 5 }),
    of: fc.array(happening, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant("reopen" as const) }),
);

test("counts equal what the attempts say, whatever fails and is folded in between", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      using written = startWriter();
      const throwing = (thrown: unknown): Unit => {
        let isFirst = true;
        return () => {
          if (isFirst) {
            isFirst = false;
            throw thrown;
          }
        };
      };
      for (const one of steps) {
        if (one.kind === "reopen") {
          written.reopen();
          continue;
        }
        const units = one.of.map(({ outcome, ...rest }) => {
          const [[[delivery]]] = written.commit(accepting(rest.endpoint)) as [[[number]]];
          return recording(delivery, rest.change.kind === "delivered" ? rest : { ...rest, outcome });
        });
        if (one.kind === "batch") written.commit(...units);
        if (one.kind === "bug") written.commit(...units, throwing(new Error("a bug")));
        if (one.kind === "fault")
          written.commit(...units, throwing(Object.assign(new Error("disk"), { code: "SQLITE_IOERR" })));
        if (one.kind === "fold") written.commit(...units.slice(0, 1), folding(one.now, one.limit), ...units.slice(1));
      }
      for (const [environment, endpoint] of [
        [1, 1],
        [1, 2],
        [1, null],
        [2, 3],
        [2, null],
      ] as const) {
        for (const span of ["hour", "week"] as const) {
          const { buckets, latencies } = countsOf(written, environment, endpoint, span);
          expect(buckets.map(({ attempts, delivered, ours }) => [attempts, delivered, ours])).toEqual(
            saidByAttempts(written, environment, endpoint, span),
          );
          expect(latencies.reduce((sum, count) => sum + count, 0)).toBe(sumOf({ buckets, latencies }).delivered);
        }
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

/** Attempts, delivered and ours by bucket, by a look at every attempt. */
function saidByAttempts({ db }: Written, environment: number, endpoint: number | null, span: "hour" | "week") {
  const [from, bucketMs, count] = span === "hour" ? [NOON, MINUTE, 60] : [NOON - 6 * DAY, HOUR, 168];
  const ours = [OUTCOME_KINDS.indexOf("our_network"), OUTCOME_KINDS.indexOf("our_stall")].join();
  const rows = db
    .query<{ bucket: number; attempts: number; delivered: number; ours: number }, (number | null)[]>(
      `SELECT (a.started_at - ?1) / ?2 AS bucket, count(*) AS attempts, sum(a.outcome = 0) AS delivered,
         sum(a.outcome IN (${ours})) AS ours
       FROM attempts a JOIN deliveries d ON d.seq = a.delivery
       WHERE a.started_at >= ?1 AND a.triggered_by < 2 AND d.environment = ?3 AND (?4 IS NULL OR d.endpoint = ?4)
       GROUP BY 1`,
    )
    .all(from, bucketMs, environment, endpoint);
  const said = Array.from({ length: count }, () => [0, 0, 0]);
  for (const { bucket, ...row } of rows) said[bucket] = [row.attempts, row.delivered, row.ours];
  return said;
}
