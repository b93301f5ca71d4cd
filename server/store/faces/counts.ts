/** Counts as the store keeps them: by minute for 48 hours, by hour for 400 days. */
import type { UnixMs } from "../../base/clock.ts";
import type { Tallies } from "../../rules/counts.ts";

/** What is asked for: buckets of one length, one after another. */
export interface CountsQuery {
  environment: number;
  /** The endpoint's seq; `null` for the environment, with the endpoints that were deleted. */
  endpoint: number | null;
  /** A whole multiple of `bucketMs`. */
  from: UnixMs;
  /** Whole minutes, and whole hours for what reaches back over 24 hours. */
  bucketMs: number;
  bucketsCount: number;
}

/** What is found. */
export interface Counts {
  /** All buckets, in order. */
  buckets: Tallies[];
  /** Delivered attempts by duration, over all buckets: as `rules/latency.ts` has them. */
  latencies: number[];
}

/** What waits. */
export interface Waiting {
  /** Deliveries that wait, held ones included. */
  waitingCount: number;
  /** When the next of an active endpoint is due by its own times, `null` when none is. */
  nextDueAt: UnixMs | null;
}

/** Counts by noun. */
export interface CountsStore {
  readCounts(query: CountsQuery): Promise<Counts>;
  /** @param endpoint its seq, `null` for all of the environment */
  readWaiting(environment: number, endpoint: number | null): Promise<Waiting>;
  /** When the delivery was accepted that waits longest in an environment, held and test ones too; `null` without any. */
  readOldestWaitingAt(environment: number): Promise<UnixMs | null>;
  /** Whether `foldCounts` has something to do. */
  hasCountsToFold(now: UnixMs): Promise<boolean>;
  /**
   * Adds the minutes of hours that are over to their hours, and drops what is too old, at most `limit` rows. Answers
   * whether there may be more.
   *
   * @throws AppError `unavailable` when the store cannot write
   */
  foldCounts(now: UnixMs, limit: number): Promise<boolean>;
}
