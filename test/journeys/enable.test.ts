/** Journeys of endpoints that are paused and enabled: what was held goes on behind what is new, or is cancelled. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { HOUR, SECOND, startRestingClock } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { type Story, deliveriesOf, postEvent, postEvents, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

/** Asks for something to be done with the story's endpoint. */
function ask(appliance: Appliance, { endpointId }: Story, verb: string, body?: object) {
  return appliance.request("POST", `/webhooks/endpoints/${endpointId}/${verb}`, body);
}

/** How many deliveries there are of each state, over all pages. */
async function counts(appliance: Appliance): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  let cursor = "";
  do {
    const page = await appliance.get(`/deliveries?limit=250${cursor}`);
    for (const { state } of page.data) counts[state] = (counts[state] ?? 0) + 1;
    cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
  } while (cursor !== "");
  return counts;
}

test("pause and enable say how the endpoint then is, and change nothing where it is so already", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  const before = await story.endpoint();
  const on = await ask(appliance, story, "enable");
  expect([on.status, await on.json()]).toEqual([200, { ...before, recovery: null }]);

  await appliance.pass(SECOND);
  const paused = await (await ask(appliance, story, "pause")).json();
  expect(paused).toMatchObject({ id: story.endpointId, status: "paused", statusReason: "paused by a person" });
  await appliance.pass(SECOND);
  const again = await ask(appliance, story, "pause");
  expect([again.status, await again.json()]).toEqual([200, paused]);

  const enabled = await (await ask(appliance, story, "enable", { held: "resume" })).json();
  expect(enabled).toMatchObject({ status: "active", statusReason: null, recovery: { kind: "resume", count: 0 } });
  for (const held of ["drop", null]) expect((await ask(appliance, story, "enable", { held })).status).toBe(422);
});

test.each([
  ["resume", "cancel"],
  ["cancel", "resume"],
  ["resume", "resume"],
] as const)(
  "of two who enable it at once, to %s and to %s what is held, one does, and is told so in the answer and the log",
  async (...ways) => {
    await using shop = await startReceiver();
    await using appliance = await startAppliance();
    const story = await startStory(appliance, shop.url);
    await ask(appliance, story, "pause");
    await postEvents(appliance, 20, "order.held");
    const answers = await Promise.all(ways.map((held) => ask(appliance, story, "enable", { held })));
    const enabled = await Promise.all(answers.map((answer) => answer.json()));
    expect(enabled.map(({ status }) => status)).toEqual(["active", "active"]);
    await appliance.pass(0);
    const [line, before] = (await appliance.get("/audit")).data;
    expect([line.action, before.action]).toEqual(["endpoint.enabled", "endpoint.paused"]);
    const begun = enabled.flatMap(({ recovery }) => (recovery === null ? [] : [recovery.id]));
    expect(begun).toHaveLength(line.changes.held === "resume" ? 1 : 0);
    for (const id of begun)
      expect(await appliance.get(`/recoveries/${id}`)).toMatchObject({ state: "done", count: 20, done: 20 });
    const wholes = { resume: { delivered: 21 }, cancel: { delivered: 1, cancelled: 20 } };
    expect(await counts(appliance)).toEqual(wholes[line.changes.held as "resume" | "cancel"]);
  },
);

