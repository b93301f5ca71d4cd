/** Journeys of operational events: what the product hears of its customers' endpoints. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { DAY, HOUR } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { postEvent, startStory } from "../help/story.ts";

setDefaultTimeout(60_000);

/** The types of all stored events, newest first. */
async function typesOf(appliance: Appliance): Promise<string[]> {
  return (await appliance.get("/events?limit=250")).data.map(({ type }: { type: string }) => type);
}

test("who subscribes to them hears of failing, disabling and enabling", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using product = await startReceiver();
  await using appliance = await startAppliance();
  await appliance.post("/webhooks/endpoints", { url: product.url, events: ["hookwheel.*"] });
  const story = await startStory(appliance, shop.url, { name: "Orders", events: ["order.*"] });
  await appliance.pass(1.5 * DAY);
  shop.answer(410);
  await postEvent(appliance);
  await appliance.pass(0);
  await story.change({ active: true });
  await appliance.pass(0);

  const heard = product.requests.map(({ body }) => JSON.parse(body));
  const endpoint = { id: story.endpointId, name: "Orders", url: shop.url };
  const failingSince = "2026-01-05T12:00:00.000Z";
  expect(heard).toEqual([
    {
      type: "hookwheel.endpoint.failing",
      timestamp: "2026-01-06T19:35:05.000Z",
      data: {
        endpoint,
        level: 1,
        reason: "failed for 1 day, 8 attempts in a row",
        failure: "500 Internal Server Error",
        consecutiveFailures: 8,
        failingSince,
        at: "2026-01-06T19:35:05.000Z",
      },
    },
    {
      type: "hookwheel.endpoint.disabled",
      timestamp: "2026-01-07T00:00:00.000Z",
      data: {
        endpoint,
        reason: "answered 410 Gone",
        failure: "410 Gone",
        consecutiveFailures: 9,
        failingSince,
        at: "2026-01-07T00:00:00.000Z",
      },
    },
    {
      type: "hookwheel.endpoint.enabled",
      timestamp: "2026-01-07T00:00:00.000Z",
      data: {
        endpoint,
        reason: "enabled by a person",
        failure: null,
        consecutiveFailures: 0,
        failingSince: null,
        at: "2026-01-07T00:00:00.000Z",
      },
    },
  ]);
});

test("nothing is stored when nobody asked for them, and `*` does not ask for them", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using other = await startReceiver();
  await using appliance = await startAppliance();
  await appliance.post("/webhooks/endpoints", { url: other.url, events: ["*"] });
  await startStory(appliance, gone.url);
  await appliance.pass(HOUR);
  expect((await appliance.get("/notices")).data).toHaveLength(1);
  expect(await typesOf(appliance)).toEqual(["order.paid"]);
  expect(other.requests).toHaveLength(1);

  // Who asks afterwards hears of what comes, not of what was.
  await appliance.post("/webhooks/endpoints", { url: other.url, events: ["hookwheel.endpoint.disabled"] });
  await appliance.pass(HOUR);
  expect(await typesOf(appliance)).toEqual(["order.paid"]);
});

test("an operational event that fails counts for its endpoint's health, and gives no further event", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using appliance = await startAppliance();
  const hears = { url: gone.url, events: ["hookwheel.*"] };
  const { id: first } = await appliance.post("/webhooks/endpoints", hears);
  await appliance.post("/webhooks/endpoints", { ...hears, maxInFlight: 1 });
  await startStory(appliance, gone.url, { events: ["order.*"] });
  await appliance.pass(HOUR);
  expect(await typesOf(appliance)).toEqual(["hookwheel.endpoint.disabled", "order.paid"]);
  expect(await appliance.get(`/webhooks/endpoints/${first}`)).toMatchObject({ status: "disabled" });
  expect((await appliance.get("/notices")).data).toHaveLength(3);
  expect(gone.requests).toHaveLength(3);
});

test("what was not yet passed on when the server was stopped is passed on after the start, once", async () => {
  await using gone = await startReceiver({ answers: ["hang"] });
  await using product = await startReceiver();
  await using first = await startAppliance({ receivers: [gone] });
  await first.post("/webhooks/endpoints", { url: product.url, events: ["hookwheel.*"] });
  await startStory(first, gone.url, { events: ["order.*"] });
  const stopped = first.stop();
  gone.release(410);
  await stopped;
  await using second = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  gone.answer(410);
  await second.pass(HOUR);
  expect(await typesOf(second)).toEqual(["hookwheel.endpoint.disabled", "order.paid"]);
  await second.stop();
  await using third = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  await third.pass(HOUR);
  expect(product.requests).toHaveLength(1);
});
