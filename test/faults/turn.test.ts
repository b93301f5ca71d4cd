/** An endpoint with a backlog is turned on or deleted while others get their events: the short form of `turn.ts`. */
import { expect, test } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { buildBacklog } from "./backlog.ts";
import { listEndpoints, OPEN_LOOPBACK, read } from "./client.ts";
import { startFarEnd } from "./far-end.ts";
import { freshFolder } from "./folder.ts";
import { until } from "./patience.ts";
import { turnBesideBystanders } from "./turns.ts";

test.each(["delete", "cancel", "resume", "recover"] as const)(
  "%s on an endpoint with 20,000 deliveries, and other endpoints notice nothing",
  async (kind) => {
    const report = await turnBesideBystanders(kind, 20_000, 1500);
    expect(report).toMatchObject({ errors: [], refusedCount: 0, missingCount: 0 });
    expect(report.eventsCount).toBeGreaterThan(50);
    // Milliseconds where nothing else runs; a stall of the whole would be seconds.
    expect(report.acceptP99Ms).toBeLessThan(1000);
    expect(report.p99Ms).toBeLessThan(1000);
  },
  60_000,
);

test("killed while it resumes, it goes on at the next start, and nothing that was held is lost", async () => {
  const count = 20_000;
  await using folder = await freshFolder();
  await using farEnd = startFarEnd(() => 200);
  const endpoints = [{ url: farEnd.url("customer"), isFailing: false }];
  await buildBacklog({ dataDir: folder.path, endpoints, waitingEach: count, dueEach: count, state: "held" });
  const start = () => startBinary({ dataDir: folder.path, env: OPEN_LOOPBACK });

  let server = await start();
  const [endpoint] = await listEndpoints(server);
  const enabled = await server.api(`/webhooks/endpoints/${endpoint!.id}/enable`, { method: "POST" });
  const { recovery } = await read<{ recovery: { id: string } }>(enabled);
  const doneCounts: number[] = [];
  for (let kills = 0; kills < 3; kills++) {
    await until("it goes on", async () => {
      const { done } = await read<{ done: number }>(await server.api(`/recoveries/${recovery.id}`));
      return done > (doneCounts.at(-1) ?? 0) && doneCounts.push(done) > 0;
    });
    server.kill("SIGKILL");
    await server.exited;
    server = await start();
    expect(server.stderr).toEqual([]);
  }
  expect(doneCounts.at(-1)).toBeLessThan(count);
  const arrivedCount = () => new Set(farEnd.arrivals.map(({ eventId }) => eventId)).size;
  await until("all has arrived", () => arrivedCount() === count, 60_000);
  const ended = await read(await server.api(`/recoveries/${recovery.id}`));
  expect(ended).toMatchObject({ state: "done", count, done: count });
  await server[Symbol.asyncDispose]();
}, 120_000);
