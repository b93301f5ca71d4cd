/** Whether a loop that stood still is told from one that keeps pace. */
import { expect, test } from "bun:test";
import { watchLoop } from "../../server/base/loop-watch.ts";
import { SECOND, startClock } from "../help/clock.ts";

/** A watch on a loop that a test can stop: `stand` lets time go by without any timer noticing. */
function startWatch() {
  const clock = startClock();
  let stoodMs = 0;
  const nowMs = () => clock.monotonicMs() + stoodMs;
  const watch = watchLoop({ ...clock, monotonicMs: nowMs });
  return { watch, nowMs, pass: (ms: number) => clock.pass(ms), stand: (ms: number) => void (stoodMs += ms) };
}

test("a loop that keeps pace has no lag and no stall", async () => {
  const { watch, pass, nowMs } = startWatch();
  await pass(30 * SECOND);
  expect(watch.lagMs()).toBe(0);
  expect(watch.hasStalledDuring(0, nowMs())).toBe(false);
});

test("a stall is seen in the spans that it lay in, and in no other", async () => {
  const { watch, pass, stand, nowMs } = startWatch();
  await pass(5 * SECOND);
  const beforeMs = nowMs();
  stand(1.5 * SECOND);
  await pass(SECOND);
  const afterMs = nowMs();
  await pass(5 * SECOND);

  expect(watch.hasStalledDuring(0, nowMs())).toBe(true);
  expect(watch.hasStalledDuring(beforeMs, afterMs)).toBe(true);
  expect(watch.hasStalledDuring(0, beforeMs)).toBe(false);
  expect(watch.hasStalledDuring(afterMs, nowMs())).toBe(false);
});

test("who asks first after a stop and a continue learns of it before the next tick", async () => {
  const { watch, pass, stand, nowMs } = startWatch();
  await pass(5 * SECOND);
  const startedMs = nowMs();
  stand(60 * SECOND);
  expect(watch.hasStalledDuring(startedMs, nowMs())).toBe(true);
  expect(watch.lagMs()).toBeGreaterThan(59 * SECOND);
});

test("a span that shares less than a second with a stall was not spoilt by it", async () => {
  const { watch, pass, stand, nowMs } = startWatch();
  await pass(SECOND);
  stand(10 * SECOND);
  const startedMs = nowMs() - 0.5 * SECOND;
  await pass(5 * SECOND);
  expect(watch.hasStalledDuring(startedMs, nowMs())).toBe(false);
});

test("many short waits are no stall, and push none out of memory", async () => {
  const { watch, pass, stand, nowMs } = startWatch();
  stand(2 * SECOND);
  await pass(SECOND);
  const afterMs = nowMs();
  for (let round = 0; round < 100; round++) {
    stand(0.9 * SECOND);
    await pass(200);
  }
  expect(watch.hasStalledDuring(afterMs, nowMs())).toBe(false);
  expect(watch.hasStalledDuring(0, afterMs)).toBe(true);
});

test("lag is that of the last tick, and goes when the loop keeps pace again", async () => {
  const { watch, pass, stand } = startWatch();
  await pass(SECOND);
  stand(300);
  await pass(100);
  expect(watch.lagMs()).toBe(300);
  await pass(SECOND);
  expect(watch.lagMs()).toBe(0);
});

test("after a thousand stalls the last minute of them is known, and no more is kept", async () => {
  const { watch, pass, stand, nowMs } = startWatch();
  for (let round = 0; round < 1_000; round++) {
    stand(1.1 * SECOND);
    await pass(100);
  }
  expect(watch.hasStalledDuring(nowMs() - 62 * SECOND, nowMs() - 60 * SECOND)).toBe(true);
  expect(watch.hasStalledDuring(0, 100 * SECOND)).toBe(false);
});
