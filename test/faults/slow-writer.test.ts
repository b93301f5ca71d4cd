/** A disk that stands still: what is sent and not yet recorded stays within bounds, and is sent once. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { startBinary } from "../help/binary.ts";
import { addEndpoint, OPEN_LOOPBACK, post, read } from "./client.ts";
import { startFarEnd } from "./far-end.ts";
import { freshFolder } from "./folder.ts";
import { until } from "./patience.ts";

const EVENTS_COUNT = 15_000;
const BATCH_COUNT = 100;

/** Verdicts that may wait for the disk, and attempts of one endpoint that may be under way. */
const UNRECORDED_MAX = 10_000;
const IN_FLIGHT_MAX = 1000;

test("while nothing can be written no more is sent than may be recorded later, and all of it once in the end", async () => {
  await using farEnd = startFarEnd(() => 200);
  await using folder = await freshFolder();
  await using server = await startBinary({ dataDir: folder.path, env: OPEN_LOOPBACK });
  const form = { url: farEnd.url("shop"), maxInFlight: IN_FLIGHT_MAX, rateLimit: 0.01 };
  const id = await addEndpoint(server, form);
  const events = Array.from({ length: BATCH_COUNT }, (_, n) => ({ type: "order.paid", data: { n } }));
  for (let posted = 0; posted < EVENTS_COUNT; posted += BATCH_COUNT) {
    await until(
      "a batch is accepted",
      async () => (await server.api("/events/batch", post({ events }))).status === 202,
    );
  }
  await read(await server.api(`/webhooks/endpoints/${id}`, { ...post({ rateLimit: null }), method: "PATCH" }));
  using disk = new Database(join(folder.path, "hookwheel.db"));
  disk.run("PRAGMA busy_timeout = 10000");
  disk.run("BEGIN IMMEDIATE");
  const arrivedCount = farEnd.arrivals.length;
  await until("it stands still", async () => {
    const before = farEnd.arrivals.length;
    for (let look = 0; look < 20; look++) await server.api("/deliveries?limit=1");
    return before > 1 && before === farEnd.arrivals.length;
  });
  expect(farEnd.arrivals.length).toBeGreaterThan(arrivedCount);
  expect(farEnd.arrivals.length - arrivedCount).toBeLessThanOrEqual(UNRECORDED_MAX + IN_FLIGHT_MAX);

  disk.run("ROLLBACK");
  await until("all has arrived", () => farEnd.arrivals.length >= EVENTS_COUNT, 60_000);
  const waitingCount = async () => (await read<{ waitingCount: number }>(await server.api("/stats"))).waitingCount;
  await until("all is recorded", async () => (await waitingCount()) === 0);
  expect(farEnd.arrivals).toHaveLength(EVENTS_COUNT);
}, 120_000);