test("of two who enable at once what was disabled the owners hear once", async () => {
  await using shop = await startReceiver({ answers: [410] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await Promise.all([ask(appliance, story, "enable"), ask(appliance, story, "enable"), story.change({ active: true })]);
  await appliance.pass(0);
  expect((await appliance.get("/notices")).data.map(({ kind }: { kind: string }) => kind)).toEqual([
    "enabled",
    "disabled",
  ]);
  expect(await (await fetch(`${appliance.url}/metrics`)).text()).toContain('notices_total{kind="enabled"} 1\n');
});

test("what is disabled cannot be paused, and is enabled with its failures counted afresh", async () => {
  await using shop = await startReceiver({ answers: [500, 410, 200] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(5 * SECOND);
  const refused = await ask(appliance, story, "pause");
  expect(await refused.json()).toMatchObject({ status: 409, code: "conflict" });
  expect(await story.endpoint()).toMatchObject({ status: "disabled", consecutiveFailures: 2 });
  await ask(appliance, story, "enable");
  expect(await story.endpoint()).toMatchObject({ status: "active", consecutiveFailures: 0 });
  await postEvent(appliance);
  await appliance.pass(0);
  expect(await deliveriesOf(appliance, { state: "delivered" })).toHaveLength(1);
});

test("the log tells who paused and enabled it, and its owners that it is enabled", async () => {
  await using shop = await startReceiver({ answers: [410] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await ask(appliance, story, "enable", { held: "cancel" });
  await ask(appliance, story, "enable");
  await ask(appliance, story, "pause");
  await ask(appliance, story, "pause");
  await story.change({ active: true });
  await appliance.request("POST", `/events/${story.eventId}/replay`);
  await ask(appliance, story, "test");
  await appliance.pass(0);
  const { data } = await appliance.get("/audit");
  const lines = data.map(({ action, changes }: { action: string; changes: object }) => [action, changes]);
  expect(lines.toReversed().slice(1)).toEqual([
    ["endpoint.enabled", { held: "cancel" }],
    ["endpoint.paused", {}],
    ["endpoint.changed", { active: true }],
    ["event.replayed", {}],
    ["endpoint.tested", { type: null }],
  ]);
  const notices = (await appliance.get("/notices")).data.map(({ kind }: { kind: string }) => kind);
  expect(notices).toEqual(["disabled", "enabled", "disabled"]);
});

test("what is held has a reason and no time, whatever it waited for, and goes on where it was when it is resumed", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(5 * SECOND);
  const { dueAt } = await story.delivery();
  await ask(appliance, story, "pause");
  await postEvent(appliance);
  for (const { state, reason, dueAt } of await deliveriesOf(appliance))
    expect([state, reason, dueAt]).toEqual(["waiting", "held: webhook paused", null]);
  await appliance.pass(0);
  expect((await appliance.get("/deliveries?sort=dueAt")).data).toEqual([]);

  shop.answer(200);
  await ask(appliance, story, "enable");
  await appliance.pass(SECOND);
  expect(await story.delivery()).toMatchObject({ state: "waiting", reason: "500 Internal Server Error", dueAt });
  expect(await counts(appliance)).toEqual({ delivered: 1, waiting: 1 });
  await appliance.pass(HOUR);
  expect(await counts(appliance)).toEqual({ delivered: 2 });
  expect(await story.endpoint()).toMatchObject({ waitingCount: 0 });
});

test("what was held is cancelled when it is enabled so, and what comes after that is not", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await ask(appliance, story, "pause");
  await postEvents(appliance, 100);
  const enabled = await (await ask(appliance, story, "enable", { held: "cancel" })).json();
  expect(enabled).toMatchObject({ status: "active", recovery: null });
  const late = await postEvent(appliance);
  await appliance.pass(HOUR);
  expect(await counts(appliance)).toEqual({ cancelled: 101, delivered: 1 });
  expect(await deliveriesOf(appliance, { event: late })).toMatchObject([{ state: "delivered" }]);
  expect(await story.delivery()).toMatchObject({
    state: "cancelled",
    reason: "webhook enabled without what was held",
    dueAt: null,
  });
  expect(shop.requests).toHaveLength(2);
  expect(await story.endpoint()).toMatchObject({ waitingCount: 0 });
});

test("where the profile says so, a pause skips what waits and what comes, and a recover sends it", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startAppliance({ env: { HOOKWHEEL_PROFILE: "agentset" } });
  const story = await startStory(appliance, shop.url);
  await ask(appliance, story, "pause");
  for (let i = 0; i < 3; i++) await postEvents(appliance, 100);
  await appliance.pass(HOUR);
  expect(await counts(appliance)).toEqual({ skipped: 301 });
  expect(await story.delivery()).toMatchObject({ state: "skipped", reason: "webhook paused", dueAt: null });
  await ask(appliance, story, "enable");
  await appliance.pass(HOUR);
  expect(await counts(appliance)).toEqual({ skipped: 301 });
  await ask(appliance, story, "recover", { since: "2026-01-01T00:00:00Z", states: ["skipped"] });
  await appliance.pass(0);
  expect(await counts(appliance)).toEqual({ delivered: 301 });
});

test("while new events come, what is resumed gets one slot in four", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url, active: false });
  await postEvents(appliance, 60, "order.held");
  await appliance.post(`/webhooks/endpoints/${id}/enable`, undefined);
  await postEvents(appliance, 60, "order.fresh");
  const sent = () => shop.requests.map(({ body }) => JSON.parse(body).type as string);
  const heldOf = (types: string[]) => types.filter((type) => type === "order.held").length;
  await appliance.pass(0);
  for (let round = 0; round < 3; round++) {
    shop.release(200);
    await appliance.pass(0);
  }
  // Ten at a time from here on.
  for (let round = 0; round < 4; round++) {
    const before = shop.requests.length;
    shop.release(200);
    await appliance.pass(0);
    const begun = sent().slice(before);
    expect(begun).toHaveLength(10);
    expect(heldOf(begun)).toBeGreaterThanOrEqual(1);
    expect(heldOf(begun)).toBeLessThanOrEqual(4);
  }
  const share = heldOf(sent()) / shop.requests.length;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThanOrEqual(0.3);
  shop.answer(200);
  shop.release(200);
  await appliance.pass(0);
  expect(await counts(appliance)).toEqual({ delivered: 120 });
});

