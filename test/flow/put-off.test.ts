/** Dispatch of old rows: no more of them go out than are soon committed, and none is forgotten. */
import { expect, test } from "bun:test";
import type { Attempted } from "../../server/flow/attempt.ts";
import { createDispatch } from "../../server/flow/dispatch.ts";
import { createLines } from "../../server/flow/lines.ts";
import type { DueDelivery, Lane } from "../../server/rules/delivery.ts";
import type { Store } from "../../server/store/faces/store.ts";
import { HOUR, startClock } from "../help/clock.ts";
import { aScope, anEndpoint } from "../help/line.ts";

/**
 * An endpoint that answers at once, with so many rows in each lane, over a store that commits when it is told to. Those of
 * lane 1 are due after so many ms.
 */
function startDispatch(counts: Record<Lane, number>, oldAfterMs = 0) {
  const clock = startClock();
  const lines = createLines(clock.now);
  const rows: Record<Lane, number[]> = {
    0: Array.from({ length: counts[0] }, (_, n) => 10_000 + n),
    1: Array.from({ length: counts[1] }, (_, n) => n),
  };
  const sent: number[] = [];
  const uncommitted: { seq: number; commit: () => void }[] = [];
  const begunAt = clock.now();
  const nextTimes: Store["nextTimes"] = async (_, lane, limit) =>
    rows[lane].slice(0, limit).map((seq) => ({ seq, nextAt: begunAt + lane * oldAfterMs }));
  const readDueDeliveries: Store["readDueDeliveries"] = async (seqs) =>
    seqs.map((seq) => ({ seq, endpoint: 1, lane: seq < 10_000 ? 1 : 0 }) as DueDelivery);
  const dispatch = createDispatch({
    store: { nextTimes, readDueDeliveries } as Store,
    lines,
    scopes: { get: aScope },
    clock,
    maxInFlight: 1000,
    async attempt(delivery, line) {
      sent.push(delivery.seq);
      return { delivery, line, exchange: { outcome: { kind: "delivered" } } } as Attempted;
    },
    record: ({ delivery: { seq } }) => new Promise<void>((commit) => uncommitted.push({ seq, commit })),
    isRecordFull: () => false,
    onFault: () => {},
  });
  const line = lines.put(anEndpoint(1, { maxInFlight: 1000 }));
  line.slots = 100;
  dispatch.wake(line);
  const settled = async () => {
    while (!dispatch.isQuiet(0)) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const commit = async () => {
    for (const { seq, commit } of uncommitted.splice(0)) {
      for (const lane of [0, 1] as const) rows[lane] = rows[lane].filter((one) => one !== seq);
      commit();
    }
    await Promise.resolve();
    await settled();
  };
  return { clock, sent, settled, commit };
}

test("an endpoint that answers at once gets no more of its old rows than are soon committed, and all in the end", async () => {
  const { sent, settled, commit } = startDispatch({ 0: 0, 1: 500 });
  await settled();
  expect(sent).toHaveLength(64);
  let commitsCount = 0;
  while (sent.length < 500) {
    const before = sent.length;
    await commit();
    expect(sent.length).toBeGreaterThan(before);
    commitsCount++;
  }
  expect(commitsCount).toBeLessThan(20);
  expect(new Set(sent).size).toBe(500);
});

test("new rows go out all the same while old ones are put off", async () => {
  const { sent, settled } = startDispatch({ 0: 300, 1: 300 });
  await settled();
  expect(sent.filter((seq) => seq >= 10_000)).toHaveLength(300);
  expect(sent.length).toBeLessThanOrEqual(364);
});

test("old rows that are due later go out when their time comes, however many they are", async () => {
  for (const newCount of [0, 100]) {
    const { clock, sent, settled, commit } = startDispatch({ 0: newCount, 1: 80 }, HOUR);
    await settled();
    await commit();
    expect(sent).toHaveLength(newCount);
    await clock.pass(HOUR - 1, settled);
    expect(sent).toHaveLength(newCount);
    await clock.pass(1, settled);
    await commit();
    expect(sent).toHaveLength(newCount + 80);
  }
});
