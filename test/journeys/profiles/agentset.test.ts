/** Agentset's webhooks, as its two pages tell them. *Source:* `000_ba197ae815b3e4bb.txt`, `001_5aa01c6856bbdad8.txt`. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { HOUR, MINUTE, SECOND } from "../../help/clock.ts";
import { startMailbox } from "../../help/mailbox.ts";
import { expectSchedule, expectStandardSignature, expectTimeout, hmacHex, startProduct } from "../../help/product.ts";
import { startReceiver } from "../../help/receiver.ts";
import samples from "../../help/samples.json";
import { deliveriesOf, postEvent, startStory } from "../../help/story.ts";

setDefaultTimeout(60_000);

/** "Retry attempt | Delay". */
const WAITS_MS = [
  12 * SECOND,
  2 * MINUTE + 24 * SECOND,
  30 * MINUTE + 8 * SECOND,
  6 * HOUR + 7 * MINUTE + 6 * SECOND,
  12 * HOUR + 14 * MINUTE + 12 * SECOND,
  24 * HOUR,
  24 * HOUR,
  24 * HOUR,
  24 * HOUR,
  24 * HOUR,
];

test("all webhook payloads follow this format: each of the fourteen events arrives as its sample payload shows it", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentset");
  const { secret } = await appliance.post("/webhooks/endpoints", {
    name: "Search index",
    url: shop.url,
    events: samples.map(({ event }) => event),
  });
  for (const { event, createdAt, data } of samples) {
    await appliance.post("/events", { type: event, timestamp: createdAt, data });
    await appliance.pass(0);
    const request = shop.requests.at(-1)!;
    const { id, ...payload } = JSON.parse(request.body);
    expect(id).toStartWith("evt_");
    expect(request.headers.get("webhook-id")).toBe(id);
    expect(Object.keys(JSON.parse(request.body))).toEqual(["id", "event", "createdAt", "data"]);
    expect(payload).toEqual({ event, createdAt, data });
    expect(JSON.stringify(payload.data)).toBe(JSON.stringify(data));
  }
  expect(shop.requests).toHaveLength(14);
  for (const request of shop.requests) {
    expect(request.headers.get("user-agent")).toBe("Agentset-Webhook/1.0");
    expect(request.headers.get("agentset-signature")).toBe(hmacHex(secret, request.body));
    expectStandardSignature(secret, request);
  }
});

test("if no namespaces are selected, the webhook receives events from all namespaces; else from the selected ones", async () => {
  await using all = await startReceiver();
  await using some = await startReceiver();
  await using appliance = await startProduct("agentset");
  await appliance.post("/webhooks/endpoints", { url: all.url, events: ["document.ready"] });
  await appliance.post("/webhooks/endpoints", { url: some.url, events: ["document.ready"], namespaces: ["ns_guides"] });
  for (const namespace of ["ns_guides", "ns_drafts"]) {
    await appliance.post("/events", { type: "document.ready", namespace, data: { namespace } });
  }
  await appliance.post("/events", { type: "document.error", namespace: "ns_guides", data: {} });
  await appliance.pass(0);
  const namespacesAt = ({ requests }: typeof all) => requests.map(({ body }) => JSON.parse(body).data.namespace);
  expect(namespacesAt(all)).toEqual(["ns_guides", "ns_drafts"]);
  expect(namespacesAt(some)).toEqual(["ns_guides"]);
});

test("a request that is not answered with a success status within 20 seconds is retried", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentset", { receivers: [shop] });
  await expectTimeout(appliance, shop, "document.ready", 20 * SECOND);
  shop.answer(200);
  await appliance.pass(12 * SECOND);
  expect(await deliveriesOf(appliance)).toMatchObject([{ state: "delivered", attemptsCount: 2 }]);
});

test("ten retries with exponential backoff, capped at 24 hours, all seen in the logs, whatever the dice say", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startProduct("agentset", { dice: () => 0.99 });
  const story = await expectSchedule(appliance, shop, "document.ready", WAITS_MS);
  expect((await story.delivery()).attempts).toHaveLength(11);
});

