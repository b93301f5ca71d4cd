/** Journeys over a restart, and under a clock that is set. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../help/clock.ts";
import { EARLIER_VERSION, makeEarlierFile } from "../help/earlier-file.ts";
import { startReceiver } from "../help/receiver.ts";
import { deliveriesOf, postEvent, postEvents, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

/** Stops it, lets time pass, and starts another on its folder. */
async function restart(appliance: Appliance, downMs = 0): Promise<Appliance> {
  const { dataDir, clock } = appliance;
  await appliance.stop();
  await clock.pass(downMs);
  return startAppliance({ dataDir, clock });
}

test("what waits is sent after a restart at its time, not before", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(5 * SECOND);
  await using again = await restart(appliance, MINUTE);
  await again.pass(4 * MINUTE - 1);
  expect(shop.requests).toHaveLength(2);
  shop.answer(200);
  await again.pass(1);
  expect(shop.requests).toHaveLength(3);
  expect(await again.get(`/deliveries/${story.deliveryId}`)).toMatchObject({ state: "delivered", attemptsCount: 3 });
});

test("what came due while nothing ran is sent at once when it runs again, once each", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  await startStory(appliance, shop.url);
  await postEvents(appliance, 20);
  await appliance.pass(SECOND);
  shop.answer(200);
  await using again = await restart(appliance, DAY);
  const before = shop.requests.length;
  await again.pass(0);
  expect(shop.requests.length - before).toBe(21);
  expect(await deliveriesOf(again, { state: "delivered" })).toHaveLength(21);
});

test("an attempt that a stop cuts short is made again, with the same webhook-id", async () => {
  await using shop = await startReceiver({ answers: ["hang", 200] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const { deliveryId, eventId } = await startStory(appliance, shop.url);
  await using again = await restart(appliance);
  await again.pass(0);
  expect(shop.requests.map(({ headers }) => headers.get("webhook-id"))).toEqual([eventId, eventId]);
  expect(await again.get(`/deliveries/${deliveryId}`)).toMatchObject({ state: "delivered", attemptsCount: 1 });
});

test("a hold, and how an endpoint fares, survive a restart", async () => {
  await using shop = await startReceiver({ answers: [500, { status: 503, headers: { "retry-after": "1800" } }, 200] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(5 * SECOND);
  const before = await story.endpoint();
  expect(before).toMatchObject({ consecutiveFailures: 2, heldUntil: "2026-01-05T12:30:05.000Z" });

  await using again = await restart(appliance, MINUTE);
  expect(await again.get(`/webhooks/endpoints/${story.endpointId}`)).toEqual(before);
  await postEvent(again);
  await again.pass(29 * MINUTE - 1);
  expect(shop.requests).toHaveLength(2);
  await again.pass(1);
  expect(shop.requests).toHaveLength(4);
});

test("a paused endpoint is paused after a restart, and what it holds goes on when it is active", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await story.change({ active: false });
  await postEvents(appliance, 3);
  await using again = await restart(appliance, HOUR);
  await again.pass(HOUR);
  expect(shop.requests).toHaveLength(1);
  await again.patch(`/webhooks/endpoints/${story.endpointId}`, { active: true });
  await again.pass(0);
  expect(shop.requests).toHaveLength(4);
});

test("an idempotency key stands for its event after a restart too", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  await startStory(appliance, shop.url);
  const event = { type: "order.paid", data: { id: 7 } };
  const first = await appliance.post("/events", event, { "idempotency-key": "order-7" });
  await appliance.pass(0);
  await using again = await restart(appliance);
  const response = await again.request("POST", "/events", event, { "idempotency-key": "order-7" });
  expect(response.headers.get("idempotent-replayed")).toBe("true");
  expect(await response.json()).toEqual(first);
  const other = await again.request("POST", "/events", { ...event, data: {} }, { "idempotency-key": "order-7" });
  expect(other.status).toBe(409);
  await again.pass(0);
  expect(shop.requests).toHaveLength(2);
});

test("a clock that is set a day ahead sends what is then due within a second, and nothing else", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  await appliance.pass(10 * SECOND);
  expect(shop.requests).toHaveLength(2);
  shop.answer(500, 200);
  appliance.clock.set(appliance.clock.now() + DAY);
  await appliance.pass(SECOND);
  expect(shop.requests).toHaveLength(3);
  const next = Date.parse((await story.delivery()).dueAt!);
  expect(next).toBeGreaterThan(appliance.clock.now() + 29 * MINUTE);
  await appliance.pass(30 * MINUTE);
  expect(await story.delivery()).toMatchObject({ state: "delivered", attemptsCount: 4 });
});

test("a clock that is set back does not keep an endpoint from being held, or disabled", async () => {
  await using shop = await startReceiver({ answers: [{ status: 503, headers: { "retry-after": "600" } }] });
  await using appliance = await startAppliance({ env: { HOOKWHEEL_PROFILE: "agentset" } });
  const { endpointId } = await startStory(appliance, shop.url);
  const endpoint = () => appliance.get(`/webhooks/endpoints/${endpointId}`);
  await appliance.pass(0);
  appliance.clock.set(appliance.clock.now() - HOUR);
  await postEvents(appliance, 5);
  await appliance.pass(SECOND);
  const { heldUntil, consecutiveFailures } = await endpoint();
  expect(Date.parse(heldUntil)).toBeLessThanOrEqual(appliance.clock.now() + 10 * MINUTE);
  expect(Date.parse(heldUntil)).toBeGreaterThan(appliance.clock.now() + 9 * MINUTE);
  expect(consecutiveFailures).toBe(shop.requests.length);
});

test("a clock that is set a day back loses nothing, and sends nothing before its time", async () => {
  await using shop = await startReceiver({ answers: [500, { status: 503, headers: { "retry-after": "60" } }, 200] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url, { rateLimit: 1 });
  await appliance.pass(5 * SECOND);
  const dueAt = Date.parse((await story.delivery()).dueAt!);
  appliance.clock.set(appliance.clock.now() - DAY);

  const fresh = await postEvent(appliance);
  await appliance.pass(2 * SECOND);
  expect(await deliveriesOf(appliance, { event: fresh })).toMatchObject([{ state: "delivered" }]);
  await appliance.pass(dueAt - 1 - appliance.clock.now());
  expect(await story.delivery()).toMatchObject({ state: "waiting", attemptsCount: 2 });
  await appliance.pass(1);
  expect(await story.delivery()).toMatchObject({ state: "delivered", attemptsCount: 3 });
});

test("a new version over old data starts, and says once where the earlier file is kept", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "hookwheel-"));
  const path = join(dataDir, "hookwheel.db");
  makeEarlierFile(path, 3);
  const isTold = (line: string) => line.includes(`"path":"${path}.version-${EARLIER_VERSION}"`);
  await using appliance = await startAppliance({ dataDir });
  expect((await appliance.get("/organizations")).data).toMatchObject([{ name: "Default" }]);
  expect(appliance.logLines.filter(isTold)).toHaveLength(1);
  await using again = await restart(appliance);
  expect(again.logLines.filter(isTold)).toHaveLength(0);
  await again.stop();
  await rm(dataDir, { recursive: true });
});
