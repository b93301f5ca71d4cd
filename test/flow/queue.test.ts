/** Whose turn it is. */
import { expect, test } from "bun:test";
import { createQueue } from "../../server/flow/queue.ts";
import { aLine } from "../help/line.ts";

test("each endpoint has its turn in the order in which they came, once, however often it was named", () => {
  const queue = createQueue();
  const lines = [3, 1, 2].map((seq) => aLine(seq));
  for (const line of [...lines, ...lines]) queue.add(line, 0);
  expect(queue.size).toBe(3);
  expect([queue.take(), queue.take(), queue.take(), queue.take()]).toEqual([...lines, null]);
});

test("one that comes again goes to the end", () => {
  const queue = createQueue();
  const [first, second] = [aLine(1), aLine(2)];
  queue.add(first, 0);
  queue.add(second, 0);
  queue.add(queue.take()!, 0);
  expect(queue.take()).toBe(second);
});

test("endpoints that fail get one turn in eight while healthy ones wait, and all turns when none does", () => {
  const queue = createQueue();
  for (let seq = 1; seq <= 100; seq++) queue.add(aLine(seq, seq <= 50 ? 3 : 0), 0);
  const isFailing = (count: number) =>
    Array.from({ length: count }, () => queue.take()!.health.consecutiveFailures > 0);
  const turns = isFailing(57);
  expect(turns.filter(Boolean)).toHaveLength(7);
  expect(turns.indexOf(true)).toBe(7);
  expect(isFailing(43).every(Boolean)).toBe(true);
  expect(queue.take()).toBeNull();
});

test("healthy endpoints have the failing one's turn when none fails", () => {
  const queue = createQueue();
  for (let seq = 1; seq <= 20; seq++) queue.add(aLine(seq), 0);
  for (let seq = 1; seq <= 20; seq++) expect(queue.take()!.endpoint.seq).toBe(seq);
});

test("how long the first healthy endpoint waits is told, whatever failing ones wait", () => {
  const queue = createQueue();
  expect(queue.waitMs(1000)).toBe(0);
  queue.add(aLine(1, 3), 0);
  expect(queue.waitMs(1000)).toBe(0);
  queue.add(aLine(2), 200);
  queue.add(aLine(3), 700);
  expect(queue.waitMs(1000)).toBe(800);
  queue.take();
  expect(queue.waitMs(1000)).toBe(300);
});
