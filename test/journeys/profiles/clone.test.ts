/** Journeys of profiles that people make: followed at once, and changed while deliveries are under way. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, type ApplianceOptions, startAppliance } from "../../help/appliance.ts";
import { type Binary, startBinary } from "../../help/binary.ts";
import { HOUR, MINUTE, SECOND } from "../../help/clock.ts";
import { changeTenant, expectSchedule, hmacHex } from "../../help/product.ts";
import { startReceiver } from "../../help/receiver.ts";
import { postEvent, startStory } from "../../help/story.ts";

setDefaultTimeout(60_000);

/** An appliance whose organization follows a clone. */
async function startClone(changes: object, options: ApplianceOptions = {}): Promise<Appliance> {
  const appliance = await startAppliance(options);
  await appliance.post("/profiles", { name: "ours", from: "agentset", ...changes });
  await changeTenant(appliance, { organization: { profile: "ours" } });
  return appliance;
}

test("a clone of agentset with three waits of one second retries three times, one second apart", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startClone({ retry: { waitsMs: [1000, 1000, 1000] } });
  await expectSchedule(appliance, shop, "document.ready", [SECOND, SECOND, SECOND]);
  expect(shop.requests[0]!.headers.get("user-agent")).toBe("Agentset-Webhook/1.0");
});

async function ask(binary: Binary, method: string, path: string, body?: object) {
  const headers = { "content-type": "application/json" };
  const response = await binary.api(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  expect(response.status).toBeLessThan(300);
  // oxlint-disable-next-line typescript/no-explicit-any -- the expectations say its shape
  return (await response.json()) as any;
}

test("in the running binary it does so too, and samples are checked there", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using binary = await startBinary({ env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } });
  const sample = { total: 12 };
  const schema = { required: ["total"], properties: { total: { type: "integer" } } };
  await ask(binary, "POST", "/event-types", { type: "order.paid", sample, schema });
  await ask(binary, "POST", "/profiles", { name: "ours", from: "agentset", retry: { waitsMs: [1000, 1000, 1000] } });
  const { data } = await ask(binary, "GET", "/organizations");
  await ask(binary, "PATCH", `/organizations/${data[0].id}`, { profile: "ours" });
  await ask(binary, "POST", "/webhooks/endpoints", { url: shop.url, events: ["order.paid"] });
  const { id } = await ask(binary, "POST", "/events", { type: "order.paid", data: sample });
  await shop.come(4);
  const seconds = shop.requests.map(({ headers }) => Number(headers.get("webhook-timestamp")));
  for (const [i, at] of seconds.entries()) expect([1, 2]).toContain(i === 0 ? 1 : at - seconds[i - 1]!);
  const [delivery] = (await ask(binary, "GET", `/events/${id}`)).deliveries;
  const { attempts } = await ask(binary, "GET", `/deliveries/${delivery.id}`);
  const starts = attempts.map(({ startedAt }: { startedAt: string }) => Date.parse(startedAt));
  for (let i = 1; i < starts.length; i++) {
    expect(starts[i] - starts[i - 1]).toBeGreaterThanOrEqual(1000);
    expect(starts[i] - starts[i - 1]).toBeLessThan(2500);
  }
});

test("a changed profile leaves stored bodies and set times as they are, and what comes next goes by it", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startClone({ retry: { waitsMs: [1 * MINUTE, 2 * MINUTE, 3 * MINUTE] } });
  const { secret } = await appliance.post("/webhooks/endpoints", { url: `${shop.url}/other`, events: ["a"] });
  const story = await startStory(appliance, shop.url, { events: ["document.ready"], secret }, "document.ready");
  const { dueAt } = await story.delivery();
  await appliance.patch("/profiles/ours", {
    envelope: { happened: "$type", payload: "$data" },
    userAgent: "Ours/2",
    signatures: [
      { header: "X-Ours", signed: "{id}:{body}", encoding: "hex", prefix: "v1=", timestampHeader: "X-Ours-Time" },
    ],
    retry: { waitsMs: [1 * HOUR, 2 * HOUR, 3 * HOUR] },
  });
  expect(await story.delivery()).toMatchObject({ dueAt });
  await appliance.pass(1 * MINUTE);

  const [before, after] = shop.requests;
  expect(after!.body).toBe(before!.body);
  expect(before!.headers.get("user-agent")).toBe("Agentset-Webhook/1.0");
  expect(after!.headers.get("user-agent")).toBe("Ours/2");
  expect(after!.headers.get("agentset-signature")).toBeNull();
  expect(after!.headers.get("x-ours")).toBe(`v1=${hmacHex(secret, `${story.eventId}:${after!.body}`)}`);
  expect(after!.headers.get("x-ours-time")).toBe(after!.headers.get("webhook-timestamp")!);
  const next = new Date(appliance.clock.now() + 2 * HOUR).toISOString();
  expect(await story.delivery()).toMatchObject({ state: "waiting", dueAt: next });

  await postEvent(appliance, "document.ready");
  await appliance.pass(0);
  expect(shop.requests[2]!.body).toBe(`{"happened":"document.ready","payload":{}}`);
});

