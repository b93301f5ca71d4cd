/** Journeys of test events: sent at once and once, past everything that holds an endpoint, and noted by nothing. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { HOUR, MINUTE, SECOND } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { deliveriesOf, postEvents, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

function send(appliance: Appliance, endpointId: string, body?: unknown) {
  return appliance.request("POST", `/webhooks/endpoints/${endpointId}/test`, body);
}

test("a test event arrives signed like any other, and its delivery and attempt are shown as a test", async () => {
  await using shop = await startReceiver({ answers: [{ status: 200, body: "x".repeat(4000) }] });
  await using appliance = await startAppliance();
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["order.paid", "order.sent"] });
  const answer = await send(appliance, id, { type: "order.sent", data: { big: 1 } });
  expect(answer.status).toBe(202);
  const { deliveryId } = await answer.json();
  await appliance.pass(0);
  const delivery = await appliance.get(`/deliveries/${deliveryId}`);
  expect(delivery).toMatchObject({ state: "delivered", isTest: true, eventType: "order.sent", attemptsCount: 1 });
  expect(delivery.attempts).toMatchObject([{ number: 1, trigger: "test", status: 200 }]);
  const event = await appliance.get(`/events/${delivery.eventId}`);
  expect(event).toMatchObject({
    isTest: true,
    type: "order.sent",
    deliveriesCount: 1,
    deliveries: [{ id: deliveryId }],
  });
  const [{ headers, body }] = shop.requests as [(typeof shop.requests)[number]];
  expect(body).toBe(event.body);
  expect(headers.get("webhook-id")).toBe(delivery.eventId);
  expect(headers.get("webhook-signature")).toStartWith("v1,");
  const { response } = await appliance.get(`/attempts/${delivery.attempts[0].id}`);
  expect(response.body).toHaveLength(4000);
});

test("its data goes out byte for byte, and without any it is of the first type that is wanted", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const events = ["order.*", "document.ready"];
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url, events });
  const all = await appliance.post("/webhooks/endpoints", { url: shop.url });
  await send(appliance, id, `{ "data": { "n" : 1.0, "n": 1e2 }, "type": "a.b" }`);
  await appliance.pass(2 * SECOND);
  await send(appliance, id);
  await send(appliance, all.id, {});
  await appliance.pass(0);
  const sent = shop.requests.map(({ body }) => [JSON.parse(body).type, body.slice(body.indexOf(`"data":`) + 7, -1)]);
  expect(sent[0]).toEqual(["a.b", `{ "n" : 1.0, "n": 1e2 }`]);
  expect(sent.slice(1).toSorted()).toEqual([
    ["order.test", `{"test":true}`],
    ["test.event", `{"test":true}`],
  ]);
});

test("whoever waits is told the whole attempt, whatever came of it", async () => {
  await using shop = await startReceiver({ answers: [{ status: 500, body: "no such order" }] });
  await using appliance = await startAppliance();
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url });
  const answer = await send(appliance, id, { wait: true });
  expect(answer.status).toBe(200);
  const attempt = await answer.json();
  expect(attempt).toMatchObject({
    trigger: "test",
    outcome: "server_error",
    reason: "500 Internal Server Error",
    request: { method: "POST", url: shop.url },
    response: { status: 500, body: "no such order" },
  });
  expect(attempt).toEqual(await appliance.get(`/attempts/${attempt.id}`));
  await appliance.pass(24 * HOUR);
  expect(shop.requests).toHaveLength(1);
  expect(await appliance.get(`/deliveries/${attempt.deliveryId}`)).toMatchObject({ state: "failed", dueAt: null });
});

test("a test that nobody answers is over at the timeout", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url });
  const answer = send(appliance, id, { wait: true });
  await shop.come(1);
  await appliance.pass(15 * SECOND);
  expect(await (await answer).json()).toMatchObject({ outcome: "timed_out", response: null });
});

test("a test passes a pause, a disabling, a hold, a rate limit and a full line", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const add = async (form: object) => (await appliance.post("/webhooks/endpoints", { url: shop.url, ...form })).id;
  const arrives = async (id: string) => {
    const before = shop.requests.length;
    const sent = await send(appliance, id, { data: {} });
    expect(sent.status).toBe(202);
    await shop.come(before + 1);
  };
  await arrives(await add({ active: false, events: ["a"] }));

  const full = await add({ events: ["full"], maxInFlight: 1, rateLimit: 0.01 });
  await postEvents(appliance, 3, "full");
  await shop.come(2);
  await arrives(full);
  expect(shop.hungCount).toBe(3);

  shop.answer({ status: 503, headers: { "retry-after": "3600" } }, 410, "hang");
  const held = await add({ events: ["held"] });
  await postEvents(appliance, 1, "held");
  await shop.come(4);
  const gone = await add({ events: ["gone"] });
  await postEvents(appliance, 1, "gone");
  await appliance.pass(0);
  expect(await appliance.get(`/webhooks/endpoints/${held}`)).toMatchObject({ heldUntil: expect.any(String) });
  expect(await appliance.get(`/webhooks/endpoints/${gone}`)).toMatchObject({ status: "disabled" });
  await arrives(held);
  await arrives(gone);
  shop.answer(200);
  shop.release(200);
  await appliance.pass(0);
  expect(await deliveriesOf(appliance, { test: "true", state: "delivered" })).toHaveLength(4);
});

test("neither health, nor counts, nor a 410, nor a recover take note of a test, and lists leave it out", async () => {
  await using shop = await startReceiver({ answers: [200, 410, 410] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  const before = await story.endpoint();
  const metrics = async () => (await fetch(`${appliance.url}/metrics`)).text();
  const counted = (text: string) => text.split("\n").filter((line) => /^hookwheel_(attempts|deliveries)/.test(line));
  const countedBefore = counted(await metrics());
  await appliance.pass(SECOND);
  const { deliveryId, eventId } = await (async () => {
    const sent = await (await send(appliance, story.endpointId, { data: {} })).json();
    await appliance.pass(0);
    return { ...sent, eventId: (await appliance.get(`/deliveries/${sent.deliveryId}`)).eventId };
  })();
  expect(shop.requests).toHaveLength(2);
  expect(await story.endpoint()).toEqual(before);
  expect(counted(await metrics())).toEqual(countedBefore);
  const idsOf = async (path: string) => (await appliance.get(path)).data.map(({ id }: { id: string }) => id);
  expect(await idsOf("/deliveries")).toEqual([story.deliveryId]);
  expect(await idsOf("/deliveries?test=true")).toEqual([deliveryId]);
  expect(await idsOf("/events")).toEqual([story.eventId]);
  expect(await idsOf("/events?test=true")).toEqual([eventId]);
  const recover = { since: "2026-01-01T00:00:00Z", dryRun: true };
  expect(await appliance.post(`/webhooks/endpoints/${story.endpointId}/recover`, recover)).toMatchObject({ count: 0 });
  expect((await appliance.request("POST", `/events/${eventId}/replay`)).status).toBe(409);
});

test("tests of an endpoint go one at a time, and thirty a minute", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const add = async () => (await appliance.post("/webhooks/endpoints", { url: shop.url })).id;
  const [id, other] = [await add(), await add()];
  const first = send(appliance, id, { wait: true });
  await shop.come(1);
  const refused = await send(appliance, id);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
  expect(await refused.json()).toMatchObject({ code: "too_many" });
  shop.answer(200);
  shop.release(200);
  expect((await first).status).toBe(200);

  const statuses = async (id: string, count: number) => {
    const all: number[] = [];
    for (let i = 0; i < count; i++) all.push((await send(appliance, id, { wait: true })).status);
    return all.filter((status) => status === 200).length;
  };
  expect(await statuses(id, 15)).toBe(9);
  expect(await statuses(other, 1)).toBe(1);
  const again = await send(appliance, id);
  expect([again.status, again.headers.get("retry-after")]).toEqual([429, "2"]);
  let sentCount = 0;
  for (let minutes = 0; minutes < 60; minutes++) {
    await appliance.pass(SECOND);
    sentCount += await statuses(id, 1);
  }
  expect(sentCount).toBe(30);
  await appliance.pass(MINUTE);
});

test("a test that a stop interrupts is not sent again, and says why it failed", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url });
  const { deliveryId } = await (await send(appliance, id)).json();
  await shop.come(1);
  expect(await appliance.get(`/deliveries/${deliveryId}`)).toMatchObject({ state: "waiting", reason: null });
  for (const verb of ["retry", "cancel"])
    expect((await appliance.request("POST", `/deliveries/${deliveryId}/${verb}`)).status).toBe(409);
  await appliance.stop();

  await using again = await startAppliance({ dataDir: appliance.dataDir, clock: appliance.clock });
  await again.pass(HOUR);
  expect(shop.requests).toHaveLength(1);
  expect(await again.get(`/deliveries/${deliveryId}`)).toMatchObject({
    state: "failed",
    reason: "Hookwheel stopped during the test",
  });
  expect(await again.get(`/webhooks/endpoints/${id}`)).toMatchObject({ waitingCount: 0 });
});

test("what cannot be a test event is refused by name", async () => {
  await using appliance = await startAppliance();
  const { id } = await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:1/" });
  for (const [body, path] of [
    [{ type: "a b" }, "type"],
    [{ data: [] }, "data"],
    [{ wait: "yes" }, "wait"],
    [{ endpoint: id }, "endpoint"],
    [`{"data": {}, "data": {}}`, "data"],
  ] as const) {
    const response = await send(appliance, id, body);
    expect(await response.json()).toMatchObject({ status: 422, errors: [{ path }] });
  }
  expect((await send(appliance, id, "{")).status).toBe(400);
  expect((await send(appliance, "ep_01h455vb4pex5vsknk084sn02q")).status).toBe(404);
});
