/** Journeys of what failed or was skipped and is sent once more: recoveries, replays, and a cancel. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { DAY, HOUR, SECOND, startRestingClock } from "../help/clock.ts";
import { type Receiver, startReceiver } from "../help/receiver.ts";
import { deliveriesOf, postEvent, postEvents, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

const LONG_AGO = "2026-01-01T00:00:00Z";

function recover(appliance: Appliance, endpointId: string, form: object) {
  return appliance.request("POST", `/webhooks/endpoints/${endpointId}/recover`, { since: LONG_AGO, ...form });
}

/** How many deliveries of each state an endpoint's first pages hold. */
async function statesOf(appliance: Appliance, endpoint: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of await deliveriesOf(appliance, { endpoint })) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** An endpoint with one delivery that failed, and so many that were skipped while it was disabled; it is active again. */
async function startMissing(appliance: Appliance, shop: Receiver, skippedCount: number): Promise<string> {
  shop.answer(410);
  const { endpointId, change } = await startStory(appliance, shop.url);
  await postEvents(appliance, skippedCount);
  await appliance.pass(0);
  await change({ active: true });
  shop.answer(200);
  return endpointId;
}

test("what an endpoint missed while it was disabled is counted, and delivered when it is recovered", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const id = await startMissing(appliance, shop, 40);
  expect(await statesOf(appliance, id)).toEqual({ failed: 1, skipped: 40 });

  const dryRun = await recover(appliance, id, { dryRun: true });
  expect([dryRun.status, await dryRun.json()]).toEqual([200, { id: null, count: 41, isCountFinal: true, done: 0 }]);
  await appliance.pass(0);
  expect(shop.requests).toHaveLength(1);

  const answer = await recover(appliance, id, {});
  expect(answer.status).toBe(202);
  const recovery = await answer.json();
  expect(recovery).toEqual({
    id: expect.stringMatching(/^rcv_[0-9a-z]{26}$/),
    endpointId: id,
    kind: "recover",
    state: "running",
    count: 41,
    isCountFinal: true,
    done: 0,
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  await appliance.pass(0);
  expect(await appliance.get(`/recoveries/${recovery.id}`)).toMatchObject({ state: "done", count: 41, done: 41 });
  expect(await statesOf(appliance, id)).toEqual({ delivered: 41 });
  expect(shop.requests).toHaveLength(42);
  expect(await appliance.get(`/webhooks/endpoints/${id}`)).toMatchObject({ waitingCount: 0 });
  expect(await (await recover(appliance, id, { dryRun: true })).json()).toMatchObject({ count: 0 });
});

test("a recovery is a fresh schedule for the same delivery, whose attempts are counted on", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(4 * DAY);
  const failed = await story.delivery();
  expect(failed).toMatchObject({ state: "failed", attemptsCount: 10, dueAt: null });
  await recover(appliance, story.endpointId, {});
  await appliance.pass(0);
  const begun = await story.delivery();
  expect(begun).toMatchObject({ state: "waiting", attemptsCount: 11 });
  expect(begun.laterWaitsMs).toHaveLength(8);
  await appliance.pass(5 * SECOND);
  const again = await story.delivery();
  expect(again).toMatchObject({ state: "waiting", attemptsCount: 12, reason: "500 Internal Server Error" });
  expect(again.attempts.map(({ number, trigger }) => [number, trigger]).slice(-3)).toEqual([
    [10, "schedule"],
    [11, "schedule"],
    [12, "schedule"],
  ]);
  expect(new Set(shop.requests.map(({ headers }) => headers.get("webhook-id"))).size).toBe(1);
});

