/** Endpoints: adding, reading, changing and deleting them. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { endpointView } from "../../server/api/endpoints/schema.ts";
import type { Endpoint } from "../../server/rules/endpoint.ts";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { startReceiver } from "../help/receiver.ts";

const URL = "https://example.com/webhooks";

let appliance: Appliance;
beforeAll(async () => {
  appliance = await startAppliance();
});
afterAll(() => appliance[Symbol.asyncDispose]());

const add = (form: object = {}) => appliance.post("/webhooks/endpoints", { url: URL, ...form });

test("an endpoint that only has a URL gets everything else by default", async () => {
  const { id, secret, createdAt, ...shown } = await add();
  expect(id).toMatch(/^ep_[0-9a-z]{26}$/);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  expect(shown).toEqual({
    name: null,
    url: URL,
    description: null,
    events: ["*"],
    namespaces: [],
    headers: {},
    rateLimit: null,
    maxInFlight: 10,
    status: "active",
    statusReason: null,
    consecutiveFailures: 0,
    failingSince: null,
    heldUntil: null,
    waitingCount: 0,
    lastSuccessAt: null,
    lastFailureAt: null,
    metadata: {},
    updatedAt: createdAt,
  });
  expect(await appliance.get(`/webhooks/endpoints/${id}`)).toEqual({ id, createdAt, ...shown });
});

test("all that is given is kept, the URL in its normal form", async () => {
  const form = {
    name: "Orders ☂",
    description: "two\nlines",
    events: ["order.paid", "document.*"],
    namespaces: ["eu", "us"],
    rateLimit: 0.5,
    maxInFlight: 1,
    metadata: { plan: "pro" },
  };
  const added = await add({ ...form, url: "HTTPS://Example.com:443/a/../b#c", active: false });
  expect(added).toMatchObject({
    ...form,
    url: "https://example.com/b",
    status: "paused",
    statusReason: "paused by a person",
  });
});

test("a secret and the values of headers are never read back where they do not belong", async () => {
  const secret = "a secret of our own choice";
  const { id } = await add({ secret, headers: { "X-Key": "sesame" } });
  const texts = [
    JSON.stringify(await appliance.get(`/webhooks/endpoints/${id}`)),
    JSON.stringify(await appliance.get("/webhooks/endpoints")),
    JSON.stringify(await appliance.patch(`/webhooks/endpoints/${id}`, { name: "new" })),
    appliance.logLines.join(""),
  ];
  for (const text of texts) expect(text).not.toMatch(/secret of our|sesame/);
  expect(texts[0]).toContain('"headers":{"X-Key":"••••"}');
  expect(await appliance.get(`/webhooks/endpoints/${id}/secret`)).toEqual({ secret });
});

describe("a field that cannot be taken is refused by name", () => {
  const cases: [form: object, path: string][] = [
    [{ url: undefined }, "url"],
    [{ url: "ftp://example.com" }, "url"],
    [{ url: "https://user:pass@example.com" }, "url"],
    [{ url: 7 }, "url"],
    [{ events: [] }, "events"],
    [{ events: ["a b"] }, "events[0]"],
    [{ events: "order.paid" }, "events"],
    [{ namespaces: [""] }, "namespaces[0]"],
    [{ name: "" }, "name"],
    [{ name: "x\u0000" }, "name"],
    [{ name: "\ud800" }, "name"],
    [{ description: "x".repeat(1001) }, "description"],
    [{ headers: { Host: "x" } }, "headers"],
    [{ headers: { "X-A": "1\r\nX-B: 2" } }, "headers"],
    [{ headers: { "X-A": "☂" } }, "headers"],
    [{ headers: { "X-A": "1", "x-a": "2" } }, "headers"],
    [{ headers: { "X-A": "••••" } }, "headers.X-A"],
    [{ rateLimit: 0 }, "rateLimit"],
    [{ rateLimit: 1001 }, "rateLimit"],
    [{ maxInFlight: 0 }, "maxInFlight"],
    [{ maxInFlight: 1.5 }, "maxInFlight"],
    [{ active: "no" }, "active"],
    [{ secret: "too short" }, "secret"],
    [{ metadata: { a: 1 } }, "metadata.a"],
    [{ metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ""])) }, "metadata"],
    [{ status: "active" }, "status"],
    [{ id: "ep_1" }, "id"],
  ];
  for (const [form, path] of cases) {
    test(JSON.stringify(form).slice(0, 80), async () => {
      const response = await appliance.request("POST", "/webhooks/endpoints", { url: URL, ...form });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ code: "invalid", errors: [{ path }] });
    });
  }

  test("__proto__ inside of what is kept as pairs", async () => {
    const body = `{"url":"${URL}","metadata":{"__proto__":"x"}}`;
    const response = await appliance.request("POST", "/webhooks/endpoints", body);
    expect(await response.json()).toMatchObject({ status: 422, errors: [{ path: "metadata.__proto__" }] });
  });
});

describe("a change", () => {
  test("touches what is given and nothing else; null empties, arrays are replaced whole", async () => {
    const { id, secret, ...before } = await add({ name: "a", description: "b", events: ["a", "b"], rateLimit: 5 });
    await appliance.pass(1);
    const after = await appliance.patch(`/webhooks/endpoints/${id}`, { description: null, events: ["c"] });
    expect(after).toEqual({ ...before, id, description: null, events: ["c"], updatedAt: expect.any(String) });
    expect(after.updatedAt).not.toBe(before.updatedAt);
    expect(await appliance.get(`/webhooks/endpoints/${id}`)).toEqual(after);
    expect(await appliance.get(`/webhooks/endpoints/${id}/secret`)).toEqual({ secret });
  });

  test("of the URL keeps the secret, and what waits goes to the new one", async () => {
    await using shop = await startReceiver();
    const { id, secret } = await add({ url: "http://127.0.0.1:1/", events: ["moved"] });
    await appliance.patch(`/webhooks/endpoints/${id}`, { url: shop.url });
    await appliance.post("/events", { type: "moved", data: {} });
    await appliance.pass(0);
    expect(shop.requests).toHaveLength(1);
    expect(await appliance.get(`/webhooks/endpoints/${id}/secret`)).toEqual({ secret });
  });

  test("of the headers replaces them all, and a mask keeps the stored value", async () => {
    await using shop = await startReceiver();
    const { id } = await add({ url: shop.url, events: ["masked"], headers: { "X-Kept": "1", "X-Gone": "2" } });
    const send = async () => {
      await appliance.post("/events", { type: "masked", data: {} });
      await appliance.pass(0);
      return ["x-kept", "x-new", "x-gone"].map((name) => shop.requests.at(-1)?.headers.get(name));
    };
    expect(await send()).toEqual(["1", null, "2"]);
    const changed = await appliance.patch(`/webhooks/endpoints/${id}`, { headers: { "x-KEPT": "••••", "X-New": "3" } });
    expect(changed.headers).toEqual({ "x-KEPT": "••••", "X-New": "••••" });
    expect(await send()).toEqual(["1", "3", null]);
  });

  test("of what cannot be changed, or of a mask without a value, is refused", async () => {
    const { id } = await add();
    for (const [form, path] of [
      [{ secret: "0123456789abcdef" }, "secret"],
      [{ createdAt: "2026-01-01T00:00:00.000Z" }, "createdAt"],
      [{ headers: { "X-A": "••••" } }, "headers.X-A"],
      [{ events: [] }, "events"],
      [{ url: null }, "url"],
    ] as const) {
      const response = await appliance.request("PATCH", `/webhooks/endpoints/${id}`, form);
      expect(await response.json()).toMatchObject({ status: 422, errors: [{ path }] });
    }
  });

  test("of `active` pauses and goes on; twice is once", async () => {
    const { id } = await add();
    const set = (active: boolean) => appliance.patch(`/webhooks/endpoints/${id}`, { active });
    const shown = ({ status, statusReason }: { status: string; statusReason: string | null }) => [status, statusReason];
    expect(shown(await set(true))).toEqual(["active", null]);
    expect(shown(await set(false))).toEqual(["paused", "paused by a person"]);
    expect(shown(await set(false))).toEqual(["paused", "paused by a person"]);
    expect(shown(await set(true))).toEqual(["active", null]);
  });

  test("cannot pause what is disabled", async () => {
    await using gone = await startReceiver({ answers: [410] });
    const { id } = await add({ url: gone.url, events: ["gone"] });
    await appliance.post("/events", { type: "gone", data: {} });
    await appliance.pass(0);
    expect(await appliance.get(`/webhooks/endpoints/${id}`)).toMatchObject({ status: "disabled" });
    const response = await appliance.request("PATCH", `/webhooks/endpoints/${id}`, { active: false });
    expect(await response.json()).toMatchObject({ status: 409, code: "conflict" });
    expect(await appliance.patch(`/webhooks/endpoints/${id}`, { active: true })).toMatchObject({ status: "active" });
  });
});

test("a header that two change at once has the value of the one who gave one, not that of before", async () => {
  await using shop = await startReceiver();
  const { id } = await add({ url: shop.url, events: ["kept"], headers: { "X-A": "old", "X-B": "old" } });
  const forms = [
    { "X-A": "new", "X-B": "••••" },
    { "X-A": "••••", "X-B": "new" },
  ];
  await Promise.all(forms.map((headers) => appliance.patch(`/webhooks/endpoints/${id}`, { headers })));
  await appliance.post("/events", { type: "kept", data: {} });
  await appliance.pass(0);
  expect(["x-a", "x-b"].map((name) => shop.requests[0]?.headers.get(name))).toEqual(["new", "new"]);
});

test("health in memory is shown ahead of the store's", () => {
  const stored = {
    consecutiveFailures: 0,
    failingSince: null,
    lastSuccessAt: 1,
    lastFailureAt: null,
    heldUntil: null,
    holdMs: 0,
  };
  const fresher = { ...stored, consecutiveFailures: 3, failingSince: 2, lastFailureAt: 4, heldUntil: 5 };
  const endpoint: Endpoint = {
    seq: 1,
    id: new Uint8Array(16),
    environment: 1,
    url: URL,
    name: null,
    description: null,
    events: ["*"],
    namespaces: [],
    rateLimit: null,
    maxInFlight: 1,
    status: "active",
    statusReason: null,
    metadata: {},
    createdAt: 0,
    updatedAt: 0,
  };
  const row = { endpoint, health: stored, waitingCount: 7, headerNames: [] };
  const iso = (at: number) => new Date(at).toISOString();
  expect(endpointView(row, null)).toMatchObject({ consecutiveFailures: 0, failingSince: null, lastSuccessAt: iso(1) });
  expect(endpointView(row, fresher)).toMatchObject({
    consecutiveFailures: 3,
    failingSince: iso(2),
    lastSuccessAt: iso(1),
    lastFailureAt: iso(4),
    heldUntil: iso(5),
    waitingCount: 7,
  });
});

test("a list is searched in name, URL and description, and sifted by status", async () => {
  const named = await add({ name: "Umbrella Ltd", active: false });
  const described = await add({ description: "sells UMBRELLAS" });
  const listed = async (query: string): Promise<string[]> =>
    (await appliance.get(`/webhooks/endpoints?${query}`)).data.map(({ id }: { id: string }) => id);
  expect(await listed("search=umbrella")).toEqual([described.id, named.id]);
  expect(await listed("search=umbrella&status=paused")).toEqual([named.id]);
  expect(await listed("search=nowhere")).toEqual([]);
});

test("a deleted endpoint is gone at once for every reader", async () => {
  const { id } = await add();
  const response = await appliance.delete(`/webhooks/endpoints/${id}`);
  expect([response.status, await response.text()]).toEqual([204, ""]);
  for (const [method, path] of [
    ["GET", ""],
    ["GET", "/secret"],
    ["DELETE", ""],
  ] as const) {
    expect((await appliance.request(method, `/webhooks/endpoints/${id}${path}`)).status).toBe(404);
  }
  expect((await appliance.request("PATCH", `/webhooks/endpoints/${id}`, { name: "x" })).status).toBe(404);
  const { data } = await appliance.get("/webhooks/endpoints?limit=250");
  expect(data.map((endpoint: { id: string }) => endpoint.id)).not.toContain(id);
});

test("an environment has at most a thousand endpoints", async () => {
  await using full = await startAppliance();
  const form = { url: URL, events: ["never"] };
  for (let i = 0; i < 1000; i += 50) {
    await Promise.all(Array.from({ length: 50 }, () => full.post("/webhooks/endpoints", form)));
  }
  const response = await full.request("POST", "/webhooks/endpoints", form);
  expect(await response.json()).toMatchObject({
    status: 409,
    code: "conflict",
    detail: expect.stringContaining("1000"),
  });
});
