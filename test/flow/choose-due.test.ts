/** Which of an endpoint's deliveries go out now. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { chooseDue } from "../../server/flow/choose-due.ts";
import type { NextTime } from "../../server/store/faces/deliveries.ts";

const NOW = 1_000_000;

/** Rows of a lane, due at so many ms from now, numbered from `first`. */
function rows(first: number, ...inMs: number[]): NextTime[] {
  return inMs.map((ms, i) => ({ seq: first + i, nextAt: NOW + ms }));
}

const due = (first: number, count: number) => rows(first, ...Array<number>(count).fill(0));

test("the oldest that are due go first, as many as there are slots", () => {
  expect(chooseDue(rows(1, -9, -8, -7, 0, 5), [], NOW, 3, 0)).toEqual({
    chosen: [1, 2, 3],
    hasMore: true,
    nextAt: NOW + 5,
  });
  expect(chooseDue(rows(1, -1, 0), [], NOW, 3, 0)).toEqual({ chosen: [1, 2], hasMore: false, nextAt: null });
});

test("nothing goes before its time, and the earliest time of both lanes is told", () => {
  const choice = chooseDue(rows(1, 20), rows(7, 1, 30), NOW, 10, 0);
  expect(choice).toEqual({ chosen: [], hasMore: false, nextAt: NOW + 1 });
  expect(chooseDue([], [], NOW, 1, 0)).toEqual({ chosen: [], hasMore: false, nextAt: null });
});

test("what is recovered gets one slot in four while new events wait", () => {
  for (const [free, recovered] of [
    [4, 1],
    [8, 2],
    [10, 2],
  ] as const) {
    const { chosen } = chooseDue(due(1, 20), due(100, 20), NOW, free, 0);
    expect(chosen).toHaveLength(free);
    expect(chosen.filter((seq) => seq >= 100)).toHaveLength(recovered);
  }
});

test("with fewer than four slots what is recovered gets one in every fourth turn, so it is never starved", () => {
  const turns = Array.from(
    { length: 8 },
    (_, turn) => chooseDue(due(1, 5), due(100, 5), NOW, 1, turn).chosen[0]! >= 100,
  );
  expect(turns).toEqual([false, false, false, true, false, false, false, true]);
});

test("what is recovered takes all the slots that new events leave", () => {
  expect(chooseDue(due(1, 2), due(100, 20), NOW, 10, 0).chosen.filter((seq) => seq >= 100)).toHaveLength(8);
  expect(chooseDue([], due(100, 20), NOW, 3, 0).chosen).toEqual([100, 101, 102]);
});

test("no slot stays free while anything is due, and no more is chosen than there are slots", () => {
  const lane = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 12 }).map((ms) => ms.sort((a, b) => a - b));
  fc.assert(
    fc.property(lane, lane, fc.integer({ min: 1, max: 12 }), fc.nat(7), (zero, one, free, turn) => {
      const isDue = (ms: number) => ms <= 0;
      const dueCount = zero.filter(isDue).length + one.filter(isDue).length;
      const { chosen, hasMore, nextAt } = chooseDue(rows(1, ...zero), rows(100, ...one), NOW, free, turn);
      expect(chosen).toHaveLength(Math.min(free, dueCount));
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(hasMore).toBe(dueCount > free);
      const later = [...zero, ...one].filter((ms) => !isDue(ms));
      expect(nextAt).toBe(later.length === 0 ? null : NOW + Math.min(...later));
    }),
  );
});