test("what is recovered while an old attempt hangs begins afresh, whatever comes of that attempt", async () => {
  await using shop = await startReceiver({ answers: ["hang", 410, 200] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const { endpointId: id, ...hung } = await startStory(appliance, shop.url);
  await postEvent(appliance);
  await appliance.pass(0);
  expect(await hung.delivery()).toMatchObject({ state: "skipped", reason: "webhook disabled: answered 410 Gone" });
  await hung.change({ active: true });
  await recover(appliance, id, {});
  await appliance.pass(0);
  expect(await hung.delivery()).toMatchObject({ state: "waiting", attemptsCount: 0 });

  shop.release(500);
  await appliance.pass(0);
  const delivery = await hung.delivery();
  expect(delivery).toMatchObject({ state: "delivered", reason: null, attemptsCount: 2 });
  expect(delivery.attempts.map(({ number, status }) => [number, status])).toEqual([
    [1, 500],
    [2, 200],
  ]);
  expect(await hung.endpoint()).toMatchObject({ waitingCount: 0 });
});

test("what is recovered while an old attempt hangs is delivered by that attempt, if it succeeds", async () => {
  await using shop = await startReceiver({ answers: ["hang", 410, 200] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const { endpointId: id, ...hung } = await startStory(appliance, shop.url);
  await postEvent(appliance);
  await appliance.pass(0);
  await hung.change({ active: true });
  await recover(appliance, id, {});
  await appliance.pass(0);
  shop.release(200);
  await appliance.pass(DAY);
  expect(await hung.delivery()).toMatchObject({ state: "delivered", attemptsCount: 1 });
  expect(shop.requests).toHaveLength(3);
});

test("a recovery takes the states, the types and the span that it is asked for, and nothing else", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const id = await startMissing(appliance, shop, 3);
  await appliance.pass(HOUR);
  const since = new Date(appliance.clock.now()).toISOString();
  shop.answer(410);
  await postEvent(appliance, "order.sent");
  await appliance.pass(0);
  await postEvent(appliance, "order.lost");
  await appliance.post(`/webhooks/endpoints/${id}/enable`, {});
  const countOf = async (form: object) =>
    (await (await recover(appliance, id, { ...form, dryRun: true })).json()).count;
  expect(await countOf({})).toBe(6);
  expect(await countOf({ states: ["failed"] })).toBe(2);
  expect(await countOf({ states: ["skipped", "skipped"] })).toBe(4);
  expect(await countOf({ since })).toBe(2);
  expect(await countOf({ until: since })).toBe(4);
  expect(await countOf({ types: ["order.sent", "never.seen"] })).toBe(1);
  expect(await countOf({ types: ["never.seen"] })).toBe(0);
  expect(await countOf({ since, until: since })).toBe(0);

  shop.answer(200);
  await recover(appliance, id, { since, states: ["skipped"] });
  await appliance.pass(0);
  expect(await statesOf(appliance, id)).toEqual({ failed: 2, skipped: 3, delivered: 1 });
  for (const [form, path] of [
    [{ since: "yesterday" }, "since"],
    [{ since: undefined }, "since"],
    [{ states: ["cancelled"] }, "states[0]"],
    [{ states: [] }, "states"],
    [{ types: [] }, "types"],
    [{ dryRun: 1 }, "dryRun"],
    [{ from: since }, "from"],
  ] as const) {
    expect(await (await recover(appliance, id, form)).json()).toMatchObject({ status: 422, errors: [{ path }] });
  }
});

test("an endpoint that is off is not recovered, nor one that is gone", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const id = await startMissing(appliance, shop, 5);
  await appliance.post(`/webhooks/endpoints/${id}/pause`, undefined);
  expect(await (await recover(appliance, id, {})).json()).toMatchObject({ status: 409, code: "endpoint_off" });
  expect(await (await recover(appliance, id, { dryRun: true })).json()).toMatchObject({ count: 6 });
  await appliance.delete(`/webhooks/endpoints/${id}`);
  expect((await recover(appliance, id, {})).status).toBe(404);
  for (const method of ["GET", "DELETE"])
    expect((await appliance.request(method, "/recoveries/rcv_01h455vb4pex5vsknk084sn02q")).status).toBe(404);
});

test("a recovery goes on after a restart in the middle of it", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance({ clock: startRestingClock() });
  shop.answer(410);
  const { endpointId: id } = await startStory(appliance, shop.url);
  for (let i = 0; i < 25; i++) await postEvents(appliance, 100);
  await appliance.pass(SECOND);
  await appliance.post(`/webhooks/endpoints/${id}/enable`, {});
  shop.answer(200);
  const recovery = await (await recover(appliance, id, {})).json();
  await appliance.stop();

  await using again = await startAppliance({ dataDir: appliance.dataDir, clock: appliance.clock });
  expect((await again.get(`/recoveries/${recovery.id}`)).done).toBeLessThan(2501);
  const underWay = () => again.get(`/webhooks/endpoints/${id}/recoveries`);
  expect(await underWay()).toMatchObject({
    data: [{ id: recovery.id, kind: "recover", state: "running", count: 2501 }],
  });
  await again.pass(SECOND);
  expect(await underWay()).toEqual({ data: [], nextCursor: null });
  const ended = await again.get(`/recoveries/${recovery.id}`);
  expect(ended).toMatchObject({ state: "done", count: 2501, done: 2501 });
  expect(await (await recover(again, id, { dryRun: true })).json()).toMatchObject({ count: 0 });
  expect(await deliveriesOf(again, { state: "waiting" })).toEqual([]);
});

test("a replay makes new deliveries of the same event for those that want it now, with the same webhook-id", async () => {
  await using shop = await startReceiver();
  await using other = await startReceiver();
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url, { events: ["order.paid"] });
  const late = await appliance.post("/webhooks/endpoints", { url: other.url, events: ["order.*"] });
  await appliance.post("/webhooks/endpoints", { url: other.url, events: ["order.sent"] });
  const answer = await appliance.request("POST", `/events/${story.eventId}/replay`);
  expect([answer.status, await answer.json()]).toEqual([202, { deliveries: 2 }]);
  await appliance.pass(0);
  const event = await appliance.get(`/events/${story.eventId}`);
  expect(event.deliveriesCount).toBe(3);
  expect(event.deliveries.map(({ endpointId, state }: Record<string, string>) => [endpointId, state])).toEqual([
    [late.id, "delivered"],
    [story.endpointId, "delivered"],
    [story.endpointId, "delivered"],
  ]);
  expect((await appliance.get("/events")).data).toMatchObject([{ id: story.eventId, deliveriesCount: 3 }]);
  const sent = [...shop.requests, ...other.requests];
  expect(sent.map(({ headers }) => headers.get("webhook-id"))).toEqual(Array(3).fill(story.eventId));
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
});

