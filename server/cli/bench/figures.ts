/** The figures of a run, out of the three moments of each event: posted, accepted, received. Pure. */

/** The moments of a run, indexed by the events' sequence numbers; 0 or missing for what did not happen. */
export interface Run {
  windowFrom: number;
  windowUntil: number;
  postedAt: Float64Array;
  /** When the client had the 202. */
  acceptedAt: Float64Array;
  /** When the receiver had the whole request, the first time. */
  receivedAt: Float64Array;
}

/** Half were as fast, and 99 of a hundred; `null` when nothing was measured. */
export interface Percentiles {
  p50Ms: number | null;
  p99Ms: number | null;
}

/** What the moments come to. */
export interface RunFigures {
  acceptedPerSecond: number;
  /** From the post to its 202. */
  accept: Percentiles;
  /** First receipts between the end of the warm-up and the last receipt of all, over that time. */
  deliveredPerSecond: number;
  /** From the 202 to the receipt; an event that arrived before its 202 was seen took 0. */
  deliver: Percentiles;
  /** Accepted but never received. */
  undeliveredCount: number;
}

/** The figures of a run. */
export function figuresOf(run: Run): RunFigures {
  const acceptMs: number[] = [];
  const deliverMs: number[] = [];
  let undeliveredCount = 0;
  for (const [sequence, acceptedAt] of run.acceptedAt.entries()) {
    if (acceptedAt === 0) continue;
    const receivedAt = run.receivedAt[sequence] ?? 0;
    if (receivedAt === 0) undeliveredCount++;
    if (acceptedAt < run.windowFrom || acceptedAt >= run.windowUntil) continue;
    acceptMs.push(acceptedAt - (run.postedAt[sequence] ?? 0));
    if (receivedAt > 0) deliverMs.push(Math.max(0, receivedAt - acceptedAt));
  }
  const windowMs = run.windowUntil - run.windowFrom;
  return {
    acceptedPerSecond: (acceptMs.length / windowMs) * 1000,
    accept: percentilesOf(acceptMs),
    deliveredPerSecond: deliveredPerSecond(run),
    deliver: percentilesOf(deliverMs),
    undeliveredCount,
  };
}

function deliveredPerSecond({ receivedAt, windowFrom }: Run): number {
  let count = 0;
  let lastAt = windowFrom;
  for (const at of receivedAt) {
    if (at < windowFrom) continue;
    count++;
    if (at > lastAt) lastAt = at;
  }
  return count === 0 ? 0 : (count / (lastAt - windowFrom)) * 1000;
}

/** By nearest rank. */
function percentilesOf(spansMs: number[]): Percentiles {
  const sorted = Float64Array.from(spansMs).toSorted();
  const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
  return { p50Ms: rank(0.5), p99Ms: rank(0.99) };
}
