/** The bucket against one that counts tokens, and against the promise it makes. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { createBucket } from "../../server/rules/bucket.ts";

const START = Date.UTC(2027, 0, 1);
const DAY = 86_400_000;

const rates = fc.oneof(
  fc.constantFrom(0.01, 0.5, 1, 2.5, 3, 7, 1000),
  fc.double({ min: 0.01, max: 1000, noNaN: true }),
);

/** Takes all that is there; answers how many, and when the next one comes. */
function drain(bucket: ReturnType<typeof createBucket>, now: number): { taken: number; nextAt: number } {
  for (let taken = 0; ; taken++) {
    const nextAt = bucket.take(now);
    if (nextAt !== null) return { taken, nextAt };
  }
}

test.each([
  [0.01, 1, 100_000],
  [0.5, 1, 2000],
  [1, 1, 1000],
  [3, 3, 334],
  [2.5, 2, 200],
  [1000, 1000, 1],
])("at %d a second, a burst is %i, and the next one comes after %i ms", (rate, burst, waitMs) => {
  expect(drain(createBucket(rate, START), START)).toEqual({ taken: burst, nextAt: START + waitMs });
});

test("one who comes back at the time that he was told gets his token, and no one earlier does", () => {
  fc.assert(
    fc.property(rates, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (rate, shares) => {
      const bucket = createBucket(rate, START);
      let now = START;
      for (const share of shares) {
        const { nextAt } = drain(bucket, now);
        expect(nextAt).toBeGreaterThan(now);
        const early = Math.floor(now + (nextAt - 1 - now) * share);
        expect(bucket.take(early)).toBe(nextAt);
        expect(bucket.take(nextAt)).toBeNull();
        now = nextAt;
      }
    }),
  );
});

test.each([11 / 7, 12 / 7, 30 / 7, 22 / 3])("at %d a second, no rounding makes anyone come back in vain", (rate) => {
  const bucket = createBucket(rate, START);
  for (let i = 0, now = START; i < 300; i++) {
    now = drain(bucket, now).nextAt;
    expect(bucket.take(now)).toBeNull();
  }
});

test("it gives what a count of tokens gives, while the clock goes on", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 50 }),
      (rate, waits) => {
        const bucket = createBucket(rate, START);
        let now = START;
        // Tokens in thousandths, so that the count is exact.
        let thousandths = rate * 1000;
        for (const waitMs of waits) {
          now += waitMs;
          thousandths = Math.min(rate * 1000, thousandths + waitMs * rate);
          // Where the count stands within a rounding of a whole token, either answer is right.
          if (Math.abs(thousandths - 1000) < 1) continue;
          const isTaken = bucket.take(now) === null;
          expect(isTaken).toBe(thousandths >= 1000);
          if (isTaken) thousandths -= 1000;
        }
      },
    ),
  );
});

test("a clock that jumps a day, either way, costs at most one filling and gives at most one burst", () => {
  fc.assert(
    fc.property(rates, fc.constantFrom(DAY, -DAY), (rate, jumpMs) => {
      const bucket = createBucket(rate, START);
      drain(bucket, START);
      const now = START + jumpMs;
      const { taken, nextAt } = drain(bucket, now);
      expect(taken).toBeLessThanOrEqual(Math.max(1, rate) + 1e-3); // a rounding of one token
      expect(nextAt - now).toBeLessThanOrEqual(Math.ceil(1000 / rate) + 1);
    }),
  );
});
