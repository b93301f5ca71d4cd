/** One measurement: a throw-away folder, a receiver, a server that sends to it, and a load on the server. */
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, stat, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, systemClock, type Timer } from "../../base/clock.ts";
import { figuresOf, type Run, type RunFigures } from "./figures.ts";
import { readMoments } from "./moments.ts";
import type { BenchOptions } from "./options.ts";
import { Role } from "./role.ts";
import type { ServerProcess } from "./server-process.ts";

const WARM_UP_MS = 1000;
const PROGRESS_EVERY_MS = 500;

/** *Source:* statfs(2), `TMPFS_MAGIC`. */
const TMPFS_MAGIC = 0x01021994;

/** What a server is started with. */
export interface Place {
  /** Its working folder. */
  folder: string;
  /** Inside `folder`: all that it stores. */
  dataFolder: string;
  /** The key that the load posts with. */
  key: string;
  /** What deliveries are signed with. */
  secret: string;
  /** Where events of `typeOf(0)` up to `typeOf(endpoints - 1)` go, each type to an endpoint of its own. */
  receiverUrl: string;
  endpoints: number;
}

/** Starts the server to be measured, its endpoints already there. */
export type StartServer = (place: Place, clock: Clock) => Promise<ServerProcess>;

/** All that one run came to; per event and per delivery over the warm-up too. */
export interface Figures extends RunFigures {
  acceptedCount: number;
  /** Answers other than a 202. */
  refusedCount: number;
  /** Deliveries beyond an event's first. */
  duplicatesCount: number;
  /** Deliveries whose signature was checked: one in a thousand. */
  checkedCount: number;
  wrongSignaturesCount: number;
  /** The server's, `null` where the system does not tell. */
  peakBytes: number | null;
  /** The data folder after the stop, for each delivered event. */
  diskBytesPerDelivery: number;
  /** Whether the folder is kept in memory, where an fsync costs nothing. `TMPDIR` puts it elsewhere. */
  isInMemory: boolean;
  /** Processor time for each accepted event, in microseconds. */
  cpuPerEvent: { serverUs: number | null; loadUs: number; receiverUs: number };
}

/** Told twice a second how many events were accepted and received so far. */
export type Watch = (acceptedCount: number, receivedCount: number) => void;

/**
 * Measures one server, from its start on an empty folder to its stop.
 *
 * @throws Error when one of the processes fails, or when `interrupted`; nothing is left behind then either
 */
export async function measure(
  start: StartServer,
  options: BenchOptions,
  watch: Watch = () => {},
  interrupted: AbortSignal = new AbortController().signal,
): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "hookwheel-bench-"));
  try {
    return await measureIn(folder, start, options, watch, interrupted);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureIn(
  folder: string,
  start: StartServer,
  { clients, endpoints, seconds }: BenchOptions,
  watch: Watch,
  interrupted: AbortSignal,
): Promise<Figures> {
  const clock = systemClock();
  const key = `hw_admin_${randomBytes(24).toString("hex")}`;
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const dataFolder = join(folder, "data");
  await mkdir(dataFolder);

  await using receiver = new Role("receiver", { secret }, interrupted);
  const receiverUrl = await receiver.ask("url");
  await using server = await start({ folder, dataFolder, key, secret, receiverUrl, endpoints }, clock);
  const press = { url: server.url, key, clients, endpoints, warmUpMs: WARM_UP_MS, windowMs: seconds * 1000 };
  await using load = new Role("load", press, interrupted);

  const before = await server.cost();
  const progress = every(PROGRESS_EVERY_MS, clock, () => watch(load.count, receiver.count));
  const posted = await load.ask("run", folder);
  await receiver.ask("arrived", posted.acceptedCount);
  progress.cancel();
  const after = await server.cost();
  await server.stop();
  const seen = await receiver.ask("report", folder);

  const run = { windowFrom: posted.windowFrom, windowUntil: posted.windowUntil, ...(await momentsIn(folder)) };
  const usPerEvent = (cpuMs: number) => (cpuMs * 1000) / posted.acceptedCount;
  return {
    ...figuresOf(run),
    acceptedCount: posted.acceptedCount,
    refusedCount: posted.refusedCount,
    duplicatesCount: seen.duplicatesCount,
    checkedCount: seen.checkedCount,
    wrongSignaturesCount: seen.wrongSignaturesCount,
    peakBytes: after.peakBytes,
    diskBytesPerDelivery: (await bytesIn(dataFolder)) / seen.count,
    isInMemory: (await statfs(dataFolder)).type === TMPFS_MAGIC,
    cpuPerEvent: {
      serverUs: after.cpuMs === null || before.cpuMs === null ? null : usPerEvent(after.cpuMs - before.cpuMs),
      loadUs: usPerEvent(posted.cpuMs),
      receiverUs: usPerEvent(seen.cpuMs),
    },
  };
}

async function momentsIn(folder: string): Promise<Pick<Run, "postedAt" | "acceptedAt" | "receivedAt">> {
  const [postedAt, acceptedAt, receivedAt] = await Promise.all([
    readMoments(folder, "posted"),
    readMoments(folder, "accepted"),
    readMoments(folder, "received"),
  ]);
  return { postedAt, acceptedAt, receivedAt };
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function every(waitMs: number, clock: Clock, run: () => void): Timer {
  let timer = clock.after(waitMs, function again() {
    run();
    timer = clock.after(waitMs, again);
  });
  return { cancel: () => timer.cancel() };
}