test("a replay to named endpoints asks neither what they subscribe to nor twice, and holds or skips where they are off", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url, { events: ["order.paid"] });
  const add = async (form: object) =>
    (await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["never"], ...form })).id;
  const [on, paused, gone] = [await add({}), await add({ active: false }), await add({})];
  await appliance.delete(`/webhooks/endpoints/${gone}`);
  const replay = (endpoints: unknown) => appliance.request("POST", `/events/${story.eventId}/replay`, { endpoints });
  const refused = await (await replay([on, gone, "ep_x", paused])).json();
  expect(refused).toMatchObject({ status: 422, errors: [{ path: "endpoints[1]" }, { path: "endpoints[2]" }] });
  expect((await replay([])).status).toBe(422);
  expect(await (await replay([on, on, paused])).json()).toEqual({ deliveries: 2 });
  await appliance.pass(0);
  expect(shop.requests).toHaveLength(2);
  const [held] = await deliveriesOf(appliance, { endpoint: paused });
  expect(held).toMatchObject({ state: "waiting", reason: "held: webhook paused", dueAt: null });
  await appliance.post(`/webhooks/endpoints/${paused}/enable`, { held: "resume" });
  await appliance.pass(0);
  expect(await statesOf(appliance, paused)).toEqual({ delivered: 1 });
  expect((await appliance.request("POST", "/events/evt_01h455vb4pex5vsknk084sn02q/replay")).status).toBe(404);
});

test("a key answers as at first after a replay", async () => {
  await using appliance = await startAppliance();
  await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:1/" });
  const post = () => appliance.post("/events", { type: "a", data: {} }, { "idempotency-key": "k" });
  const first = await post();
  await appliance.post(`/events/${first.id}/replay`, {});
  expect(await post()).toEqual(first);
});

test("what waits or is held can be cancelled, what is over or in flight cannot", async () => {
  await using shop = await startReceiver({ answers: [500, "hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const story = await startStory(appliance, shop.url);
  const cancel = (id: string) => appliance.request("POST", `/deliveries/${id}/cancel`);
  const cancelled = await cancel(story.deliveryId);
  expect(cancelled.status).toBe(200);
  expect(await cancelled.json()).toMatchObject({ state: "cancelled", reason: "cancelled by a person", dueAt: null });
  expect(await (await cancel(story.deliveryId)).json()).toMatchObject({ status: 409, code: "conflict" });
  await appliance.pass(DAY);
  expect(shop.requests).toHaveLength(1);

  await postEvent(appliance);
  await appliance.pass(0);
  const [flying] = await deliveriesOf(appliance);
  expect(await (await cancel(flying!.id)).json()).toMatchObject({ status: 409, code: "in_flight" });
  await story.change({ active: false });
  await postEvent(appliance);
  const [held] = await deliveriesOf(appliance);
  expect((await cancel(held!.id)).status).toBe(200);
  shop.release(200);
  await appliance.pass(0);
  expect(await statesOf(appliance, story.endpointId)).toEqual({ cancelled: 2, delivered: 1 });
  expect(await story.endpoint()).toMatchObject({ waitingCount: 0 });
  expect((await cancel("dlv_01h455vb4pex5vsknk084sn02q")).status).toBe(404);
});
