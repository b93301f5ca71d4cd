/** Starts on a large backlog: how soon, with how much memory, and who goes first. */
import { type Binary, startBinary } from "../help/binary.ts";
import { buildBacklog } from "./backlog.ts";
import { type BystandersReport, watchBystanders } from "./bystanders.ts";
import { errorLines, memoryOf, OPEN_LOOPBACK } from "./client.ts";
import { type FarEnd, type Reply, startFarEnd } from "./far-end.ts";
import { freshFolder } from "./folder.ts";
import { monotonicMs, until } from "./patience.ts";

/** The backlog and who is to take it. */
export interface StartOptions {
  endpoints: number;
  waitingEach: number;
  /** How many of them are due at the start. */
  dueEach: number;
  /** How every second endpoint answers; it has failed before. The others answer 200. */
  sick: Reply;
}

/** What was seen of a start. */
export interface StartReport {
  buildSeconds: number;
  /** From the start of the process. */
  listeningMs: number;
  firstArrivalMs: number;
  /** When all that was due had reached the healthy. */
  healthyDoneMs: number;
  /** How much had reached the sick when nine in ten of it had: the last ones' ways over the network differ. */
  sickArrivalsCount: number;
  listeningMiB: number;
  peakMiB: number;
  errors: string[];
}

/** Until all that is due has reached the healthy. */
const PATIENCE_MS = 120_000;

/** Starts with many deliveries waiting, of which a few are due. */
export async function startOnBacklog(options: StartOptions): Promise<StartReport> {
  return await onBacklog(options, async () => ({}));
}

/** Starts with many deliveries due, while other endpoints get their events. */
export function startBesideBystanders(
  options: StartOptions & { bystanders: number; forMs: number },
): Promise<StartReport & BystandersReport> {
  return onBacklog(options, async (server) => {
    await using bright = startFarEnd(() => 200);
    const urls = Array.from({ length: options.bystanders }, (_, n) => bright.url(`bystander-${n}`));
    return await watchBystanders(server, bright, urls, options.forMs);
  });
}

async function onBacklog<Seen>(
  { endpoints, waitingEach, dueEach, sick }: StartOptions,
  meanwhile: (server: Binary) => Promise<Seen>,
): Promise<StartReport & Seen> {
  await using folder = await freshFolder();
  await using farEnd = startFarEnd(({ receiver }) => (receiver.startsWith("sick") ? sick : 200));
  const begunMs = monotonicMs();
  await buildBacklog({
    dataDir: folder.path,
    endpoints: Array.from({ length: endpoints }, (_, n) => {
      const isFailing = n % 2 === 1;
      return { url: farEnd.url(`${isFailing ? "sick" : "healthy"}-${n}`), isFailing };
    }),
    waitingEach,
    dueEach,
  });
  const startedMs = monotonicMs();
  await using server = await startBinary({ dataDir: folder.path, env: OPEN_LOOPBACK });
  const listeningMs = monotonicMs() - startedMs;
  const { nowMiB: listeningMiB } = await memoryOf(server.pid);
  const seen = await meanwhile(server);
  const healthyDueCount = Math.ceil(endpoints / 2) * dueEach;
  await until("the healthy have theirs", () => healthyArrivals(farEnd).length >= healthyDueCount, PATIENCE_MS);
  const arrivedAtMs = healthyArrivals(farEnd).map(({ arrivedMs }) => arrivedMs);
  const healthyDoneAtMs = arrivedAtMs[healthyDueCount - 1]!;
  const nearlyDoneAtMs = arrivedAtMs[Math.floor(healthyDueCount * 0.9) - 1]!;
  return {
    ...seen,
    buildSeconds: Math.round((startedMs - begunMs) / 1000),
    listeningMs: Math.round(listeningMs),
    firstArrivalMs: Math.round(farEnd.arrivals[0]!.arrivedMs - startedMs),
    healthyDoneMs: Math.round(healthyDoneAtMs - startedMs),
    sickArrivalsCount: farEnd.arrivals.filter(
      ({ receiver, arrivedMs }) => receiver.startsWith("sick") && arrivedMs <= nearlyDoneAtMs,
    ).length,
    listeningMiB,
    peakMiB: (await memoryOf(server.pid)).peakMiB,
    errors: errorLines(server),
  };
}

function healthyArrivals({ arrivals }: FarEnd) {
  return arrivals.filter(({ receiver }) => receiver.startsWith("healthy"));
}
