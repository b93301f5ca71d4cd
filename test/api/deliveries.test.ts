/** One delivery, its attempts, and retrying it by hand. */
import { expect, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { HOUR, MINUTE, SECOND } from "../help/clock.ts";
import { type Receiver, startReceiver } from "../help/receiver.ts";

/** Posts one event to one endpoint, and answers both with the delivery. */
async function deliver(appliance: Appliance, shop: Receiver, form: object = {}) {
  const endpoint = await appliance.post("/webhooks/endpoints", { url: shop.url, ...form });
  const event = await appliance.post("/events", { type: "order.paid", data: { id: 1 } });
  const [delivery] = (await appliance.get(`/deliveries?event=${event.id}`)).data;
  return { endpoint, event, delivery };
}

test("a delivery shows its attempts, and each attempt what was sent and what came back", async () => {
  await using shop = await startReceiver({
    answers: [{ status: 400, headers: { "x-shop": "open" }, body: "no such order" }],
  });
  await using appliance = await startAppliance();
  const { endpoint, event, delivery } = await deliver(appliance, shop, { headers: { "X-Key": "sesame" } });
  await appliance.pass(0);
  const shown = await appliance.get(`/deliveries/${delivery.id}`);
  expect(shown).toEqual({
    ...delivery,
    eventId: event.id,
    eventType: "order.paid",
    endpointId: endpoint.id,
    state: "waiting",
    reason: "400 Bad Request",
    attemptsCount: 1,
    lastAttempt: expect.objectContaining({ outcome: "rejected", status: 400 }),
    dueAt: "2026-01-05T12:00:05.000Z",
    isTest: false,
    attempts: [expect.objectContaining({ number: 1, trigger: "schedule", outcome: "rejected", status: 400 })],
    laterWaitsMs: expect.arrayContaining([5 * MINUTE, 24 * HOUR]),
  });
  const [listed] = shown.attempts;
  const { request, response, timing, ...rest } = await appliance.get(`/attempts/${listed.id}`);
  expect(rest).toEqual(listed);
  expect(rest).toMatchObject({ deliveryId: delivery.id, reason: "400 Bad Request", address: "127.0.0.1" });
  expect(request).toMatchObject({ method: "POST", url: shop.url, body: shop.requests[0]?.body });
  expect(request.headers).toContainEqual(["webhook-id", event.id]);
  expect(request.headers).toContainEqual(["X-Key", "••••"]);
  expect(response).toMatchObject({ status: 400, body: "no such order", truncated: false });
  expect(response.headers).toContainEqual(["x-shop", "open"]);
  expect(Object.keys(timing)).toEqual(["resolveMs", "connectMs", "tlsMs", "firstByteMs"]);
});

test("every list of deliveries tells what the last attempt came to", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startAppliance();
  const { event, delivery } = await deliver(appliance, shop);
  const lists = ["/deliveries", "/deliveries?sort=dueAt", `/deliveries?event=${event.id}`];
  const told = async (path: string) => (await appliance.get(path)).data[0].lastAttempt;

  await appliance.pass(0);
  const [first] = (await appliance.get(`/deliveries/${delivery.id}`)).attempts;
  const failed = { id: first.id, outcome: "server_error", status: 500, durationMs: first.durationMs };
  expect(await Promise.all(lists.map(told))).toEqual([failed, failed, failed]);

  await appliance.pass(5 * SECOND);
  const { lastAttempt, attempts } = await appliance.get(`/deliveries/${delivery.id}`);
  const delivered = { id: attempts[1].id, outcome: "delivered", status: 200, durationMs: attempts[1].durationMs };
  expect(lastAttempt).toEqual(delivered);
  expect(await told("/deliveries")).toEqual(delivered);
  expect((await appliance.get(`/events/${event.id}`)).deliveries[0].lastAttempt).toEqual(delivered);
});

test("what was not sent yet has no last attempt", async () => {
  await using appliance = await startAppliance();
  await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:9/", active: false });
  await appliance.post("/events", { type: "order.paid", data: {} });
  expect((await appliance.get("/deliveries")).data).toMatchObject([{ attemptsCount: 0, lastAttempt: null }]);
});

test("a last attempt that no answer came to has an outcome and a duration, but no status", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  await deliver(appliance, shop);
  await appliance.pass(15 * SECOND);
  const [{ lastAttempt }] = (await appliance.get("/deliveries")).data;
  expect(lastAttempt).toMatchObject({ outcome: "timed_out", status: null, durationMs: expect.any(Number) });
});

