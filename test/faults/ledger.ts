/** The books of a run with kills: what was posted and acknowledged against what arrived, and what is wrong between them. */
import type { Arrival } from "./far-end.ts";

/** An event that a client posted, under the number that it carries. */
export interface Posting {
  n: number;
  /** Its idempotency key, `null` without. */
  key: string | null;
  /** The id that was acknowledged, `null` when no answer came. */
  id: string | null;
}

/** The end of a process. Times are of the monotonic clock. */
export interface Kill {
  atMs: number;
  /** When all that it had sent was read. */
  overMs: number;
}

/** The books. */
export interface Books {
  postings: readonly Posting[];
  arrivals: readonly Arrival[];
  kills: readonly Kill[];
  /** The receivers, each of which wants every event. */
  receivers: readonly string[];
}

/** How long after an answer its verdict may still be uncommitted, and the delivery so far in flight, in ms. */
const VERDICT_MS_MAX = 400;

/** The first retry comes five seconds after the failure, a fifth less at most. *Source:* the profile `standard`. */
const RETRY_MS_MIN = 4_000;

/** What is wrong, in sentences; none when all that was promised was kept. */
export function violationsOf(books: Books): string[] {
  const byDelivery = deliveriesOf(books);
  return [...strangers(books), ...lost(books, byDelivery), ...tooMany(books, byDelivery)];
}

/** Arrivals of what had been taken already: the price of a kill. */
export function repeatsCount(books: Books): number {
  let count = 0;
  for (const arrivals of deliveriesOf(books).values()) {
    const first = arrivals.findIndex(isTaken);
    if (first !== -1) count += arrivals.length - 1 - first;
  }
  return count;
}

function deliveriesOf({ arrivals }: Books): ReadonlyMap<string, Arrival[]> {
  return Map.groupBy(arrivals, ({ receiver, eventId }) => `${eventId} to ${receiver}`);
}

function isTaken({ answered }: Arrival): boolean {
  return answered?.status === 200;
}

/** Nothing is sent that was not posted, and nothing that was posted once is two events. */
function strangers({ postings, arrivals }: Books): string[] {
  const ids = new Map(postings.map(({ n, id }) => [n, id]));
  const faults = new Set<string>();
  for (const { n, eventId } of arrivals) {
    const id = ids.get(n);
    if (id === undefined) faults.add(`${eventId} carries ${n}, which nobody posted`);
    else if (id === null) ids.set(n, eventId);
    else if (id !== eventId) faults.add(`posting ${n} became two events, ${id} and ${eventId}`);
  }
  return [...faults];
}

/** What was acknowledged arrives everywhere. */
function lost({ postings, receivers }: Books, byDelivery: ReadonlyMap<string, Arrival[]>): string[] {
  return postings.flatMap(({ id, n }) => {
    if (id === null) return [];
    const missing = receivers.filter((receiver) => !byDelivery.get(`${id} to ${receiver}`)?.some(isTaken));
    return missing.map((receiver) => `posting ${n}, acknowledged as ${id}, did not reach ${receiver}`);
  });
}

/** An answer ends a delivery or puts it off by the schedule, unless a kill came before its verdict was committed. */
function tooMany({ kills }: Books, byDelivery: ReadonlyMap<string, Arrival[]>): string[] {
  const faults: string[] = [];
  for (const [delivery, arrivals] of byDelivery) {
    for (const [place, arrival] of arrivals.entries()) {
      const next = arrivals[place + 1];
      const { answered } = arrival;
      if (next === undefined || answered === null) continue;
      const waitedMs = Math.round(next.arrivedMs - answered.atMs);
      const isDue = answered.status !== 200 && waitedMs >= RETRY_MS_MIN;
      const isForgotten = kills.some(
        ({ atMs, overMs }) =>
          arrival.arrivedMs < overMs && answered.atMs > atMs - VERDICT_MS_MAX && next.arrivedMs > atMs,
      );
      if (!isDue && !isForgotten) {
        faults.push(`${delivery} was answered ${answered.status}, and came again after ${waitedMs} ms`);
      }
    }
  }
  return faults;
}
