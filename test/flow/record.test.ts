/** Recording: whose fault it was, and a store that cannot write for a while. */
import { expect, test } from "bun:test";
import { createLog } from "../../server/base/log.ts";
import { createMetrics } from "../../server/base/metrics.ts";
import type { Attempted } from "../../server/flow/attempt.ts";
import { createFeed } from "../../server/flow/feed.ts";
import { createLines } from "../../server/flow/lines.ts";
import { createNoticeMaker } from "../../server/flow/notice-maker.ts";
import { createRecorder } from "../../server/flow/record.ts";
import { standard } from "../../server/profiles/standard.ts";
import type { Outcome } from "../../server/rules/outcome.ts";
import { createUplinkWatch } from "../../server/rules/uplink.ts";
import type { NewVerdict } from "../../server/store/faces/attempts.ts";
import type { Store } from "../../server/store/faces/store.ts";
import { MINUTE, SECOND, startClock } from "../help/clock.ts";
import { anEndpoint } from "../help/line.ts";

const TIMED_OUT: Outcome = { kind: "timed_out", reason: "timed out after 15 s", status: null, retryAfter: null };
const BROKEN: Outcome = { kind: "server_error", reason: "500 Internal Server Error", status: 500, retryAfter: null };

/** A recorder of attempts to one endpoint, over a store that keeps the verdicts while it can write. */
function startRecorder() {
  const clock = startClock();
  const lines = createLines(clock.now);
  const line = lines.put(anEndpoint(1));
  const fate = { isWritable: true, hasStalled: false, committed: Promise.resolve() };
  const verdicts: NewVerdict[] = [];
  const rung: number[] = [];
  const again: boolean[] = [];
  const recordVerdict: Store["recordVerdict"] = async (verdict, isAgain = false) => {
    again.push(isAgain);
    if (!fate.isWritable) throw new Error("database or disk is full");
    verdicts.push(structuredClone(verdict));
    await fate.committed;
    return null;
  };
  const recorder = createRecorder({
    store: { recordVerdict } as Store,
    lines,
    scopes: new Map(),
    clock,
    dice: () => 0.5,
    loop: { hasStalledDuring: () => fate.hasStalled },
    uplink: createUplinkWatch(),
    metrics: createMetrics(),
    feed: createFeed(),
    log: createLog("error", clock, { isTerminal: false, hasRoom: () => true, write: () => {} }),
    ring: (_, at) => void rung.push(at - clock.now()),
    sweep: () => {},
    makeNotice: createNoticeMaker(() => [], false),
    noticed: () => {},
  });
  const attempted = (outcome: Outcome): Attempted => ({
    id: new Uint8Array(16),
    delivery: { seq: 1, step: 0, attemptsCount: 0, dueAt: clock.now(), isTest: false } as Attempted["delivery"],
    line,
    profile: standard,
    trigger: "schedule",
    request: { url: line.endpoint.url, headers: [] },
    exchange: { startedAt: clock.now(), endedAt: clock.now(), outcome } as Attempted["exchange"],
    turnedOnCount: line.turnedOnCount,
    startedMonotonicMs: clock.monotonicMs(),
    endedMonotonicMs: clock.monotonicMs(),
  });
  return {
    clock,
    fate,
    lines,
    line,
    verdicts,
    again,
    rung,
    recorder,
    record: (outcome: Outcome) => recorder.record(attempted(outcome)),
  };
}

test("a timeout while our process stood still is our fault: told so, tried again in ten seconds, nothing counted", async () => {
  const { fate, line, verdicts, rung, record } = startRecorder();
  fate.hasStalled = true;
  await record(TIMED_OUT);
  expect(verdicts[0]!.attempt).toMatchObject({
    outcome: "our_stall",
    reason: "our process stood still (timed out after 15 s)",
  });
  expect(verdicts[0]!.change).toMatchObject({ kind: "retry", step: 0 });
  expect(rung).toEqual([10 * SECOND]);
  expect(line.health).toMatchObject({ consecutiveFailures: 0, heldUntil: null });
});

test("an answer that came while our process stood still is the receiver's all the same", async () => {
  const { fate, line, verdicts, record } = startRecorder();
  fate.hasStalled = true;
  await record(BROKEN);
  expect(verdicts[0]!.attempt.outcome).toBe("server_error");
  expect(line.health.consecutiveFailures).toBe(1);
});

test("a verdict that cannot be written is tried every second until it can, with the health of then", async () => {
  const { clock, fate, line, verdicts, again, recorder, rung, record } = startRecorder();
  fate.isWritable = false;
  const recorded = Promise.all([record(BROKEN), record(BROKEN)]);
  await clock.pass(MINUTE, () => Promise.resolve());
  expect(verdicts).toEqual([]);
  expect(recorder).toMatchObject({ stuckCount: 2, pendingCount: 2 });
  expect(rung).toEqual([]);

  fate.isWritable = true;
  await clock.pass(SECOND);
  await recorded;
  expect(recorder).toMatchObject({ stuckCount: 0, pendingCount: 0 });
  expect(verdicts).toHaveLength(2);
  // Whatever a try says, it may have been stored.
  expect(again.slice(0, 2)).toEqual([false, false]);
  expect(new Set(again.slice(2))).toEqual(new Set([true]));
  for (const { health } of verdicts) expect(health).toEqual(line.health);
  expect(line.health.consecutiveFailures).toBe(2);
});

test("a change that crosses the verdict that disables its endpoint does not turn it on again, and a later one does", async () => {
  const { fate, lines, line, record } = startRecorder();
  const { promise, resolve } = Promise.withResolvers<void>();
  fate.committed = promise;
  line.health = { ...line.health, consecutiveFailures: 100, failingSince: 0 };
  const recorded = record(BROKEN);
  expect(line.endpoint.status).toBe("disabled");
  const reason = line.endpoint.statusReason;
  expect(reason).not.toBeNull();

  lines.put(anEndpoint(1, { name: "shop" }));
  expect(line.endpoint).toMatchObject({ name: "shop", status: "disabled", statusReason: reason });
  expect(line.health.consecutiveFailures).toBe(101);
  resolve();
  await recorded;
  expect(line.endpoint.status).toBe("disabled");
  lines.put(anEndpoint(1));
  expect(line.endpoint.status).toBe("active");
  expect(line.health.consecutiveFailures).toBe(0);
});