test("an attempt that no answer came to has none", async () => {
  await using appliance = await startAppliance();
  await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:1/" });
  const { id } = await appliance.post("/events", { type: "a", data: {} });
  await appliance.pass(0);
  const [delivery] = (await appliance.get(`/events/${id}`)).deliveries;
  const [attempt] = (await appliance.get(`/deliveries/${delivery.id}`)).attempts;
  expect(await appliance.get(`/attempts/${attempt.id}`)).toMatchObject({ status: null, response: null });
});

test("a line that holds shows when what waits is really due", async () => {
  await using shop = await startReceiver({ answers: [{ status: 503, headers: { "retry-after": "600" } }] });
  await using appliance = await startAppliance();
  const { endpoint } = await deliver(appliance, shop);
  await appliance.pass(0);
  await appliance.post("/events", { type: "order.paid", data: {} });
  await appliance.pass(0);
  const heldUntil = new Date(appliance.clock.now() + 10 * MINUTE).toISOString();
  expect(await appliance.get(`/webhooks/endpoints/${endpoint.id}`)).toMatchObject({ heldUntil, waitingCount: 2 });
  const { data } = await appliance.get("/deliveries");
  expect(data.map(({ dueAt }: { dueAt: string }) => dueAt)).toEqual([heldUntil, heldUntil]);
});

test("a retry sends at once, also what is over, and a success makes it delivered", async () => {
  await using shop = await startReceiver({ answers: [500, 500, 200] });
  await using appliance = await startAppliance();
  const { delivery } = await deliver(appliance, shop);
  await appliance.pass(0);
  const retry = () => appliance.request("POST", `/deliveries/${delivery.id}/retry`);
  const response = await retry();
  expect(response.status).toBe(202);
  expect(await response.json()).toMatchObject({ id: delivery.id, state: "waiting" });
  await appliance.pass(0);
  const failed = await appliance.get(`/deliveries/${delivery.id}`);
  expect(failed).toMatchObject({ state: "waiting", attemptsCount: 2, dueAt: "2026-01-05T12:00:05.000Z" });
  await retry();
  await appliance.pass(0);
  expect(await appliance.get(`/deliveries/${delivery.id}`)).toMatchObject({ state: "delivered", dueAt: null });
  expect((await retry()).status).toBe(202);
  await appliance.pass(0);
  const { state, attempts } = await appliance.get(`/deliveries/${delivery.id}`);
  expect(state).toBe("delivered");
  expect(attempts.map(({ trigger }: { trigger: string }) => trigger)).toEqual([
    "schedule",
    "manual",
    "manual",
    "manual",
  ]);
});

test("a retry while an attempt is in flight is a conflict", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const { delivery } = await deliver(appliance, shop);
  await appliance.pass(0);
  const response = await appliance.request("POST", `/deliveries/${delivery.id}/retry`);
  expect(await response.json()).toMatchObject({ status: 409, code: "in_flight" });
  await appliance.pass(20 * SECOND);
});

test("a retry to an endpoint that is off or gone is a conflict", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const { delivery, endpoint } = await deliver(appliance, shop);
  await appliance.pass(0);
  const retry = async () => (await appliance.request("POST", `/deliveries/${delivery.id}/retry`)).json();
  await appliance.patch(`/webhooks/endpoints/${endpoint.id}`, { active: false });
  expect(await retry()).toMatchObject({ status: 409, code: "endpoint_off", detail: expect.stringContaining("paused") });
  await appliance.delete(`/webhooks/endpoints/${endpoint.id}`);
  expect(await retry()).toMatchObject({
    status: 409,
    code: "endpoint_off",
    detail: expect.stringContaining("deleted"),
  });
});

test("what was sent to a deleted endpoint stays readable", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const { delivery, endpoint, event } = await deliver(appliance, shop);
  await appliance.pass(0);
  await appliance.delete(`/webhooks/endpoints/${endpoint.id}`);
  expect(await appliance.get(`/deliveries/${delivery.id}`)).toMatchObject({
    endpointId: endpoint.id,
    state: "delivered",
  });
  expect((await appliance.get(`/events/${event.id}`)).deliveries).toHaveLength(1);
});

test("an event shows all of its deliveries, however many", async () => {
  await using appliance = await startAppliance();
  for (let i = 0; i < 300; i += 50) {
    const add = () => appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:1/", active: false });
    await Promise.all(Array.from({ length: 50 }, add));
  }
  const { id, deliveries } = await appliance.post("/events", { type: "a", data: {} });
  expect(deliveries).toBe(300);
  expect((await appliance.get(`/events/${id}`)).deliveries).toHaveLength(300);
});
