/** Healthy endpoints beside sick ones: how long their events take while the others hang. */
import type { Binary } from "../help/binary.ts";
import { addEndpoint, postEvent } from "./client.ts";
import type { FarEnd } from "./far-end.ts";
import { withinMs } from "./figures.ts";
import { monotonicMs, until, wait } from "./patience.ts";

/** How the healthy ones fared, from the 202 to the receipt, in ms; and how long the 202 took at most. */
export interface BystandersReport {
  eventsCount: number;
  refusedCount: number;
  missingCount: number;
  acceptP99Ms: number;
  acceptMaxMs: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

const CLIENTS = 8;

/** A client's rest between two events, in ms: together some 800 events a second. */
const REST_MS = 10;

/** Until the last of them must have arrived: longer than any that is asserted. */
const PATIENCE_MS = 20_000;

/** Adds healthy endpoints of these URLs, posts to each in turn for a while, and waits for what was accepted. */
export async function watchBystanders(
  server: Binary,
  farEnd: FarEnd,
  urls: readonly string[],
  forMs: number,
): Promise<BystandersReport> {
  const typeOf = (n: number) => `bystander.number${n % urls.length}`;
  for (const [n, url] of urls.entries()) await addEndpoint(server, { url, events: [typeOf(n)] });
  const acceptedMs = new Map<number, number>();
  const acceptsMs: number[] = [];
  const endsMs = monotonicMs() + forMs;
  let postedCount = 0;
  let refusedCount = 0;
  const client = async () => {
    while (monotonicMs() < endsMs) {
      const n = postedCount++;
      const postedMs = monotonicMs();
      const { status } = await postEvent(server, typeOf(n), n);
      acceptsMs.push(monotonicMs() - postedMs);
      if (status === 202) acceptedMs.set(n, monotonicMs());
      else refusedCount++;
      await wait(REST_MS);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const missing = () => acceptedMs.size - new Set(farEnd.arrivals.map(({ n }) => n)).size;
  await until("all has arrived", () => missing() <= 0, PATIENCE_MS).catch(() => {});
  const spansMs = farEnd.arrivals.map(({ n, arrivedMs }) => Math.max(0, arrivedMs - (acceptedMs.get(n) ?? arrivedMs)));
  return {
    eventsCount: acceptedMs.size,
    refusedCount,
    missingCount: missing(),
    acceptP99Ms: withinMs(acceptsMs, 0.99),
    acceptMaxMs: withinMs(acceptsMs, 1),
    p50Ms: withinMs(spansMs, 0.5),
    p99Ms: withinMs(spansMs, 0.99),
    maxMs: withinMs(spansMs, 1),
  };
}
