/** AgentPost's webhooks, as its page tells them. *Source:* `004_3a13dd7f6d846cf0.txt`. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { version } from "../../../package.json";
import { builtInProfile } from "../../../server/profiles/built-in.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../help/clock.ts";
import { expectSchedule, expectStandardSignature, expectTimeout, hmacHex, startProduct } from "../../help/product.ts";
import { startReceiver } from "../../help/receiver.ts";
import { deliveriesOf, postEvent, startStory } from "../../help/story.ts";

setDefaultTimeout(60_000);

/** The page's own body, to the letter. */
const PAGE_BODY = `{
    "url": "https://your-app.com/webhooks/agentpost",
    "events": ["message.received", "message.bounced"],
    "description": "Production webhook receiver"
  }`;

test("every webhook delivery sends a JSON payload with a common envelope format", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentpost");
  const { eventTypes } = builtInProfile("agentpost")!;
  const { secret } = await appliance.post("/webhooks/endpoints", { url: shop.url });
  for (const { type, sample } of eventTypes) {
    await appliance.post("/events", { type, timestamp: "2026-03-08T14:30:00Z", data: sample });
    await appliance.pass(SECOND);
    const request = shop.requests.at(-1)!;
    const payload = JSON.parse(request.body);
    expect(Object.keys(payload)).toEqual(["id", "type", "timestamp", "org_id", "env_id", "data"]);
    expect(payload).toEqual({
      id: request.headers.get("webhook-id"),
      type,
      timestamp: "2026-03-08T14:30:00.000Z",
      org_id: expect.stringMatching(/^org_/),
      env_id: expect.stringMatching(/^env_/),
      data: sample,
    });
    expect(request.headers.get("user-agent")).toBe(`Hookwheel/${version}`);
    const timestamp = request.headers.get("x-agentpost-timestamp")!;
    expect(timestamp).toBe(request.headers.get("webhook-timestamp")!);
    expect(request.headers.get("x-agentpost-signature")).toBe(hmacHex(secret, `${timestamp}.${request.body}`));
    expectStandardSignature(secret, request);
  }
  expect(shop.requests).toHaveLength(7);
});

test("a delivery is made for each active webhook endpoint subscribed to the event type, and for no other", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentpost");
  for (const [path, form] of Object.entries({
    both: { events: ["message.received", "message.bounced"] },
    other: { events: ["domain.verified"] },
    off: { events: ["message.received"], active: false },
    all: {},
  })) {
    await appliance.post("/webhooks/endpoints", { url: `${shop.url}/${path}`, ...form });
  }
  await postEvent(appliance, "message.received");
  await appliance.pass(0);
  expect(shop.requests.map(({ path }) => path).sort()).toEqual(["/hooks/all", "/hooks/both"]);
});

test("a failed delivery is retried after 30 seconds, 2 minutes, 10 minutes, 1 hour and 4 hours, then marked as failed", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startProduct("agentpost");
  const waits = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 1 * HOUR, 4 * HOUR];
  await expectSchedule(appliance, shop, "message.received", waits);
});

test("a timeout is a failure", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentpost", { receivers: [shop] });
  await expectTimeout(appliance, shop, "message.received", 30 * SECOND);
});

test("duplicates can be told by the event's id field: every attempt carries the same, with a signature of its own", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startProduct("agentpost");
  await startStory(appliance, shop.url, {}, "message.received");
  await appliance.pass(30 * SECOND);
  const [first, second] = shop.requests;
  expect(second!.body).toBe(first!.body);
  expect(second!.headers.get("x-agentpost-signature")).not.toBe(first!.headers.get("x-agentpost-signature"));
});

test("50 consecutive delivery failures, across any events, disable the endpoint", async () => {
  await using shop = await startReceiver({ answers: [410] });
  await using appliance = await startProduct("agentpost");
  const story = await startStory(appliance, shop.url, {}, "message.received");
  for (let count = 2; count <= 49; count++) {
    await postEvent(appliance, count % 2 === 0 ? "message.bounced" : "domain.verified");
  }
  await appliance.pass(0);
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 49 });
  await postEvent(appliance, "message.sent");
  await appliance.pass(0);
  expect(await story.endpoint()).toMatchObject({ status: "disabled", consecutiveFailures: 50 });
  expect((await appliance.get("/notices")).data).toMatchObject([{ kind: "disabled" }]);
});

test("events that occurred while the endpoint was disabled are not retroactively delivered once it is enabled again", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startProduct("agentpost");
  const story = await startStory(appliance, shop.url, {}, "message.received");
  for (let count = 2; count <= 50; count++) await postEvent(appliance, "message.received");
  await appliance.pass(0);
  expect(await story.endpoint()).toMatchObject({ status: "disabled" });
  await postEvent(appliance, "message.bounced");
  await appliance.pass(DAY);
  expect((await deliveriesOf(appliance))[0]).toMatchObject({ state: "skipped", reason: "webhook disabled" });

  shop.answer(200);
  await appliance.post(`/webhooks/endpoints/${story.endpointId}/enable`, {});
  await postEvent(appliance, "message.sent");
  await appliance.pass(DAY);
  expect(shop.requests).toHaveLength(51);
  expect(JSON.parse(shop.requests[50]!.body).type).toBe("message.sent");
});

test("the page's own request creates a webhook endpoint, and its secret is shown only on creation", async () => {
  await using appliance = await startProduct("agentpost");
  const answer = await appliance.request("POST", "/webhooks/endpoints", PAGE_BODY);
  expect(answer.status).toBe(201);
  const { secret, ...endpoint } = (await answer.json()) as { secret: string; id: string };
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  expect(endpoint).toMatchObject(JSON.parse(PAGE_BODY));

  const path = `/webhooks/endpoints/${endpoint.id}`;
  const asked = await appliance.request("GET", `${path}/secret`);
  expect(asked.status).toBe(409);
  const reads = [
    JSON.stringify(await asked.json()),
    JSON.stringify(await appliance.get(path)),
    JSON.stringify(await appliance.get("/webhooks/endpoints")),
    JSON.stringify(await appliance.patch(path, { description: "Other" })),
  ];
  expect(reads[0]).toContain(`"code":"secret_shown_once"`);
  for (const read of reads) expect(read).not.toContain(secret);
});
