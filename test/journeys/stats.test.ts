/** Journeys of what a person sees in figures: how attempts went, and what waits. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { startAppliance } from "../help/appliance.ts";
import { DAY, HOUR, MINUTE, SECOND, startClock } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { startTenant } from "../help/tenants.ts";
import { postEvent, postEvents, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

const NONE = { attempts: 0, delivered: 0, retried: 0, failed: 0, ours: 0, skipped: 0, cancelled: 0 };

test("a broken morning shows in the hour, the day, the week and the month, each attempt once", async () => {
  const clock = startClock(Date.UTC(2026, 0, 5, 12, 10));
  await using shop = await startReceiver({ answers: [500, 500, 200] });
  await using appliance = await startAppliance({ clock });
  const { endpointId } = await startStory(appliance, shop.url);
  await appliance.pass(5 * SECOND);
  await appliance.pass(5 * MINUTE);
  expect(shop.requests).toHaveLength(3);

  const sums = { ...NONE, attempts: 3, delivered: 1, retried: 2 };
  const path = `/webhooks/endpoints/${endpointId}/stats`;
  const hour = await appliance.get(`${path}?window=1h`);
  expect(hour).toMatchObject({
    ...sums,
    window: "1h",
    from: "2026-01-05T11:16:00.000Z",
    until: "2026-01-05T12:15:05.000Z",
    bucketMs: MINUTE,
    successRate: 1 / 3,
    waitingCount: 0,
    nextDueAt: null,
  });
  expect(hour.buckets).toHaveLength(60);
  expect(hour.buckets[54]).toEqual({ ...NONE, from: "2026-01-05T12:10:00.000Z", attempts: 2, retried: 2 });
  expect(hour.buckets[59]).toEqual({ ...NONE, from: "2026-01-05T12:15:00.000Z", attempts: 1, delivered: 1 });

  const day = await appliance.get("/stats");
  expect(day).toMatchObject({ ...sums, window: "24h", from: "2026-01-04T12:30:00.000Z", bucketMs: 15 * MINUTE });
  expect(day.buckets.slice(-2)).toMatchObject([{ attempts: 2 }, { attempts: 1 }]);
  expect(day.p50Ms).toBeWithin(0, 60_000);
  expect(day.p95Ms).toBeGreaterThanOrEqual(day.p50Ms);

  await appliance.pass(3 * HOUR);
  expect(await appliance.get(`${path}?window=1h`)).toMatchObject({
    ...NONE,
    successRate: null,
    p50Ms: null,
    p95Ms: null,
  });
  expect(await appliance.get(`${path}?window=24h`)).toMatchObject(sums);
  const week = await appliance.get(`${path}?window=7d`);
  expect(week).toMatchObject({ ...sums, bucketMs: HOUR });
  expect(week.buckets.at(-4)).toEqual({ ...sums, from: "2026-01-05T12:00:00.000Z" });
  const month = await appliance.get(`${path}?window=30d`);
  expect(month).toMatchObject({ ...sums, from: "2025-12-07T00:00:00.000Z", bucketMs: DAY });
  expect(month.buckets.at(-1)).toEqual({ ...sums, from: "2026-01-05T00:00:00.000Z" });
});

test("figures outlive a stop, the folding of hours and the endpoint, but not their window", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const { endpointId } = await startStory(appliance, shop.url);
  await appliance.pass(2 * HOUR);
  await appliance.stop();
  await using again = await startAppliance({ dataDir: appliance.dataDir, clock: appliance.clock });
  await postEvent(again);
  await again.pass(2 * HOUR);
  await again.delete(`/webhooks/endpoints/${endpointId}`);
  expect((await again.request("GET", `/webhooks/endpoints/${endpointId}/stats`)).status).toBe(404);
  for (const window of ["24h", "7d", "30d"]) {
    expect(await again.get(`/stats?window=${window}`)).toMatchObject({
      ...NONE,
      attempts: 2,
      delivered: 2,
      successRate: 1,
    });
  }
  again.clock.set(again.clock.now() + 3 * DAY);
  expect(await again.get("/stats?window=24h")).toMatchObject(NONE);
  expect(await again.get("/stats?window=7d")).toMatchObject({ delivered: 2 });
  again.clock.set(again.clock.now() + 27 * DAY);
  expect(await again.get("/stats?window=30d")).toMatchObject(NONE);
});

test("what waits is shown with the one that waits longest and the next that is due", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const { endpointId } = await startStory(appliance, shop.url);
  const acceptedAt = appliance.clock.now();
  await appliance.pass(MINUTE);
  await postEvents(appliance, 2);
  await appliance.pass(0);
  const next = { waitingCount: 3, nextDueAt: new Date(acceptedAt + MINUTE + 5 * SECOND).toISOString() };
  expect(await appliance.get("/stats")).toMatchObject({ ...next, oldestWaitingAt: new Date(acceptedAt).toISOString() });
  expect(await appliance.get(`/webhooks/endpoints/${endpointId}/stats`)).toMatchObject(next);
  await appliance.patch(`/webhooks/endpoints/${endpointId}`, { active: false });
  expect(await appliance.get("/stats")).toMatchObject({ waitingCount: 3, nextDueAt: null });
});

test("where a line is held, the next is due when the hold ends", async () => {
  await using shop = await startReceiver({ answers: [{ status: 429, headers: { "retry-after": "600" } }] });
  await using appliance = await startAppliance();
  const { endpointId } = await startStory(appliance, shop.url);
  const heldUntil = new Date(appliance.clock.now() + 10 * MINUTE).toISOString();
  await postEvents(appliance, 1);
  await appliance.pass(MINUTE);
  expect(await appliance.get(`/webhooks/endpoints/${endpointId}`)).toMatchObject({ heldUntil });
  expect(await appliance.get("/stats")).toMatchObject({ waitingCount: 2, nextDueAt: heldUntil });
  expect(await appliance.get(`/webhooks/endpoints/${endpointId}/stats`)).toMatchObject({ nextDueAt: heldUntil });
});

const LISTED = [
  ["1h", 5 * MINUTE, 12],
  ["24h", HOUR, 24],
  ["7d", 6 * HOUR, 28],
  ["30d", DAY, 30],
] as const;

test("several endpoints are told of at once, in the order asked for, each as alone but in fewer buckets", async () => {
  await using shop = await startReceiver({ answers: [200] });
  await using appliance = await startAppliance();
  const add = async () => (await appliance.post("/webhooks/endpoints", { url: shop.url })).id as string;
  const [busy, gone] = [await add(), await add()];
  await postEvents(appliance, 2);
  await appliance.pass(0);
  const idle = await add();
  await appliance.delete(`/webhooks/endpoints/${gone}`);
  const globex = await startTenant(appliance, "globex");
  const foreign = await appliance.post("/webhooks/endpoints", { url: shop.url }, globex.chosen);

  const several = (ids: string[], query = "") => appliance.get(`/webhooks/endpoints/stats?ids=${ids.join()}${query}`);
  const alone = (id: string, query = "") => appliance.get(`/webhooks/endpoints/${id}/stats${query}`);
  const { data } = await several([idle, gone, busy, foreign.id, idle, "ep_01h455vb4pex5vsknk084sn02q"]);
  expect(data).toMatchObject([
    { endpointId: idle, window: "24h", attempts: 0 },
    { endpointId: busy, window: "24h", attempts: 2 },
  ]);
  for (const [window, bucketMs, bucketsCount] of LISTED) {
    const query = `window=${window}`;
    const [listed] = (await several([busy], `&${query}`)).data;
    const { buckets, from: _, bucketMs: __, ...sums } = await alone(busy, `?${query}`);
    expect(listed).toMatchObject({ endpointId: busy, ...sums, bucketMs });
    expect(listed.buckets).toHaveLength(bucketsCount);
    expect(listed.buckets.at(-1)).toMatchObject({ attempts: 2, delivered: 2 });
    expect(buckets.at(-1).attempts).toBe(2);
    expect(Date.parse(listed.buckets.at(-1).from) - Date.parse(listed.from)).toBe((bucketsCount - 1) * bucketMs);
  }
});

test("so many endpoints as a page has, and no more, are told of at once", async () => {
  await using appliance = await startAppliance();
  const { id } = await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:1/" });
  const others = Array.from({ length: 250 }, (_, at) => `ep_01h455vb4pex5vsknk084${String(at).padStart(5, "0")}`);
  const answerTo = async (ids: string) =>
    (await appliance.request("GET", `/webhooks/endpoints/stats?ids=${ids}`)).json();
  expect((await answerTo([...others.slice(1), id].join())).data).toMatchObject([{ endpointId: id }]);
  for (const ids of ["", "x", `${id},`, [...others, id].join(), `${id}&ids=${id}`]) {
    expect(await answerTo(ids)).toMatchObject({ status: 422, errors: [{ path: expect.stringMatching(/^ids/) }] });
  }
  expect((await appliance.request("GET", "/webhooks/endpoints/stats")).status).toBe(422);
});

test("a window that is none is refused, and a foreign endpoint is unknown", async () => {
  await using appliance = await startAppliance();
  const status = async (path: string) => (await appliance.request("GET", path)).status;
  expect(await status("/stats?window=2h")).toBe(422);
  expect(await status("/stats?endpoint=x")).toBe(422);
  expect(await status("/webhooks/endpoints/ep_01h455vb4pex5vsknk084sn02q/stats")).toBe(404);
  expect(await status("/webhooks/endpoints/nonsense/stats")).toBe(404);
});
