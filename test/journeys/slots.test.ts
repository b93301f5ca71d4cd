/** Journeys of an endpoint's slots, its rate limit, and its turn beside others. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { startAppliance } from "../help/appliance.ts";
import { MINUTE, SECOND } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { deliveriesOf, postEvent, postEvents, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

test("an endpoint gets two requests at a time, one more with each success up to ten, and half with each failure down to one", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  await startStory(appliance, shop.url);
  await postEvents(appliance, 100);
  const inFlight = async (status: number) => {
    shop.release(status);
    await appliance.pass(0);
    return shop.hungCount;
  };
  await appliance.pass(0);
  expect(shop.hungCount).toBe(2);
  expect(await inFlight(200)).toBe(4);
  expect(await inFlight(200)).toBe(8);
  expect(await inFlight(204)).toBe(10);
  expect(await inFlight(200)).toBe(10);
  expect(await inFlight(500)).toBe(1);
  expect(await inFlight(200)).toBe(2);
  expect(await inFlight(400)).toBe(1);
  expect(await inFlight(500)).toBe(1);
  shop.answer(200);
  shop.release(200);
  await appliance.pass(5 * MINUTE);
  expect(await deliveriesOf(appliance, { state: "delivered" })).toHaveLength(101);
});

test("one failure among ten requests costs half of the slots, not all of them", async () => {
  await using shop = await startReceiver({ answers: [200] });
  await using appliance = await startAppliance({ receivers: [shop] });
  await startStory(appliance, shop.url);
  await postEvents(appliance, 20);
  await appliance.pass(0);
  shop.answer(500, "hang");
  await postEvents(appliance, 20);
  await appliance.pass(0);
  expect(shop.hungCount).toBeGreaterThanOrEqual(5);
  expect(shop.hungCount).toBeLessThanOrEqual(9);
  shop.answer(200);
  shop.release(200);
  await appliance.pass(5 * SECOND);
});

test("an endpoint with maxInFlight 1 gets one at a time, in the order of the events", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const { eventId } = await startStory(appliance, shop.url, { maxInFlight: 1 });
  const ids = [eventId];
  for (let i = 0; i < 9; i++) ids.push(await postEvent(appliance));
  for (let count = 1; count <= 10; count++) {
    expect(shop.hungCount).toBe(1);
    expect(shop.requests).toHaveLength(count);
    shop.release(200);
    await appliance.pass(0);
  }
  expect(shop.requests.map(({ headers }) => headers.get("webhook-id"))).toEqual(ids);
});

test("fewer slots than are in flight are obeyed as soon as answers come", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance({ receivers: [shop] });
  const story = await startStory(appliance, shop.url);
  await postEvents(appliance, 10);
  await appliance.pass(0);
  shop.answer("hang");
  await postEvents(appliance, 30);
  await appliance.pass(0);
  expect(shop.hungCount).toBe(10);
  await story.change({ maxInFlight: 3 });
  shop.release(200);
  await appliance.pass(0);
  expect(shop.hungCount).toBe(3);
});

test.each([
  [10, 10, 100],
  [2, 2, 500],
  [0.5, 1, 2000],
])("at a rate limit of %d a second, %i go at once and then one every %i ms", async (rateLimit, burst, everyMs) => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  await startStory(appliance, shop.url, { rateLimit });
  await postEvents(appliance, 30);
  await appliance.pass(0);
  expect(shop.requests).toHaveLength(burst);
  for (let count = burst + 1; count <= burst + 5; count++) {
    await appliance.pass(everyMs - 1);
    expect(shop.requests).toHaveLength(count - 1);
    await appliance.pass(1);
    expect(shop.requests).toHaveLength(count);
  }
  await appliance.pass(2 * MINUTE);
  expect(shop.requests).toHaveLength(31);
});

test("retries count against a rate limit", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url, { rateLimit: 0.01 });
  await appliance.pass(99 * SECOND);
  expect(shop.requests).toHaveLength(1);
  await appliance.pass(SECOND);
  expect(await story.delivery()).toMatchObject({ state: "delivered", attemptsCount: 2 });
});

test("where all slots of the instance are taken, a newcomer gets those that come free next, until it has its share", async () => {
  await using hog = await startReceiver({ answers: [200] });
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({
    receivers: [hog, shop],
    env: { HOOKWHEEL_MAX_IN_FLIGHT: "8" },
  });
  await appliance.post("/webhooks/endpoints", { url: hog.url, events: ["hog.*"], maxInFlight: 100 });
  await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["shop.*"] });
  await postEvents(appliance, 20, "hog.fed");
  await appliance.pass(0);
  hog.answer("hang");
  await postEvents(appliance, 50, "hog.fed");
  await appliance.pass(0);
  expect(hog.hungCount).toBe(8);

  await postEvents(appliance, 10, "shop.opened");
  await appliance.pass(0);
  expect(shop.hungCount).toBe(0);
  hog.release(200);
  await appliance.pass(0);
  expect(shop.hungCount).toBe(2);
  expect(hog.hungCount).toBeLessThanOrEqual(6);
});