test("a delivery whose place is past the end of the new waits has failed at its next verdict", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startClone({ retry: { waitsMs: [1000, 1000, 1000, 1000] } });
  const story = await startStory(appliance, shop.url, {}, "document.ready");
  await appliance.pass(2 * SECOND);
  await appliance.patch("/profiles/ours", { retry: { waitsMs: [5000] } });
  expect(await story.delivery()).toMatchObject({ state: "waiting", attemptsCount: 3 });
  await appliance.pass(1 * SECOND);
  expect(await story.delivery()).toMatchObject({ state: "failed", attemptsCount: 4, dueAt: null });
});

test("the verdict of an attempt under way goes by the profile as it is when it ends", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startClone({ retry: { waitsMs: [1000] } }, { receivers: [shop] });
  const story = await startStory(appliance, shop.url, {}, "document.ready");
  await appliance.patch("/profiles/ours", { retry: { waitsMs: [5000] } });
  shop.release(500);
  await appliance.pass(0);
  expect(await story.delivery()).toMatchObject({ dueAt: new Date(appliance.clock.now() + 5000).toISOString() });
});

test("a header that the profile has come to sign with takes the place of a customer's own", async () => {
  await using shop = await startReceiver();
  await using appliance = await startClone({ signatures: [] });
  const { secret } = await appliance.post("/webhooks/endpoints", {
    url: shop.url,
    headers: { "X-Ours": "mine", "X-Room": "12" },
  });
  await appliance.patch("/profiles/ours", {
    signatures: [{ header: "x-ours", signed: "{body}", encoding: "hex", prefix: "", timestampHeader: null }],
  });
  await postEvent(appliance, "document.ready");
  await appliance.pass(0);
  expect(shop.requests[0]!.headers.get("x-ours")).toBe(hmacHex(secret, shop.requests[0]!.body));
  expect(shop.requests[0]!.headers.get("x-room")).toBe("12");
});

test("a profile that an organization follows is not deleted; it is once they follow another", async () => {
  await using appliance = await startClone({});
  const refused = await appliance.delete("/profiles/ours");
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "conflict", detail: expect.stringContaining("follow") });
  const { id } = await appliance.post("/organizations", { name: "Acme", profile: "ours" });
  await changeTenant(appliance, { organization: { profile: "standard" } });
  expect((await appliance.delete("/profiles/ours")).status).toBe(409);
  await appliance.delete(`/organizations/${id}`);
  expect((await appliance.delete("/profiles/ours")).status).toBe(204);
  await expect(changeTenant(appliance, { organization: { profile: "ours" } })).rejects.toThrow("422");
});

test("the envelope shows the product's own ids of organization and environment, where it has given any", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  await changeTenant(appliance, {
    organization: { profile: "agentpost", externalId: "org_01JQ8X5K2M3N4P5R6S7T8V9W" },
    environment: { externalId: "env_01JQ8X5K2M3N4P5R6S7T8V9W" },
  });
  await startStory(appliance, shop.url, {}, "message.received");
  expect(JSON.parse(shop.requests[0]!.body)).toMatchObject({
    org_id: "org_01JQ8X5K2M3N4P5R6S7T8V9W",
    env_id: "env_01JQ8X5K2M3N4P5R6S7T8V9W",
  });
});

test("what was done to profiles and event types is told in the audit log", async () => {
  await using appliance = await startClone({});
  await appliance.patch("/profiles/ours", { timeoutMs: 5000 });
  await appliance.request("PATCH", "/profiles/agentset", { timeoutMs: 5000 });
  await appliance.post("/event-types", { type: "order.paid" });
  await appliance.patch("/event-types/order.paid", { archived: true });
  await appliance.delete("/event-types/order.paid");
  const { id, secret } = await appliance.post("/webhooks/endpoints", { url: "https://shop.example/" });
  const rotated = await appliance.post(`/webhooks/endpoints/${id}/rotate-secret`, { secret: "a secret of our own" });
  await changeTenant(appliance, { organization: { profile: "standard" } });
  await appliance.delete("/profiles/ours");
  const { data } = await appliance.get("/audit");
  expect(data.map(({ action, subjectId }: Record<string, string>) => `${action} ${subjectId}`).toReversed()).toEqual([
    "profile.created ours",
    expect.stringMatching(/^organization.changed/),
    "profile.changed ours",
    "event_type.created order.paid",
    "event_type.changed order.paid",
    "event_type.deleted order.paid",
    `endpoint.created ${id}`,
    `endpoint.secret_rotated ${id}`,
    expect.stringMatching(/^organization.changed/),
    "profile.deleted ours",
  ]);
  const told = JSON.stringify(data);
  for (const hidden of [secret, rotated.secret]) expect(told).not.toContain(hidden);
});
