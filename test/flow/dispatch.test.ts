/** Dispatch when our own side fails: what it could not read, send or record is taken up again. */
import { expect, test } from "bun:test";
import type { Attempted } from "../../server/flow/attempt.ts";
import { createDispatch } from "../../server/flow/dispatch.ts";
import { createLines } from "../../server/flow/lines.ts";
import type { DueDelivery } from "../../server/rules/delivery.ts";
import type { Store } from "../../server/store/faces/store.ts";
import { MINUTE, SECOND, startClock } from "../help/clock.ts";
import { aScope, anEndpoint } from "../help/line.ts";

/** Dispatch of two endpoints with a delivery each, numbered like them, over a store that reads what `due` holds. */
function startDispatch() {
  const clock = startClock();
  const lines = createLines(clock.now);
  const due = new Map<number, number>();
  const trouble = { read: false, attempt: false, committed: Promise.resolve(), faults: [] as string[] };
  const receiver = { isInstant: false };
  const sent: number[] = [];
  let stuckCount = 0;
  const nextTimes: Store["nextTimes"] = async (endpoint, lane) => {
    if (trouble.read) throw new Error("disk I/O error");
    const nextAt = due.get(endpoint);
    return lane === 1 || nextAt === undefined ? [] : [{ seq: endpoint, nextAt }];
  };
  const readDueDeliveries: Store["readDueDeliveries"] = async (seqs) =>
    seqs.map((seq) => ({ seq, endpoint: seq, step: 1, dueAt: due.get(seq)! }) as DueDelivery);
  const dispatch = createDispatch({
    store: { nextTimes, readDueDeliveries } as Store,
    lines,
    scopes: { get: aScope },
    clock,
    maxInFlight: 1,
    async attempt(delivery, line) {
      if (!receiver.isInstant) await new Promise<void>((resolve) => setImmediate(resolve));
      if (trouble.attempt) throw new Error("a bug");
      sent.push(delivery.seq);
      return { delivery, line, exchange: { outcome: { kind: "delivered" } } } as Attempted;
    },
    async record({ delivery }) {
      stuckCount++;
      await trouble.committed;
      stuckCount--;
      due.delete(delivery.seq);
    },
    isRecordFull: () => stuckCount > 0,
    onFault: (event) => void trouble.faults.push(event),
  });
  for (const seq of [1, 2]) {
    due.set(seq, clock.now());
    dispatch.wake(lines.put(anEndpoint(seq)));
  }
  const settled = async () => {
    while (!dispatch.isQuiet(0)) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { sent, trouble, receiver, dispatch, pass: (ms: number) => clock.pass(ms, settled) };
}

test("each endpoint is served in turn where one slot is all there is", async () => {
  const { sent, trouble, pass } = startDispatch();
  await pass(0);
  expect(sent).toEqual([1, 2]);
  expect(trouble.faults).toEqual([]);
});

test("what was handed over is not sent twice, however soon its row is read and its verdict is committed", async () => {
  const { sent, receiver, dispatch, pass } = startDispatch();
  receiver.isInstant = true;
  dispatch.offer({ seq: 1, endpoint: 1, dueAt: 0 } as DueDelivery);
  await pass(0);
  expect(sent.toSorted()).toEqual([1, 2]);
  expect(dispatch.inFlight.size).toBe(0);
});

test("endpoints whose deliveries cannot be read are looked at again after a minute", async () => {
  const { sent, trouble, pass } = startDispatch();
  trouble.read = true;
  await pass(0);
  expect(trouble.faults).toEqual(["dispatch failed", "dispatch failed"]);
  trouble.read = false;
  await pass(MINUTE - 1);
  expect(sent).toEqual([]);
  await pass(1);
  expect(sent).toEqual([1, 2]);
});

test("a delivery that meets a bug of ours rests for a minute, stays in flight meanwhile, and holds up nobody else", async () => {
  const { sent, trouble, dispatch, pass } = startDispatch();
  trouble.attempt = true;
  await pass(0);
  expect(trouble.faults).toEqual(["attempt failed", "attempt failed"]);
  expect([...dispatch.inFlight]).toEqual([1, 2]);
  trouble.attempt = false;
  await pass(MINUTE);
  expect(sent).toEqual([1, 2]);
  expect(dispatch.inFlight.size).toBe(0);
});

test("nothing more is begun while verdicts pile up, and it goes on when they are committed", async () => {
  const { sent, trouble, pass } = startDispatch();
  const commit = Promise.withResolvers<void>();
  trouble.committed = commit.promise;
  await pass(SECOND);
  expect(sent).toEqual([1]);
  commit.resolve();
  await commit.promise;
  await pass(0);
  expect(sent).toEqual([1, 2]);
});
