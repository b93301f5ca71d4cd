/** A disk that fails, fills up or is closed: no false 202, no lost delivery, a sentence that names path and cure. */
import { expect, test } from "bun:test";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Binary, startBinary } from "../help/binary.ts";
import { addEndpoint, errorLines, listEndpoints, OPEN_LOOPBACK, postEvent, read } from "./client.ts";
import { type FarEnd, startFarEnd } from "./far-end.ts";
import { freshFolder } from "./folder.ts";
import { canMount, canTrace, failToSync, insideOf, withSmallDisk } from "./ground.ts";
import { until } from "./patience.ts";

/** Known beforehand, since a folder in a mount of its own cannot be read from here. */
const OPEN = { ...OPEN_LOOPBACK, HOOKWHEEL_ADMIN_KEY: "hw_admin_0123456789abcdefghijklmnop" };

/** Ids of events that were acknowledged, as far as they were. */
async function post(server: Binary, count: number, note = ""): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const answer = await postEvent(server, "order.paid", n, { note });
    if (answer.status === 202) ids.push((await read<{ id: string }>(answer)).id);
  }
  return ids;
}

/** What stands in a 503, and that nothing but a 503 comes. */
async function refusal(server: Binary): Promise<string> {
  const answer = await postEvent(server, "order.paid", 0);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  const { detail } = (await answer.json()) as { detail: string };
  expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({ reason: detail });
  return detail;
}

/** Everything that was acknowledged arrived, each once, and the books say so. */
async function expectAllDelivered(server: Binary, farEnd: FarEnd, ids: string[]): Promise<void> {
  await until("all has arrived", () => farEnd.arrivals.length >= ids.length);
  await until("all is recorded", async () => (await listEndpoints(server))[0]?.waitingCount === 0);
  expect(farEnd.arrivals.map(({ eventId }) => eventId).toSorted()).toEqual(ids.toSorted());
}

test.skipIf(!canTrace && process.env["CI"] === undefined)(
  "while fsync fails nothing is accepted, deliveries go on, and all is as before when it works again (needs strace)",
  async () => {
    await using farEnd = startFarEnd(() => 200);
    await using folder = await freshFolder();
    await using server = await startBinary({ dataDir: folder.path, env: OPEN });
    await addEndpoint(server, { url: farEnd.url("shop"), events: ["order.paid"], rateLimit: 25 });
    const ids = await post(server, 80);
    const acceptedCount = ids.length;
    {
      await using _ = await failToSync(server);
      const arrivedCount = farEnd.arrivals.length;
      const told = `The disk that holds ${folder.path}/hookwheel.db fails (SQLITE_IOERR_FSYNC). Check it; then start again.`;
      expect(await refusal(server)).toBe(told);
      await until("deliveries go on", () => farEnd.arrivals.length >= arrivedCount + 20);
      expect(await refusal(server)).toBe(told);
      expect(await server.api("/events")).toMatchObject({ status: 200 });
    }
    await until("it accepts again", async () => ids.push(...(await post(server, 1))) > acceptedCount);
    await expectAllDelivered(server, farEnd, ids);
    expect(errorLines(server)).toHaveLength(1);

    server.kill("SIGKILL");
    await server.exited;
    await using next = await startBinary({ dataDir: folder.path, env: OPEN });
    const listed = await read<{ data: { id: string }[] }>(await next.api("/events?limit=250"));
    expect(listed.data.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  },
  60_000,
);

test.skipIf(!canMount)(
  "on a full disk nothing is accepted, deliveries go on, and all is as before when there is room (needs the right to mount)",
  async () => {
    await using farEnd = startFarEnd(() => 200);
    await using folder = await freshFolder();
    const through = withSmallDisk(folder.path, "80m");
    await using server = await startBinary({ dataDir: folder.path, env: OPEN, through });
    await addEndpoint(server, { url: farEnd.url("shop"), events: ["order.paid"], rateLimit: 25 });
    const ids = await post(server, 80);

    const ballast = join(insideOf(server, folder.path), "ballast");
    await writeFile(ballast, new Uint8Array(100 * 1024 * 1024)).catch(() => {});
    // Large ones, since the write-ahead log has some room of its own.
    ids.push(...(await post(server, 40, "-".repeat(200_000))));
    expect(ids.length).toBeLessThan(120);
    const arrivedCount = farEnd.arrivals.length;
    // Which of the two depends on whether the disk was looked at first, or written to.
    expect(await refusal(server)).toMatch(
      /^The disk that holds .* is (nearly )?full\. Free some space; nothing is lost\.$/,
    );
    await until("deliveries go on", () => farEnd.arrivals.length >= arrivedCount + 20);

    await rm(ballast);
    await until("it accepts again", async () => (await fetch(`${server.url}/readyz`)).status === 200);
    ids.push(...(await post(server, 1)));
    await expectAllDelivered(server, farEnd, ids);
    server.kill("SIGTERM");
    expect(await server.exited).toBe(0);
  },
  60_000,
);

test.skipIf(!canMount)(
  "a disk that is nearly full takes no events while there is room for what was accepted (needs the right to mount)",
  async () => {
    await using folder = await freshFolder();
    const through = withSmallDisk(folder.path, "60m");
    await using server = await startBinary({ dataDir: folder.path, env: OPEN, through });
    expect(await refusal(server)).toBe(
      `The disk that holds ${folder.path} is nearly full. Free some space; nothing is lost.`,
    );
  },
);