test("resuming goes on after a restart in the middle of it, tells how far it is, and leaves nothing behind", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance({ clock: startRestingClock() });
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url, active: false });
  for (let i = 0; i < 30; i++) await postEvents(appliance, 100);
  const { recovery } = await appliance.post(`/webhooks/endpoints/${id}/enable`, {});
  expect(recovery).toMatchObject({ endpointId: id, kind: "resume", state: "running", count: 3000, done: 0 });
  await appliance.stop();

  await using again = await startAppliance({ dataDir: appliance.dataDir, clock: appliance.clock });
  const halfway = await again.get(`/recoveries/${recovery.id}`);
  expect(halfway).toMatchObject({ state: "running", count: 3000, isCountFinal: true });
  expect(halfway.done).toBeLessThan(3000);
  await again.pass(SECOND);
  expect(await again.get(`/recoveries/${recovery.id}`)).toMatchObject({ state: "done", count: 3000, done: 3000 });
  expect(await counts(again)).toEqual({ delivered: 3000 });
  expect(new Set(shop.requests.map(({ headers }) => headers.get("webhook-id"))).size).toBe(3000);
});

test("an endpoint that is paused while it is resumed sends nothing more, and resumes the rest when it is enabled again", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance({ clock: startRestingClock() });
  const story = await startStory(appliance, shop.url);
  await ask(appliance, story, "pause");
  for (let i = 0; i < 15; i++) await postEvents(appliance, 100);
  const { recovery } = await (await ask(appliance, story, "enable")).json();
  await ask(appliance, story, "pause");
  await appliance.pass(HOUR);
  const ended = await appliance.get(`/recoveries/${recovery.id}`);
  expect(ended).toMatchObject({ state: "cancelled", count: 1500 });
  const sentCount = shop.requests.length;
  await appliance.pass(HOUR);
  expect(shop.requests).toHaveLength(sentCount);
  await ask(appliance, story, "enable");
  await appliance.pass(SECOND);
  expect(await counts(appliance)).toEqual({ delivered: 1501 });
  expect(shop.requests).toHaveLength(1501);
});

test("a resume that is cancelled leaves the rest held, until the endpoint is paused and enabled once more", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance({ clock: startRestingClock() });
  const story = await startStory(appliance, shop.url);
  await ask(appliance, story, "pause");
  for (let i = 0; i < 40; i++) await postEvents(appliance, 100);
  const { recovery } = await (await ask(appliance, story, "enable")).json();
  const underWay = () => appliance.get(`/webhooks/endpoints/${story.endpointId}/recoveries`);
  expect((await underWay()).data).toMatchObject([{ id: recovery.id, kind: "resume", state: "running" }]);
  const cancelled = await (await appliance.delete(`/recoveries/${recovery.id}`)).json();
  expect(cancelled).toMatchObject({ id: recovery.id, state: "cancelled" });
  expect((await underWay()).data).toEqual([]);
  await appliance.pass(HOUR);
  const { waiting = 0, delivered = 0 } = await counts(appliance);
  expect(delivered - 1).toBe((await appliance.get(`/recoveries/${recovery.id}`)).done);
  expect(waiting).toBeGreaterThan(0);
  const [held] = await deliveriesOf(appliance, { state: "waiting" });
  expect(held).toMatchObject({ reason: "held: not resumed yet", dueAt: null });
  expect((await appliance.request("POST", `/deliveries/${held!.id}/retry`)).status).toBe(202);
  await appliance.pass(SECOND);
  expect(await appliance.get(`/deliveries/${held!.id}`)).toMatchObject({ state: "delivered" });

  await ask(appliance, story, "pause");
  await ask(appliance, story, "enable");
  await appliance.pass(SECOND);
  expect(await counts(appliance)).toEqual({ delivered: 4001 });
  expect(await (await appliance.delete(`/recoveries/${recovery.id}`)).json()).toMatchObject({ state: "cancelled" });
});
