/** AgentWarden's webhooks, as its page tells them. *Source:* `002_9464c764688d40e8.txt`. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { builtInProfile } from "../../../server/profiles/built-in.ts";
import { HOUR, SECOND } from "../../help/clock.ts";
import {
  changeTenant,
  expectSchedule,
  expectStandardSignature,
  expectTimeout,
  startProduct,
} from "../../help/product.ts";
import { startReceiver } from "../../help/receiver.ts";
import { deliveriesOf, postEvent, startStory } from "../../help/story.ts";

setDefaultTimeout(60_000);

test("the events you want to subscribe to arrive as POST requests that tell their sender by the User-Agent", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentwarden");
  const { eventTypes } = builtInProfile("agentwarden")!;
  const { secret } = await appliance.post("/webhooks/endpoints", {
    url: shop.url,
    events: eventTypes.map(({ type }) => type),
  });
  for (const { type, sample } of eventTypes) {
    await appliance.post("/events", { type, timestamp: "2026-01-05T12:00:00Z", data: sample });
    await appliance.pass(0);
    const request = shop.requests.at(-1)!;
    expect(request.method).toBe("POST");
    expect(request.headers.get("user-agent")).toBe("AgentWarden-Webhook/1.0");
    expect(JSON.parse(request.body)).toEqual({
      id: request.headers.get("webhook-id"),
      event: type,
      timestamp: "2026-01-05T12:00:00.000Z",
      data: sample,
    });
    expectStandardSignature(secret, request);
  }
  expect(shop.requests).toHaveLength(5);
});

test("Test Webhook verifies that it's working, with a sample of what it is subscribed to", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentwarden");
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["approval.approved"] });
  const attempt = await appliance.post(`/webhooks/endpoints/${id}/test`, { wait: true });
  expect(attempt).toMatchObject({ outcome: "delivered" });
  const { sample } = builtInProfile("agentwarden")!.eventTypes.find(({ type }) => type === "approval.approved")!;
  expect(JSON.parse(shop.requests[0]!.body)).toMatchObject({ event: "approval.approved", data: sample });
});

test("an event that is not subscribed to is not sent", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentwarden");
  await startStory(appliance, shop.url, { events: ["log.blocked"] }, "log.blocked");
  await postEvent(appliance, "log.failed");
  await appliance.pass(0);
  expect(shop.requests).toHaveLength(1);
});

test("an endpoint should respond within 5 seconds", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentwarden", { receivers: [shop] });
  await expectTimeout(appliance, shop, "log.blocked", 5 * SECOND);
});

test("failed deliveries are retried up to 3 times with exponential backoff", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startProduct("agentwarden");
  await expectSchedule(appliance, shop, "log.blocked", [10 * SECOND, 60 * SECOND, 360 * SECOND]);
});

test("duplicate events can be told by their ids: each retry carries the same", async () => {
  await using shop = await startReceiver({ answers: [500, 500, 200] });
  await using appliance = await startProduct("agentwarden");
  await startStory(appliance, shop.url, {}, "approval.approved");
  await appliance.pass(70 * SECOND);
  expect(shop.requests).toHaveLength(3);
  expect(new Set(shop.requests.map(({ body }) => JSON.parse(body).id)).size).toBe(1);
});

test("an endpoint that only fails is never disabled", async () => {
  await using shop = await startReceiver({ answers: [410] });
  await using appliance = await startProduct("agentwarden");
  const story = await startStory(appliance, shop.url, {}, "log.failed");
  for (let count = 2; count <= 60; count++) await postEvent(appliance, "log.failed");
  await appliance.pass(HOUR);
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 240 });
  expect(await deliveriesOf(appliance, { state: "failed" })).toHaveLength(60);
});

test("without a plan that has webhooks none is made or changed, nothing is sent by hand, and the page's own sentence says why", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentwarden");
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url });
  const eventId = await postEvent(appliance, "log.blocked");
  await appliance.pass(0);
  const delivery = (await deliveriesOf(appliance))[0]!;
  await changeTenant(appliance, { organization: { webhooksEnabled: false } });
  for (const [method, path, form] of [
    ["POST", "/webhooks/endpoints", { url: shop.url }],
    ["PATCH", `/webhooks/endpoints/${id}`, { name: "Other" }],
    ["POST", `/webhooks/endpoints/${id}/rotate-secret`, {}],
    ["DELETE", `/webhooks/endpoints/${id}`],
    ["POST", `/webhooks/endpoints/${id}/test`, {}],
    ["POST", `/webhooks/endpoints/${id}/recover`, { since: "2026-01-01T00:00:00Z" }],
    ["POST", `/events/${eventId}/replay`, {}],
    ["POST", `/deliveries/${delivery.id}/retry`],
  ] as const) {
    const answer = await appliance.request(method, path, form);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: "forbidden",
      detail:
        "Webhooks are available on Pro, Business, and Enterprise plans. Upgrade your plan to unlock this feature.",
    });
  }
  expect(await appliance.get(`/webhooks/endpoints/${id}`)).toMatchObject({ name: null, status: "active" });
  await appliance.pass(0);
  expect([shop.requests.length, (await deliveriesOf(appliance)).length]).toEqual([1, 1]);
  expect((await deliveriesOf(appliance))[0]).toEqual(delivery);

  await changeTenant(appliance, { organization: { webhooksEnabled: true } });
  await appliance.patch(`/webhooks/endpoints/${id}`, { name: "Other" });
});

test("without a plan that has webhooks nothing is sent: new events and retries are skipped, what a person asks for is refused", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startProduct("agentwarden");
  const story = await startStory(appliance, shop.url, {}, "log.failed");
  await appliance.pass(10 * SECOND);
  expect(await story.delivery()).toMatchObject({ state: "waiting", attemptsCount: 2 });

  await changeTenant(appliance, { organization: { webhooksEnabled: false } });
  await postEvent(appliance, "log.blocked");
  await appliance.pass(59 * SECOND);
  const skipped = { state: "skipped", reason: "webhooks are not enabled", dueAt: null };
  expect((await deliveriesOf(appliance))[0]).toMatchObject({ ...skipped, attemptsCount: 0 });
  expect(await story.delivery()).toMatchObject({ state: "waiting" });
  await appliance.pass(1 * SECOND);
  expect(await story.delivery()).toMatchObject({ ...skipped, attemptsCount: 2 });
  expect(await story.endpoint()).toMatchObject({ waitingCount: 0 });
  expect(await story.retry()).toBe(403);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ ...skipped, attemptsCount: 2 });
  expect(shop.requests).toHaveLength(2);

  await changeTenant(appliance, { organization: { webhooksEnabled: true } });
  await story.change({ active: false });
  await changeTenant(appliance, { organization: { webhooksEnabled: false } });
  await postEvent(appliance, "log.blocked");
  expect((await deliveriesOf(appliance))[0]).toMatchObject(skipped);
  await changeTenant(appliance, { organization: { webhooksEnabled: true } });
  await story.change({ active: true });

  shop.answer(200);
  await postEvent(appliance, "log.blocked");
  await appliance.pass(HOUR);
  expect(shop.requests).toHaveLength(3);
  expect((await deliveriesOf(appliance))[0]).toMatchObject({ state: "delivered" });
});
