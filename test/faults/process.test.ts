/** What is done to a process: a second one, signals, standing still, an end in the middle of a start. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { type Binary, startBinary } from "../help/binary.ts";
import { addEndpoint, errorLines, listEndpoints, OPEN_LOOPBACK, postEvent, postPatiently, read } from "./client.ts";
import { startFarEnd } from "./far-end.ts";
import { freshFolder } from "./folder.ts";
import { until, wait } from "./patience.ts";

const CLIENTS = 4;

/** Posts by several clients until the server ends; answers the ids that were acknowledged. */
async function pressUntilEnd(server: Binary): Promise<string[]> {
  const ids: string[] = [];
  const client = async (n: number) => {
    for (;;) {
      const answer = await postEvent(server, "order.paid", n);
      if (answer.status === 202) ids.push((await read<{ id: string }>(answer)).id);
      await wait(1);
    }
  };
  await Promise.allSettled(Array.from({ length: CLIENTS }, (_, n) => client(n)));
  return ids;
}

test.concurrent(
  "a second process on the folder ends with a sentence, and the first goes on",
  async () => {
    await using first = await startBinary();
    await expect(startBinary({ dataDir: first.dataDir })).rejects.toThrow(
      `it ended with 1 before it listened\nAnother Hookwheel uses ${first.dataDir}. Stop it first, or give this one its own HOOKWHEEL_DATA_DIR.`,
    );
    await postPatiently(first, "order.paid", 0);
  },
  30_000,
);

test.concurrent(
  "while another program holds a lock on the database, events are refused in words, and then taken again",
  async () => {
    await using server = await startBinary();
    const path = join(server.dataDir, "hookwheel.db");
    using stranger = new Database(path);
    stranger.run("BEGIN IMMEDIATE");
    // A machine that starts many at once may be told of first: that comes and goes, the lock stays.
    let told: { status: number; detail: string };
    do {
      const answer = await postEvent(server, "order.paid", 0);
      told = { ...((await answer.json()) as { detail: string }), status: answer.status };
    } while (told.status === 503 && told.detail.startsWith("Too much is being done"));
    const detail = `Another program holds a lock on ${path}. Close it; only Hookwheel may write there.`;
    expect(told).toMatchObject({ status: 503, detail });
    stranger.run("ROLLBACK");
    await postPatiently(server, "order.paid", 0);
  },
  30_000,
);

test.concurrent("a restart may overlap: the new process waits for the old one", async () => {
  await using first = await startBinary();
  const { dataDir } = first;
  const starting = startBinary({ dataDir });
  await wait(300);
  first.kill("SIGTERM");
  expect(await first.exited).toBe(0);
  await using second = await starting;
  await postPatiently(second, "order.paid", 0);
});

test.concurrent.each([[["SIGTERM"]], [["SIGINT", "SIGINT"]]] as const)(
  "stopped under load by %p it finishes what it began, and loses and repeats nothing",
  async (signals) => {
    await using farEnd = startFarEnd(() => ({ status: 200, afterMs: 200 }));
    await using folder = await freshFolder();
    const options = { dataDir: folder.path, env: OPEN_LOOPBACK };
    await using server = await startBinary(options);
    await addEndpoint(server, { url: farEnd.url("shop"), events: ["order.paid"] });
    const pressing = pressUntilEnd(server);
    await until("some have arrived", () => farEnd.arrivals.length > 10);
    for (const signal of signals) server.kill(signal);
    expect(await server.exited).toBe(0);
    const ids = await pressing;
    expect(ids.length).toBeGreaterThan(farEnd.arrivals.length);
    expect(errorLines(server)).toEqual([]);

    await using next = await startBinary(options);
    await until("all has arrived", () => farEnd.arrivals.length >= ids.length, 20_000);
    await until("all is recorded", async () => (await listEndpoints(next))[0]?.waitingCount === 0);
    expect(farEnd.arrivals.map(({ eventId }) => eventId).toSorted()).toEqual(ids.toSorted());
  },
  40_000,
);

test.concurrent(
  "what timed out while the process stood still is no failure of theirs, and comes again without a storm",
  async () => {
    await using farEnd = startFarEnd(() => "hang");
    await using server = await startBinary({ env: OPEN_LOOPBACK });
    for (let n = 0; n < 20; n++) await addEndpoint(server, { url: farEnd.url(`hangs-${n}`), events: ["order.paid"] });
    for (let n = 0; n < 5; n++) await postPatiently(server, "order.paid", n);
    await until("two to each are in flight", () => farEnd.hungCount === 40);
    // Attempts may take 15 s: they end while the process stands.
    await wait(13_000);
    server.kill("SIGSTOP");
    await wait(3_000);
    const arrivedCount = farEnd.arrivals.length;
    server.kill("SIGCONT");
    await until("all of them have ended", () => farEnd.arrivals.length > arrivedCount + 19);
    await wait(1_000);
    // Each endpoint has one slot after its failures.
    expect(farEnd.arrivals.length - arrivedCount).toBeLessThanOrEqual(40);
    const endpoints = await listEndpoints(server);
    expect(endpoints.map(({ consecutiveFailures, status }) => [consecutiveFailures, status])).toEqual(
      Array.from({ length: 20 }, () => [0, "active"]),
    );
    const { data } = await read<{ data: { reason: string | null }[] }>(await server.api("/deliveries?limit=250"));
    expect(data.filter(({ reason }) => reason?.startsWith("our process stood still"))).toHaveLength(40);
  },
  40_000,
);

test.concurrent(
  "killed at any moment of its first start, it starts the next time as if for the first",
  async () => {
    for (let round = 0; round < 10; round++) {
      await using folder = await freshFolder();
      const options = { dataDir: folder.path, env: OPEN_LOOPBACK };
      await startBinary({ ...options, killAfterMs: 10 + round * 10 }).then(
        (early) => early[Symbol.asyncDispose](),
        () => {},
      );
      await using server = await startBinary(options);
      await postPatiently(server, "order.paid", round);
      expect(errorLines(server)).toEqual([]);
    }
  },
  30_000,
);
