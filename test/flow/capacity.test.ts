/** Who may begin how many attempts when the instance is busy. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { type Capacity, createCapacity } from "../../server/flow/capacity.ts";
import type { Line } from "../../server/flow/lines.ts";
import { aLine } from "../help/line.ts";

/** Begins as many as a line may, up to a wish; answers how many. */
function begin(capacity: Capacity, line: Line, wish = Infinity): number {
  const count = Math.max(0, Math.min(wish, capacity.roomFor(line)));
  for (let i = 0; i < count; i++) capacity.begin(line);
  return count;
}

test("one endpoint alone may use all of it", () => {
  const capacity = createCapacity(10);
  expect(begin(capacity, aLine(1))).toBe(10);
  expect(capacity.hasRoom()).toBe(false);
});

test("of two endpoints each may use half, and of four a quarter, once half of it is in use", () => {
  const capacity = createCapacity(8);
  const [first, second, third, fourth] = [1, 2, 3, 4].map((seq) => aLine(seq)) as [Line, Line, Line, Line];
  expect(begin(capacity, first, 1)).toBe(1);
  expect(begin(capacity, second)).toBe(4);
  expect(begin(capacity, first)).toBe(3);
  for (let i = 0; i < 4; i++) capacity.end(second);
  expect(begin(capacity, third, 2)).toBe(2);
  expect(begin(capacity, fourth)).toBe(2);
});

test("below half of it anybody may use what others leave, however many share", () => {
  const capacity = createCapacity(100);
  for (let seq = 1; seq <= 20; seq++) begin(capacity, aLine(seq), 1);
  expect(begin(capacity, aLine(21))).toBe(30);
});

test("an endpoint that waits for its turn has its share already", () => {
  const capacity = createCapacity(8);
  const [busy, waiting] = [aLine(1), aLine(2)];
  waiting.isQueued = true;
  capacity.recount(waiting);
  expect(begin(capacity, busy)).toBe(4);
  waiting.isQueued = false;
  capacity.recount(waiting);
  expect(begin(capacity, busy)).toBe(4);
});

test("whatever begins and ends, never more is in flight than may be, and nobody below its share is turned away from room", () => {
  const steps = fc.array(fc.record({ seq: fc.nat(5), wish: fc.integer({ min: -5, max: 8 }) }), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), steps, (max, steps) => {
      const capacity = createCapacity(max);
      const lines = Array.from({ length: 6 }, (_, seq) => aLine(seq + 1));
      for (const { seq, wish } of steps) {
        const line = lines[seq]!;
        if (wish > 0) begin(capacity, line, wish);
        else for (let i = 0; i < Math.min(-wish, line.inFlight); i++) capacity.end(line);
        expect(capacity.inFlight).toBe(lines.reduce((sum, { inFlight }) => sum + inFlight, 0));
        expect(capacity.inFlight).toBeLessThanOrEqual(max);
        const idle = lines.find(({ inFlight }) => inFlight === 0);
        if (capacity.hasRoom() && idle !== undefined) expect(capacity.roomFor(idle)).toBeGreaterThan(0);
      }
    }),
  );
});
