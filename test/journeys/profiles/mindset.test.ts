/** Mindset AMS's webhooks, as its page tells them. *Source:* `003_018233c44f50101b.txt`. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { version } from "../../../package.json";
import { builtInProfile } from "../../../server/profiles/built-in.ts";
import { DAY, SECOND } from "../../help/clock.ts";
import { expectSchedule, expectStandardSignature, expectTimeout, hmacHex, startProduct } from "../../help/product.ts";
import { startReceiver } from "../../help/receiver.ts";
import { deliveriesOf, postEvent, startStory } from "../../help/story.ts";

setDefaultTimeout(60_000);

test("you will receive an HTTP POST request with event details and a signature header, for each change of each entity", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("mindset");
  const { eventTypes } = builtInProfile("mindset")!;
  const form = { name: "Production Event Sync", url: shop.url, events: ["agent.*", "context.*", "contextfile.*"] };
  const { secret } = await appliance.post("/webhooks/endpoints", form);
  for (const { type, sample } of eventTypes) {
    await appliance.post("/events", { type, timestamp: "2026-01-05T12:00:00Z", data: sample });
    await appliance.pass(0);
    const request = shop.requests.at(-1)!;
    expect(request.method).toBe("POST");
    expect(JSON.parse(request.body)).toEqual({
      id: request.headers.get("webhook-id"),
      event: type,
      timestamp: "2026-01-05T12:00:00.000Z",
      externalTenantId: expect.stringMatching(/^org_/),
      data: sample,
    });
    expect(request.headers.get("user-agent")).toBe(`Hookwheel/${version}`);
    expect(request.headers.get("x-mindset-signature")).toBe(hmacHex(secret, request.body));
    expectStandardSignature(secret, request);
  }
  expect(shop.requests).toHaveLength(9);
});

test("select only the entities you need: a webhook for contexts hears nothing of agents or of context files", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("mindset");
  await startStory(appliance, shop.url, { events: ["context.*"] }, "context.created");
  for (const type of ["agent.created", "contextfile.created", "context.deleted"]) await postEvent(appliance, type);
  await appliance.pass(0);
  expect(shop.requests.map(({ body }) => JSON.parse(body).event)).toEqual(["context.created", "context.deleted"]);
});

test("if your endpoint doesn't respond, the event is lost: no automatic retries", async () => {
  await using shop = await startReceiver({ answers: [503] });
  await using appliance = await startProduct("mindset");
  await expectSchedule(appliance, shop, "agent.updated", []);
});

test("an endpoint that takes longer than the timeout has lost the event too", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("mindset", { receivers: [shop] });
  await expectTimeout(appliance, shop, "agent.updated", 15 * SECOND);
  expect(await deliveriesOf(appliance)).toMatchObject([{ state: "failed", attemptsCount: 1 }]);
});

test("to pause a webhook: no notifications will be sent, and what happened meanwhile does not come afterwards", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("mindset");
  const story = await startStory(appliance, shop.url, {}, "agent.created");
  await story.change({ active: false });
  expect(await story.endpoint()).toMatchObject({ status: "paused" });
  await postEvent(appliance, "agent.updated");
  await appliance.pass(DAY);
  expect((await deliveriesOf(appliance))[0]).toMatchObject({ state: "skipped", reason: "webhook paused" });

  await story.change({ active: true });
  await postEvent(appliance, "agent.deleted");
  await appliance.pass(DAY);
  expect(shop.requests.map(({ body }) => JSON.parse(body).event)).toEqual(["agent.created", "agent.deleted"]);
});

test("inactive: the webhook is saved but won't send notifications", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("mindset");
  const story = await startStory(appliance, shop.url, { active: false }, "agent.created");
  expect(await story.endpoint()).toMatchObject({ status: "paused" });
  expect(shop.requests).toHaveLength(0);
});

test("a webhook that only fails stays active", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startProduct("mindset");
  const story = await startStory(appliance, shop.url, {}, "agent.created");
  for (let count = 2; count <= 60; count++) await postEvent(appliance, "agent.created");
  await appliance.pass(0);
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 60 });
});

test("to copy the secret at any time, and to use one URL for several webhooks", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("mindset");
  const added = [
    await appliance.post("/webhooks/endpoints", { url: shop.url, name: "Staging Notifications" }),
    await appliance.post("/webhooks/endpoints", { url: shop.url, name: "Audit Log Integration" }),
  ];
  for (const { id, secret } of added) {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    for (let times = 0; times < 2; times++) {
      expect(await appliance.get(`/webhooks/endpoints/${id}/secret`)).toEqual({ secret });
    }
  }
});

test("find webhooks by name, all of them, only active ones or only inactive ones", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("mindset");
  for (const [name, active] of [
    ["Production Event Sync", true],
    ["Staging Notifications", false],
    ["Staging Test Webhook", true],
  ] as const) {
    await appliance.post("/webhooks/endpoints", { url: shop.url, name, active });
  }
  const namesOf = async (query: string) => {
    const { data } = await appliance.get(`/webhooks/endpoints${query}`);
    return data.map(({ name }: { name: string }) => name);
  };
  expect(await namesOf("?search=staging")).toEqual(["Staging Test Webhook", "Staging Notifications"]);
  expect(await namesOf("?status=active")).toEqual(["Staging Test Webhook", "Production Event Sync"]);
  expect(await namesOf("?status=paused")).toEqual(["Staging Notifications"]);
  expect(await namesOf("?search=nothing")).toEqual([]);
});

test("real-time validation: a name over 50, a URL over 500 or not http(s), an empty URL, each told with its limit", async () => {
  await using appliance = await startProduct("mindset");
  const { id } = await appliance.post("/webhooks/endpoints", { url: "https://your-platform.com/webhooks/mindset" });
  const base = "https://your-platform.com/";
  for (const [field, value, message] of [
    ["name", "x".repeat(51), "use at most 50 characters"],
    ["url", base.padEnd(501, "x"), "use at most 500 characters"],
    ["url", "", expect.stringContaining("cannot be empty")],
    ["url", "your-platform.com", "start it with https:// or http://"],
    ["url", "javascript:alert(1)", "start it with https:// or http://"],
    ["url", "data:text/plain,a", "start it with https:// or http://"],
    ["url", "file:///etc/passwd", "start it with https:// or http://"],
    ["url", "https://", expect.stringContaining("give a whole URL")],
  ] as const) {
    for (const [method, path] of [
      ["POST", "/webhooks/endpoints"],
      ["PATCH", `/webhooks/endpoints/${id}`],
    ] as const) {
      const form = { ...(method === "POST" && { url: `${base}hooks` }), [field]: value };
      const answer = await appliance.request(method, path, form);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ errors: [{ path: field, message }] });
    }
  }
  const form = { name: "x".repeat(50), url: base.padEnd(500, "x") };
  expect(await appliance.post("/webhooks/endpoints", form)).toMatchObject(form);
});

test("when the limit of fifty is reached, a webhook must be deleted before a new one is created", async () => {
  await using appliance = await startProduct("mindset");
  const form = { url: "https://your-platform.com/webhooks" };
  const ids: string[] = [];
  for (let count = 1; count <= 40; count++) ids.push((await appliance.post("/webhooks/endpoints", form)).id);
  const crowd = await Promise.all(
    Array.from({ length: 15 }, async () => (await appliance.request("POST", "/webhooks/endpoints", form)).status),
  );
  expect(crowd.filter((status) => status === 201)).toHaveLength(10);
  expect(crowd.filter((status) => status === 409)).toHaveLength(5);
  expect((await appliance.get("/webhooks/endpoints?limit=250")).data).toHaveLength(50);
  const answer = await appliance.request("POST", "/webhooks/endpoints", form);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    code: "conflict",
    detail: "An environment has at most 50 endpoints: delete one first.",
  });
  expect((await appliance.request("POST", "/inbox", { endpoint: true })).status).toBe(409);
  expect((await appliance.get("/inbox")).data).toEqual([]);
  await appliance.delete(`/webhooks/endpoints/${ids[0]}`);
  expect((await appliance.request("POST", "/webhooks/endpoints", form)).status).toBe(201);
});

test("a custom header cannot stand in for the signature", async () => {
  await using appliance = await startProduct("mindset");
  const form = { url: "https://your-platform.com/", headers: { "X-Mindset-Signature": "forged" } };
  const answer = await appliance.request("POST", "/webhooks/endpoints", form);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    errors: [{ path: "headers", message: expect.stringContaining("signature") }],
  });
});

test("what was skipped on the way and is recovered is not lost to its first request, when that fails later", async () => {
  await using shop = await startReceiver({ answers: ["hang", 200] });
  await using appliance = await startProduct("mindset", { receivers: [shop] });
  const { endpointId, ...story } = await startStory(appliance, shop.url, {}, "agent.created");
  await appliance.post(`/webhooks/endpoints/${endpointId}/pause`, undefined);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ state: "skipped" });
  await appliance.post(`/webhooks/endpoints/${endpointId}/enable`, {});
  await appliance.post(`/webhooks/endpoints/${endpointId}/recover`, { since: "2026-01-01T00:00:00Z" });
  await appliance.pass(0);
  shop.release(500);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ state: "delivered", attemptsCount: 2 });
  expect(shop.requests).toHaveLength(2);
});
