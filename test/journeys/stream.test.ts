/** Journeys of who watches: what happens is seen as it happens, by those who may see it, and slow readers hurt nobody. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { MINUTE, SECOND } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { postEvent, postEvents, startStory } from "../help/story.ts";
import { requestAs, startTenant } from "../help/tenants.ts";
import { type Moved, type Reader, readEvents, readNothing, readSocket } from "../help/stream.ts";

setDefaultTimeout(30_000);

const WAYS: [string, (...given: Parameters<typeof readEvents>) => Promise<Reader>][] = [
  ["server-sent events", readEvents],
  ["a WebSocket", readSocket],
];

const brief = (moved: Moved[]) =>
  moved.map((it) => {
    if (it.kind === "endpoint") return `endpoint ${it.move}`;
    return it.kind === "event" ? `event ${it.type}` : `attempt ${it.outcome}`;
  });

/** A metric's value. */
async function figure(appliance: Appliance, name: string): Promise<number> {
  const text = await (await fetch(`${appliance.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)![1]);
}

/** Resolves when a metric has a value. */
async function comes(appliance: Appliance, name: string, value: number): Promise<void> {
  while ((await figure(appliance, name)) !== value);
}

test.each(WAYS)("an event, its attempt and what becomes of the endpoint are seen by %s", async (_, open) => {
  await using shop = await startReceiver({ answers: [500, 410] });
  await using appliance = await startAppliance();
  await using reader = await open(appliance);
  const story = await startStory(appliance, shop.url, { name: "Shop", headers: { "X-Key": "hush-hush" } });
  await appliance.pass(5 * SECOND);
  await story.change({ active: true });
  await story.change({ active: false });
  await story.change({ name: "Shop 2" });
  await appliance.post(`/webhooks/endpoints/${story.endpointId}/rotate-secret`, {});
  await appliance.delete(`/webhooks/endpoints/${story.endpointId}`);

  const moved = await reader.come(11);
  expect(brief(moved)).toEqual([
    "endpoint added",
    "event order.paid",
    "attempt server_error",
    "endpoint health",
    "attempt gone",
    "endpoint disabled",
    "endpoint enabled",
    "endpoint paused",
    "endpoint changed",
    "endpoint changed",
    "endpoint removed",
  ]);
  const [event] = (await appliance.get("/events")).data;
  expect(moved[1]).toEqual({ kind: "event", ...event });
  const { attempts, eventId, eventType, endpointId } = await story.delivery();
  expect(moved[2]).toEqual({ kind: "attempt", ...attempts[0]!, eventId, eventType, endpointId });
  expect(moved[4]).toEqual({ kind: "attempt", ...attempts[1]!, eventId, eventType, endpointId });
  expect(moved[5]).toEqual({
    kind: "endpoint",
    move: "disabled",
    id: endpointId,
    name: "Shop",
    url: shop.url,
    status: "disabled",
    statusReason: expect.stringContaining("410"),
    consecutiveFailures: 2,
    failingSince: attempts[0]!.startedAt,
    heldUntil: null,
  });
  expect(JSON.stringify(moved)).not.toMatch(/hush-hush|whsec_/);
});

test("a second success is no news of the endpoint, and the delivery that waited in the store has its type", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url, { active: false });
  await using reader = await readEvents(appliance);
  await story.change({ active: true });
  await appliance.pass(0);
  await postEvent(appliance);
  await appliance.pass(0);
  const moved = await reader.come(4);
  expect(brief(moved)).toEqual(["endpoint enabled", "attempt delivered", "event order.paid", "attempt delivered"]);
  expect(moved[1]).toMatchObject({ eventId: story.eventId, eventType: "order.paid" });
});

test("a test is seen as one, and the figures know nothing of it", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url });
  await using reader = await readEvents(appliance);
  await appliance.post(`/webhooks/endpoints/${id}/test`, { type: "order.paid", data: {}, wait: true });
  const moved = await reader.come(2);
  expect(moved).toMatchObject([
    { kind: "event", type: "order.paid", isTest: true, deliveriesCount: 1 },
    { kind: "attempt", trigger: "test", outcome: "delivered", endpointId: id },
  ]);
  const [event] = (await appliance.get("/events?test=true")).data;
  expect(moved[0]).toEqual({ kind: "event", ...event });
  expect(await appliance.get("/stats")).toMatchObject({ attempts: 0, delivered: 0 });
});

test.each(WAYS)("a reader of %s that asks for types, groups or an endpoint sees nothing else", async (_, open) => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const paid = await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["order.paid"] });
  await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["order.sent", "user.made"] });
  await using typed = await open(appliance, "?type=order.sent");
  await using grouped = await open(appliance, "?type=order.sent&type=user.*");
  await using placed = await open(appliance, `?endpoint=${paid.id}`);
  await using whole = await open(appliance);
  for (const type of ["order.paid", "order.sent", "user.made", "users.made"]) await postEvent(appliance, type);
  await appliance.pass(0);
  await appliance.patch(`/webhooks/endpoints/${paid.id}`, { active: false });
  await whole.come(8);
  expect(typed.moved.map(typeOf)).toEqual(["order.sent", "order.sent"]);
  expect(grouped.moved.map(typeOf).toSorted()).toEqual(["order.sent", "order.sent", "user.made", "user.made"]);
  expect(brief(placed.moved)).toEqual(["event order.paid", "attempt delivered", "endpoint paused"]);
});

const typeOf = (it: Moved) => (it.kind === "event" ? it.type : it.kind === "attempt" ? it.eventType : null);

test("what cannot be watched is refused in words", async () => {
  await using appliance = await startAppliance();
  const status = async (query: string, headers = {}) =>
    (await appliance.request("GET", `/stream${query}`, undefined, headers)).status;
  expect(await status("?type=no%20type")).toBe(422);
  expect(await status("?kind=event")).toBe(422);
  expect(await status("?endpoint=x")).toBe(422);
  expect(await status("?endpoint=ep_01h455vb4pex5vsknk084sn02q")).toBe(404);
  expect(await status("", { authorization: "Bearer no" })).toBe(401);
  expect(await status("", { "hookwheel-environment": "another" })).toBe(404);
  expect(await status("", { upgrade: "websocket" })).toBe(422);
  expect(await figure(appliance, "hookwheel_streams_open")).toBe(0);
});

test.each(WAYS)("a token opens %s once, within a minute, and nothing else", async (_, open) => {
  await using appliance = await startAppliance();
  const give = () => appliance.post("/stream/tokens", undefined);
  const { token, expiresAt } = await give();
  expect(expiresAt).toBe(new Date(appliance.clock.now() + MINUTE).toISOString());
  for (const authorization of [`Bearer ${token}`, token]) {
    expect((await appliance.request("GET", "/events", undefined, { authorization })).status).toBe(401);
  }
  expect((await fetch(`${appliance.url}/api/v1/events?token=${token}`)).status).toBe(401);

  await using reader = await open(appliance, `?token=${token}&type=order.*`, {});
  await postEvent(appliance);
  expect(brief(await reader.come(1))).toEqual(["event order.paid"]);
  await expect(open(appliance, `?token=${token}`, {})).rejects.toThrow();

  const late = await give();
  await appliance.pass(MINUTE);
  await expect(open(appliance, `?token=${late.token}`, {})).rejects.toThrow();
  await expect(open(appliance, "?token=", {})).rejects.toThrow();
  await expect(open(appliance, "", {})).rejects.toThrow();
  const log = appliance.logLines.join("\n");
  expect(log).toContain("/api/v1/stream");
  for (const text of [token, late.token]) expect(log).not.toContain(text);
});

test.each(WAYS)(
  "who may not watch any more sees the end of it by %s within 15 seconds, by key or by token",
  async (_, open) => {
    await using appliance = await startAppliance();
    const acme = await startTenant(appliance, "acme");
    const authorization = `Bearer ${acme.keys.read}`;
    const { token } = await (await requestAs(appliance, acme.keys.read, "POST", "/stream/tokens")).json();
    const unused = await (await requestAs(appliance, acme.keys.read, "POST", "/stream/tokens")).json();
    await using keyed = await open(appliance, "", { authorization });
    await using granted = await open(appliance, `?token=${token}`, {});
    await using other = await open(appliance, "", { authorization: `Bearer ${acme.keys.owner}` });
    await appliance.pass(15 * SECOND);
    await appliance.delete(`/keys/${acme.keyIds.read}`);
    await expect(open(appliance, `?token=${unused.token}`, {})).rejects.toThrow();
    await appliance.pass(15 * SECOND);
    for (const reader of [keyed, granted]) expect(await reader.ended).toBe(open === readSocket ? 1008 : null);
    await requestAs(appliance, acme.keys.owner, "POST", "/events", { type: "order.paid", data: {} });
    expect(brief(await other.come(1))).toEqual(["event order.paid"]);
  },
);

test.each(WAYS)("nothing of another environment is seen by %s, and its endpoints are unknown", async (_, open) => {
  await using appliance = await startAppliance();
  const [acme, globex] = [await startTenant(appliance, "acme"), await startTenant(appliance, "globex")];
  await using reader = await open(appliance, "", { authorization: `Bearer ${acme.keys.read}` });
  const form = { url: "http://127.0.0.1:1/" };
  const { id } = await (await requestAs(appliance, globex.keys.full, "POST", "/webhooks/endpoints", form)).json();
  await requestAs(appliance, globex.keys.full, "POST", "/events", { type: "order.paid", data: {} });
  await appliance.pass(0);
  await requestAs(appliance, acme.keys.full, "POST", "/events", { type: "order.sent", data: {} });
  expect(brief(await reader.come(1))).toEqual(["event order.sent"]);
  const foreign = await requestAs(appliance, acme.keys.read, "GET", `/stream?endpoint=${id}`);
  expect(foreign.status).toBe(404);
  const stats = await (await requestAs(appliance, acme.keys.read, "GET", "/stats")).json();
  expect([stats.attempts, stats.waitingCount]).toEqual([0, 0]);
  expect((await (await requestAs(appliance, globex.keys.read, "GET", "/stats")).json()).attempts).toBe(1);
});

test.each(WAYS)("a quiet stream by %s shows every 15 seconds that it is alive", async (_, open) => {
  await using appliance = await startAppliance();
  await using reader = await open(appliance);
  await postEvent(appliance);
  await reader.come(1);
  const before = reader.beatsCount;
  for (let beat = 1; beat <= 3; beat++) await appliance.pass(15 * SECOND);
  await postEvent(appliance);
  await reader.come(2);
  expect(reader.beatsCount - before).toBe(3);
});

test.each(WAYS)("a stop ends %s politely, after the last attempt", async (_, open) => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance({ env: { HOOKWHEEL_SHUTDOWN_SECONDS: "3" } });
  await using reader = await open(appliance);
  await startStory(appliance, shop.url);
  await postEvent(appliance);
  await appliance.stop();
  expect(await reader.ended).toBe(open === readSocket ? 1001 : null);
  expect(brief(reader.moved).slice(-1)).toEqual(["attempt delivered"]);
  expect(reader.moved).toHaveLength(5);
});

test.each([
  ["server-sent events", false],
  ["a WebSocket", true],
])("a reader of %s that does not read is dropped in a burst, and others go on", async (_, isSocket) => {
  await using appliance = await startAppliance();
  await using swift = await (isSocket ? readSocket : readEvents)(appliance);
  using slow = await readNothing(appliance, isSocket);
  expect(slow.statusLine).toBe(isSocket ? "HTTP/1.1 101 Switching Protocols" : "HTTP/1.1 200 OK");
  expect(await figure(appliance, "hookwheel_streams_open")).toBe(2);
  // Some 300 bytes each, of which the system itself takes a few MB from us before we notice.
  const rounds = 200;
  for (let round = 0; round < rounds; round++) await postEvents(appliance, 100, "order.paid".padEnd(128, "x"));
  expect(await figure(appliance, "hookwheel_streams_dropped_total")).toBe(1);
  expect(await figure(appliance, "hookwheel_streams_open")).toBe(1);
  await swift.come(rounds * 100);
});

test("an environment has at most 50 streams, all have 200, and one that ends makes room for another", async () => {
  await using appliance = await startAppliance();
  const readers: Reader[] = [];
  const open = async (key: string, count: number) => {
    const headers = { authorization: `Bearer ${key}` };
    for (let nth = 0; nth < count; nth++) readers.push(await readEvents(appliance, "", headers));
  };
  const tenants = [];
  for (const name of ["a", "b", "c", "d"]) tenants.push(await startTenant(appliance, name));
  const [first, ...others] = tenants.map(({ keys }) => keys.read);
  await open(first!, 50);
  const refused = await requestAs(appliance, first!, "GET", "/stream");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "15"]);
  expect(await refused.json()).toMatchObject({ code: "too_many", detail: expect.stringContaining("50 streams") });
  await expect(readSocket(appliance, "", { authorization: `Bearer ${first}` })).rejects.toThrow();
  for (const key of others) await open(key, 50);

  const full = await appliance.request("GET", "/stream");
  expect([full.status, full.headers.get("retry-after")]).toEqual([503, "15"]);
  await expect(readSocket(appliance)).rejects.toThrow();
  await readers.pop()![Symbol.asyncDispose]();
  await comes(appliance, "hookwheel_streams_open", 199);
  readers.push(await readSocket(appliance));
  await Promise.all(readers.map((reader) => reader[Symbol.asyncDispose]()));
  await comes(appliance, "hookwheel_streams_open", 0);
});
