/** Journeys along the retry schedule, to the second, and beside it by hand. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { startAppliance } from "../help/appliance.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

/** *Source:* Standard Webhooks, "Deliverability and reliability". */
const WAITS_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

test.each([
  ["in the middle", 0.5, 1],
  ["at the lower edge", 0, 0.8],
  ["at the upper edge", 0.999, 1.1996],
])(
  "an event that never arrives is tried ten times at the times of the schedule, the dice %s, and has failed then",
  async (_, dice, share) => {
    await using shop = await startReceiver({ answers: [500] });
    await using appliance = await startAppliance({ dice: () => dice });
    const story = await startStory(appliance, shop.url);
    const expected = [appliance.clock.now()];
    for (const [place, waitMs] of WAITS_MS.entries()) {
      const dueAt = expected.at(-1)! + Math.round(waitMs * share);
      const laterWaitsMs = WAITS_MS.slice(place + 1);
      expect(await story.delivery()).toMatchObject({
        state: "waiting",
        dueAt: new Date(dueAt).toISOString(),
        laterWaitsMs,
      });
      await appliance.pass(dueAt - 1 - appliance.clock.now());
      expect(shop.requests).toHaveLength(expected.length);
      await appliance.pass(1);
      expect(shop.requests).toHaveLength(expected.push(dueAt));
    }
    const { attempts, ...delivery } = await story.delivery();
    expect(delivery).toMatchObject({
      state: "failed",
      dueAt: null,
      reason: "500 Internal Server Error",
      attemptsCount: 10,
      laterWaitsMs: [],
    });
    expect(attempts.map(({ startedAt }) => Date.parse(startedAt))).toEqual(expected);
    expect(new Set(shop.requests.map(({ headers }) => headers.get("webhook-id"))).size).toBe(1);
    expect(new Set(shop.requests.map(({ headers }) => headers.get("webhook-timestamp"))).size).toBe(10);
    await appliance.pass(2 * DAY);
    expect(shop.requests).toHaveLength(10);
  },
  60_000,
);

test("a retry of what has failed is one more attempt, and delivers it", async () => {
  await using shop = await startReceiver({ answers: [410, 500, 200] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await story.change({ active: true });
  expect(await story.delivery()).toMatchObject({ state: "failed", dueAt: null });

  expect(await story.retry()).toBe(202);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ state: "failed", dueAt: null, attemptsCount: 2 });
  await appliance.pass(DAY);
  expect(shop.requests).toHaveLength(2);

  expect(await story.retry()).toBe(202);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ state: "delivered", dueAt: null, attemptsCount: 3 });
});

test("a retry that fails leaves state, due time and place in the schedule as they were", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(5 * SECOND);
  const { dueAt } = await story.delivery();

  await appliance.pass(MINUTE);
  for (const count of [3, 4, 5]) {
    expect(await story.retry()).toBe(202);
    await appliance.pass(0);
    expect(await story.delivery()).toMatchObject({ state: "waiting", dueAt, attemptsCount: count });
  }
  await appliance.pass(4 * MINUTE - 1);
  expect(shop.requests).toHaveLength(5);
  await appliance.pass(1);
  const { attempts, ...after } = await story.delivery();
  expect(after.dueAt).toBe(new Date(appliance.clock.now() + 30 * MINUTE).toISOString());
  expect(attempts.map(({ trigger }) => trigger).join()).toBe("schedule,schedule,manual,manual,manual,schedule");
});

test("a retry at the moment when the schedule comes is one attempt, by the schedule", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(5 * SECOND - 1);
  // The wall clock alone: the schedule's alarm has yet to ring.
  appliance.clock.set(appliance.clock.now() + 1);
  await story.retry();
  await appliance.pass(1);
  expect(shop.requests).toHaveLength(2);
  expect((await story.delivery()).attempts.at(-1)).toMatchObject({ number: 2, trigger: "schedule" });
});

test("a retry while an attempt is in flight is refused, and goes through afterwards", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const story = await startStory(appliance, shop.url);
  expect(await story.retry()).toBe(409);
  shop.release(500);
  await appliance.pass(0);
  expect(await story.retry()).toBe(202);
  await appliance.pass(0);
  expect(shop.hungCount).toBe(1);
  expect(await story.retry()).toBe(409);
  shop.release(200);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ state: "delivered", attemptsCount: 2 });
});

test("while a person's retry waits to go first, the waits behind it are not told: it is no part of the schedule", async () => {
  await using shop = await startReceiver({ answers: [{ status: 429, headers: { "retry-after": "3600" } }, 500] });
  await using appliance = await startAppliance({ dice: () => 0.5 });
  const story = await startStory(appliance, shop.url);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ laterWaitsMs: WAITS_MS.slice(1) });
  await appliance.post(`/deliveries/${(await story.delivery()).id}/retry`, {});
  expect(await story.delivery()).toMatchObject({ attemptsCount: 1, laterWaitsMs: null });
  await appliance.pass(HOUR);
  expect(await story.delivery()).toMatchObject({ attemptsCount: 3, laterWaitsMs: WAITS_MS.slice(2) });
});
