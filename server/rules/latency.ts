/** How long deliveries take, as a histogram: 24 buckets whose edges grow by the same factor, and what can be told of it. */

/** The number of buckets. */
export const LATENCY_BUCKETS = 24;

const SHORTEST_MS = 1;
const LONGEST_MS = 60_000;

const STEPS_IN_ALL = Math.log(LONGEST_MS / SHORTEST_MS);

/**
 * The upper edge of each bucket in ms, itself included: 1 ms, then 1.61 times the one before, up to 60 s. What took longer
 * counts as the last.
 */
export const LATENCY_EDGES_MS: readonly number[] = Array.from(
  { length: LATENCY_BUCKETS },
  (_, bucket) => SHORTEST_MS * Math.exp((STEPS_IN_ALL * bucket) / (LATENCY_BUCKETS - 1)),
);

const BUCKETS_A_STEP = (LATENCY_BUCKETS - 1) / STEPS_IN_ALL;

/** The bucket of a duration in ms. */
export function latencyBucket(durationMs: number): number {
  if (durationMs <= SHORTEST_MS) return 0;
  return Math.min(Math.ceil(Math.log(durationMs) * BUCKETS_A_STEP), LATENCY_BUCKETS - 1);
}

/**
 * The duration in ms that a share of the deliveries did not exceed, estimated as if those of a bucket lay evenly in it;
 * `null` without any.
 *
 * @param counts of each bucket; may end early
 * @param share from 0 to 1, 0 excluded
 */
export function latencyQuantile(counts: readonly number[], share: number): number | null {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (const [bucket, count] of counts.entries()) {
    if (count > 0 && below + count >= wanted) {
      const low = bucket === 0 ? 0 : LATENCY_EDGES_MS[bucket - 1]!;
      return low + ((LATENCY_EDGES_MS[bucket]! - low) * (wanted - below)) / count;
    }
    below += count;
  }
  return null;
}
