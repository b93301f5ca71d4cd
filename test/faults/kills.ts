/** Rounds of kill -9 at random moments under load, and what became of every event that was posted meanwhile. */
import { type Binary, startBinary } from "../help/binary.ts";
import { addEndpoint, errorLines, listEndpoints, OPEN_LOOPBACK } from "./client.ts";
import { seededDice } from "./dice.ts";
import { startFarEnd } from "./far-end.ts";
import { freshFolder } from "./folder.ts";
import { type Books, type Kill, repeatsCount, violationsOf } from "./ledger.ts";
import { Load } from "./load.ts";
import { monotonicMs, until } from "./patience.ts";

/** How to run. */
export interface KillOptions {
  rounds: number;
  /** Gives the moments of the kills. */
  seed: number;
  /** Told after each round. */
  tell?: (round: number) => void;
}

/** What came of it. */
export interface KillReport {
  /** In sentences; none when all promises were kept. */
  violations: string[];
  postedCount: number;
  acknowledgedCount: number;
  arrivalsCount: number;
  /** Arrivals of what had been taken already, over all kills. */
  repeatsCount: number;
  /** Of each start, until it listened, in ms. */
  startsMs: number[];
}

const RECEIVERS = ["steady", "moody", "slow"];

/** The longest time from the first event of a round to its kill. */
const LIFE_MS_MAX = 800;

/** Until nothing waits in the end: the first retries, and what the last kills left. */
const DRAIN_MS_MAX = 60_000;

/** Runs the rounds on one data folder, and then lets all arrive. */
export async function runKills({ rounds, seed, tell = () => {} }: KillOptions): Promise<KillReport> {
  const moments = seededDice(seed);
  const load = new Load(seededDice(~seed));
  await using folder = await freshFolder();
  await using farEnd = startFarEnd(moods(seededDice(-seed)));
  const kills: Kill[] = [];
  const startsMs: number[] = [];
  const books: Books = { postings: load.postings, arrivals: farEnd.arrivals, kills, receivers: RECEIVERS };

  for (let round = 0; round <= rounds; round++) {
    const startedMs = monotonicMs();
    await using server = await startBinary({ dataDir: folder.path, env: OPEN_LOOPBACK });
    startsMs.push(monotonicMs() - startedMs);
    if (round === 0) for (const to of RECEIVERS) await addEndpoint(server, { url: farEnd.url(to), events: ["*"] });
    else await load.checkStart(server);
    if (round < rounds) kills.push(await load.pressUntilKilled(server, moments() * LIFE_MS_MAX));
    else
      await until("nothing waits", () => isDrained(server), DRAIN_MS_MAX).catch((late: Error) =>
        load.violations.push(late.message),
      );
    load.violations.push(...errorLines(server));
    tell(round);
  }
  return {
    violations: [...load.violations, ...violationsOf(books)],
    postedCount: load.postings.length,
    acknowledgedCount: load.postings.filter(({ id }) => id !== null).length,
    arrivalsCount: farEnd.arrivals.length,
    repeatsCount: repeatsCount(books),
    startsMs,
  };
}

async function isDrained(server: Binary): Promise<boolean> {
  return (await listEndpoints(server)).every(({ waitingCount }) => waitingCount === 0);
}

/** The moody one fails now and then, when an event first comes; the slow one now and then takes its time. */
function moods(dice: () => number): Parameters<typeof startFarEnd>[0] {
  const seen = new Set<string>();
  return ({ receiver, eventId }) => {
    const isFirst = !seen.has(eventId);
    if (receiver === "moody") seen.add(eventId);
    if (receiver === "moody" && isFirst && dice() < 0.1) return 500;
    return receiver === "slow" && dice() < 0.2 ? { status: 200, afterMs: dice() * 100 } : 200;
  };
}