test("on the 20th consecutive failed attempt the webhook is disabled, and receives no further retry attempts", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startProduct("agentset");
  const story = await startStory(appliance, shop.url, {}, "document.ready");
  for (let count = 2; count <= 19; count++) await postEvent(appliance, "document.ready");
  await appliance.pass(0);
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 19 });

  await postEvent(appliance, "document.ready");
  await appliance.pass(0);
  expect(await story.endpoint()).toMatchObject({ status: "disabled", consecutiveFailures: 20 });
  expect(shop.requests).toHaveLength(20);

  await postEvent(appliance, "document.ready");
  await appliance.pass(48 * HOUR);
  expect(shop.requests).toHaveLength(20);
  const rows = await deliveriesOf(appliance);
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["skipped"]));
  expect(rows[0]!.reason).toBe("webhook disabled");
});

test("notifications are sent to organization owners after 5, 10 and 15 failed attempts, and when the webhook is disabled", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using mailbox = await startMailbox();
  const env = { HOOKWHEEL_SMTP_URL: mailbox.url, HOOKWHEEL_MAIL_FROM: "hooks@acme.example" };
  await using appliance = await startProduct("agentset", { owners: ["ann@acme.example"], env });
  await startStory(appliance, shop.url, { name: "Index", maxInFlight: 1 }, "document.ready");
  const told: number[] = [];
  for (let count = 1; count <= 20; count++) {
    if (count > 1) await postEvent(appliance, "document.ready");
    await appliance.pass(0);
    while (told.length < mailbox.letters.length) told.push(count);
  }
  expect(told).toEqual([5, 10, 15, 20]);
  expect(mailbox.letters.map(({ subject }) => subject)).toEqual([
    "[Default] Webhook “Index” has failed 5 times in a row",
    "[Default] Webhook “Index” has failed 10 times in a row",
    "[Default] Webhook “Index” has failed 15 times in a row",
    "[Default] Webhook “Index” has been disabled",
  ]);
});

test("a success in between starts the count of consecutive failed attempts afresh, and a 410 counts like any other", async () => {
  await using shop = await startReceiver({ answers: [...Array<number>(19).fill(410), 200, 410] });
  await using appliance = await startProduct("agentset");
  const story = await startStory(appliance, shop.url, {}, "document.ready");
  for (let count = 2; count <= 21; count++) {
    await postEvent(appliance, "document.ready");
    await appliance.pass(0);
  }
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 1 });
});

test("a disabled webhook is enabled again, and receives what happens from then on", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startProduct("agentset");
  const story = await startStory(appliance, shop.url, {}, "document.ready");
  for (let count = 2; count <= 20; count++) await postEvent(appliance, "document.ready");
  await appliance.pass(0);
  expect(await story.endpoint()).toMatchObject({ status: "disabled" });

  shop.answer(200);
  await appliance.post(`/webhooks/endpoints/${story.endpointId}/enable`, {});
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 0, failingSince: null });
  await postEvent(appliance, "document.ready");
  await appliance.pass(48 * HOUR);
  expect(shop.requests).toHaveLength(21);
});

test("a name helps to identify the webhook, and has at most 40 characters", async () => {
  await using appliance = await startProduct("agentset");
  const answer = await appliance.request("POST", "/webhooks/endpoints", {
    name: "x".repeat(41),
    url: "https://webhook.site/",
    events: ["document.ready"],
  });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ errors: [{ path: "name", message: "use at most 40 characters" }] });
});

test("a test event of the type that you select arrives at once, as that type's sample payload shows it", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentset");
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["document.ready"] });
  for (const { event, data } of samples) {
    const attempt = await appliance.post(`/webhooks/endpoints/${id}/test`, { type: event, wait: true });
    expect(attempt).toMatchObject({ outcome: "delivered", trigger: "test" });
    expect(JSON.parse(shop.requests.at(-1)!.body)).toMatchObject({ event, data });
    await appliance.pass(2 * SECOND);
  }
  expect(shop.requests).toHaveLength(14);
});
