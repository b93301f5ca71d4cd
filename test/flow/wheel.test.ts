/** The wheel against a plain list that is searched from end to end. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { createWheel } from "../../server/flow/wheel.ts";

const START = Date.UTC(2027, 0, 1);
const SECOND = 1000;
const DAY = 86_400 * SECOND;

type Step = { kind: "set"; key: number; inMs: number } | { kind: "remove"; key: number } | { kind: "pass"; ms: number };

const keys = fc.oneof({ weight: 9, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.nat(5000) });
const spans = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -40, max: 2000 }),
  fc.integer({ min: -10 * SECOND, max: DAY }),
  fc.integer({ min: DAY, max: DAY + 2 }),
  fc.constantFrom(DAY, -DAY, 400 * DAY, -400 * DAY, 31, 32, 33, 1023, 1024, 1025),
);
const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ kind: fc.constant("set"), key: keys, inMs: spans }),
    fc.record({ kind: fc.constant("remove"), key: keys }),
    fc.record({ kind: fc.constant("pass"), ms: spans }),
  ),
  { maxLength: 80, size: "max" },
);

function earliestOf(list: Map<number, number>): number {
  return Math.min(...list.values());
}

test("whatever is set, moved and removed, and however the clock jumps, each key is given once, in time and in order", () => {
  fc.assert(
    fc.property(steps, (steps) => {
      let now = START;
      const wheel = createWheel(now);
      const list = new Map<number, number>();
      for (const step of steps) {
        if (step.kind === "set") {
          wheel.set(step.key, now + step.inMs);
          list.set(step.key, now + step.inMs);
        } else if (step.kind === "remove") {
          wheel.remove(step.key);
          list.delete(step.key);
        } else {
          now = Math.max(now + step.ms, 0);
          const due = [...list].filter(([, at]) => at <= now);
          const given = wheel.advance(now);
          expect(given.map((key) => list.get(key)!)).toEqual(due.map(([, at]) => at).sort((a, b) => a - b));
          expect(given.toSorted()).toEqual(due.map(([key]) => key).toSorted());
          for (const key of given) list.delete(key);
        }
        expect(wheel.size).toBe(list.size);
        if (list.size === 0) expect(wheel.nextAt()).toBeNull();
        else expect(wheel.nextAt()!).toBeLessThanOrEqual(earliestOf(list));
      }
      expect(wheel.advance(START + 100_000 * DAY).toSorted()).toEqual([...list.keys()].toSorted());
    }),
    { numRuns: 2000 },
  );
});

test("one who sleeps until nextAt wakes at exactly the entries' times", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 * DAY }), { minLength: 1, maxLength: 50 }), (waits) => {
      const wheel = createWheel(START);
      waits.forEach((waitMs, key) => wheel.set(key, START + waitMs));
      const wakings: number[] = [];
      for (let at = wheel.nextAt(); at !== null; at = wheel.nextAt()) {
        expect(wheel.advance(at).length).toBeGreaterThan(0);
        wakings.push(at - START);
      }
      expect(wakings).toEqual([...new Set(waits)].sort((a, b) => a - b));
    }),
  );
});

test("a key that was moved away costs at most one idle waking", () => {
  const wheel = createWheel(START);
  wheel.set(1, START + 5 * SECOND);
  wheel.set(2, START + 6 * SECOND);
  wheel.set(1, START + DAY);
  const wakings: number[] = [];
  while (wheel.size === 2) {
    wakings.push(wheel.nextAt()!);
    wheel.advance(wheel.nextAt()!);
  }
  expect(wakings.length).toBeLessThanOrEqual(2);
  expect(wakings.at(-1)).toBe(START + 6 * SECOND);
});

test("a fraction of a millisecond is rounded up, and a time beyond all clocks is kept", () => {
  const wheel = createWheel(START);
  wheel.set(1, START + 10.2);
  wheel.set(2, Infinity);
  wheel.set(3, START - 400 * DAY);
  expect(wheel.advance(START + 10)).toEqual([3]);
  expect(wheel.advance(START + 11)).toEqual([1]);
  expect(wheel.advance(START + 36_500 * DAY)).toEqual([]);
  expect(wheel.size).toBe(1);
});

test("a time that is no number, or a key out of all bounds, is a bug and is said so", () => {
  const wheel = createWheel(START);
  expect(() => wheel.set(1, NaN)).toThrow();
  expect(() => wheel.set(-1, START)).toThrow();
  expect(() => wheel.set(2 ** 40, START)).toThrow();
  wheel.remove(2 ** 40);
  expect(wheel.size).toBe(0);
});
