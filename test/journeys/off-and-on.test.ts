/** Journeys of endpoints that are turned off, by a person or by the health rule, on again, and deleted. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { DAY, HOUR, SECOND } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { deliveriesOf, postEvent, postEvents, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

/** How many deliveries are in each state, by state and reason. */
async function states(appliance: Appliance): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state, reason } of await deliveriesOf(appliance)) {
    const name = reason === null ? state : `${state}: ${reason}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

test("an endpoint that only fails is disabled when it has done so for five days and twenty times", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(5 * DAY);
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 10 });

  const last = await postEvent(appliance);
  await appliance.pass(3 * DAY);
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 19 });
  await appliance.pass(DAY);
  expect(await story.endpoint()).toMatchObject({
    status: "disabled",
    statusReason: "failed for 8 days, 20 attempts in a row",
    consecutiveFailures: 20,
    failingSince: "2026-01-05T12:00:00.000Z",
  });
  expect(await deliveriesOf(appliance, { event: last })).toMatchObject([{ state: "failed" }]);
  expect(await story.retry()).toBe(409);
});

test("one 410 disables, what waits is skipped with the reason, and so is what comes", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const story = await startStory(appliance, shop.url, { maxInFlight: 1 });
  for (let i = 0; i < 4; i++) await postEvents(appliance, 100);
  shop.release(410);
  await appliance.pass(0);
  expect(await story.endpoint()).toMatchObject({
    status: "disabled",
    statusReason: "answered 410 Gone",
    waitingCount: 0,
  });
  expect(await story.delivery()).toMatchObject({ state: "failed", reason: "410 Gone" });
  const [newest] = await deliveriesOf(appliance);
  expect(newest).toMatchObject({ state: "skipped", reason: "webhook disabled: answered 410 Gone", dueAt: null });
  const waiting = await deliveriesOf(appliance, { state: "waiting" });
  expect(waiting).toEqual([]);

  const late = await postEvent(appliance);
  await appliance.pass(HOUR);
  expect(await deliveriesOf(appliance, { event: late })).toMatchObject([
    { state: "skipped", reason: "webhook disabled" },
  ]);
  expect(shop.requests).toHaveLength(1);
});

test("an endpoint that is on again gets what comes, and its failures are counted afresh, also after a restart", async () => {
  await using shop = await startReceiver({ answers: [503, 410, 200] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(5 * SECOND);
  expect(await story.endpoint()).toMatchObject({ status: "disabled", consecutiveFailures: 2 });

  await story.change({ active: true });
  const well = { status: "active", statusReason: null, consecutiveFailures: 0, failingSince: null, heldUntil: null };
  expect(await story.endpoint()).toMatchObject(well);
  await appliance.stop();
  await using again = await startAppliance({ dataDir: appliance.dataDir, clock: appliance.clock });
  expect(await again.get(`/webhooks/endpoints/${story.endpointId}`)).toMatchObject(well);
  await postEvent(again);
  await again.pass(0);
  expect(await states(again)).toEqual({ "failed: 410 Gone": 1, delivered: 1 });
});

test("a line that was held when its endpoint was turned off is free when it is turned on", async () => {
  await using shop = await startReceiver({ answers: [{ status: 429, headers: { "retry-after": "3600" } }, 200] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await story.change({ active: false });
  await postEvent(appliance);
  await story.change({ active: true });
  await appliance.pass(0);
  expect(await states(appliance)).toEqual({ "waiting: 429 Too Many Requests": 1, delivered: 1 });
});

test("an attempt from before an endpoint was turned on again does not count against it", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const story = await startStory(appliance, shop.url);
  await appliance.pass(SECOND);
  await story.change({ active: false });
  await story.change({ active: true });
  shop.release(410);
  await appliance.pass(0);
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 0, lastFailureAt: null });
});

test("a paused endpoint gets nothing, what waits is held, and all of it goes on when it is active again", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await story.change({ active: false });
  expect(await story.endpoint()).toMatchObject({ status: "paused", statusReason: "paused by a person" });
  await postEvents(appliance, 30);
  await appliance.pass(2 * HOUR);
  expect(shop.requests).toHaveLength(1);
  expect(await states(appliance)).toEqual({ "waiting: held: webhook paused": 31 });
  expect(await story.endpoint()).toMatchObject({ waitingCount: 31 });

  shop.answer(200);
  await story.change({ active: true });
  await appliance.pass(0);
  expect(await states(appliance)).toEqual({ delivered: 31 });
  expect(shop.requests).toHaveLength(32);
});

test("what is in flight when an endpoint is paused is finished, and nothing follows it", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const story = await startStory(appliance, shop.url);
  await postEvents(appliance, 5);
  await appliance.pass(0);
  expect(shop.hungCount).toBe(2);
  await story.change({ active: false });
  shop.release(200);
  await appliance.pass(HOUR);
  expect(shop.requests).toHaveLength(2);
  expect(await states(appliance)).toEqual({ delivered: 2, "waiting: held: webhook paused": 4 });
});

test("a deleted endpoint is gone at once, what waits for it is cancelled, and its log stays readable", async () => {
  await using shop = await startReceiver({ answers: [200, 500] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await postEvents(appliance, 3);
  await appliance.pass(0);
  expect((await appliance.delete(`/webhooks/endpoints/${story.endpointId}`)).status).toBe(204);
  for (const method of ["GET", "PATCH", "DELETE"]) {
    const body = method === "PATCH" ? {} : undefined;
    expect((await appliance.request(method, `/webhooks/endpoints/${story.endpointId}`, body)).status).toBe(404);
  }
  expect(await appliance.get("/webhooks/endpoints")).toMatchObject({ data: [] });
  await appliance.pass(DAY);
  expect(shop.requests).toHaveLength(4);
  expect(await states(appliance)).toEqual({ delivered: 1, "cancelled: webhook deleted": 3 });
  expect(await deliveriesOf(appliance, { endpoint: story.endpointId })).toHaveLength(4);
  expect((await story.delivery()).attempts).toHaveLength(1);
  expect(await appliance.post("/events", { type: "order.paid", data: {} })).toMatchObject({ deliveries: 0 });
});

test("of two that delete an endpoint at once one did it, and the audit log has one line of it", async () => {
  await using appliance = await startAppliance();
  const { id } = await appliance.post("/webhooks/endpoints", { url: "https://example.com/" });
  const answers = await Promise.all(Array.from({ length: 8 }, () => appliance.delete(`/webhooks/endpoints/${id}`)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404, 404, 404, 404, 404, 404]);
  const { data } = await appliance.get("/audit");
  expect(data.filter(({ action }: { action: string }) => action === "endpoint.deleted")).toHaveLength(1);
});

test("nothing more goes to an endpoint that is deleted while requests to it are in flight, and no answer brings it back", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const story = await startStory(appliance, shop.url);
  await postEvents(appliance, 8);
  await appliance.pass(0);
  expect(shop.hungCount).toBe(2);
  await appliance.delete(`/webhooks/endpoints/${story.endpointId}`);
  shop.release(410);
  await appliance.pass(HOUR);
  expect(shop.requests).toHaveLength(2);
  expect(await appliance.post("/events", { type: "order.paid", data: {} })).toMatchObject({ deliveries: 0 });
  expect(await deliveriesOf(appliance, { state: "waiting" })).toEqual([]);
});

test("an event that arrives although its endpoint was deleted meanwhile counts as delivered", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const story = await startStory(appliance, shop.url);
  await appliance.delete(`/webhooks/endpoints/${story.endpointId}`);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ state: "cancelled", reason: "webhook deleted" });
  shop.release(204);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ state: "delivered", reason: null });
});

test("a change that crosses the deletion of its endpoint does not bring it back", async () => {
  await using appliance = await startAppliance();
  for (const isDeletedFirst of [true, false]) {
    for (let round = 0; round < 10; round++) {
      const { id } = await appliance.post("/webhooks/endpoints", {
        url: "http://127.0.0.1:9/",
        events: ["order.paid"],
      });
      const change = () => appliance.request("PATCH", `/webhooks/endpoints/${id}`, { name: "shop", active: true });
      const crossing = isDeletedFirst
        ? [appliance.delete(`/webhooks/endpoints/${id}`), change()]
        : [change(), appliance.delete(`/webhooks/endpoints/${id}`)];
      for (const { status } of await Promise.all(crossing)) expect([200, 204, 404]).toContain(status);
      expect(await appliance.post("/events", { type: "order.paid", data: {} })).toMatchObject({ deliveries: 0 });
    }
  }
});
