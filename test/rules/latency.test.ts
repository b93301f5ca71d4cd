/** The histogram of latencies: where a duration falls, and what can be told of many. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { LATENCY_BUCKETS, LATENCY_EDGES_MS, latencyBucket, latencyQuantile } from "../../server/rules/latency.ts";

const durationMs = fc.oneof(
  fc.double({ min: 0, max: 60_000, noNaN: true }),
  fc.double({ min: 0, max: 200, noNaN: true }),
);

test("the edges grow by one factor, from 1 ms to 60 s", () => {
  expect(LATENCY_EDGES_MS).toHaveLength(LATENCY_BUCKETS);
  expect([LATENCY_EDGES_MS[0], LATENCY_EDGES_MS[LATENCY_BUCKETS - 1]!]).toEqual([1, expect.closeTo(60_000, 6)]);
  for (let bucket = 1; bucket < LATENCY_BUCKETS; bucket++) {
    expect(LATENCY_EDGES_MS[bucket]! / LATENCY_EDGES_MS[bucket - 1]!).toBeCloseTo(60_000 ** (1 / 23), 9);
  }
});

test("a duration falls between the edges of its bucket, one above all edges into the last", () => {
  expect([0, 1, 1.001, 60_000, 60_001, 1e9].map(latencyBucket)).toEqual([0, 0, 1, 23, 23, 23]);
  fc.assert(
    fc.property(durationMs, (ms) => {
      const bucket = latencyBucket(ms);
      expect(ms).toBeLessThanOrEqual(LATENCY_EDGES_MS[bucket]! * (1 + 1e-12));
      if (bucket > 0) expect(ms).toBeGreaterThan(LATENCY_EDGES_MS[bucket - 1]! * (1 - 1e-12));
    }),
  );
});

test("an estimate lies in the bucket of the duration that it stands for", () => {
  const durations = fc.array(durationMs, { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(durations, fc.constantFrom(0.01, 0.5, 0.95, 1), (all, share) => {
      const counts = Array.from({ length: LATENCY_BUCKETS }, () => 0);
      for (const ms of all) counts[latencyBucket(ms)]!++;
      const exact = all.toSorted((one, other) => one - other)[Math.ceil(share * all.length) - 1]!;
      const bucket = latencyBucket(exact);
      const estimate = latencyQuantile(counts, share)!;
      expect(estimate).toBeLessThanOrEqual(LATENCY_EDGES_MS[bucket]! * (1 + 1e-12));
      expect(estimate).toBeGreaterThanOrEqual(bucket === 0 ? 0 : LATENCY_EDGES_MS[bucket - 1]! * (1 - 1e-12));
    }),
  );
});

test("deliveries of a bucket are taken to lie evenly in it", () => {
  expect(latencyQuantile([4], 0.5)).toBe(0.5);
  expect(latencyQuantile([2, 0, 2], 0.5)).toBe(1);
  const [, low, high] = LATENCY_EDGES_MS as [number, number, number];
  expect(latencyQuantile([2, 0, 2], 0.75)).toBeCloseTo((low + high) / 2, 9);
});

test("of nothing nothing is told", () => {
  expect([latencyQuantile([], 0.5), latencyQuantile([0, 0, 0], 0.95)]).toEqual([null, null]);
});
