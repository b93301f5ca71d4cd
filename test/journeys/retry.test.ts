/** Journeys of an event that meets a broken endpoint. */
import { expect, test } from "bun:test";
import { startAppliance } from "../help/appliance.ts";
import { SECOND } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";

test("an event that meets a broken endpoint is sent again five seconds later", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startAppliance({ dice: () => 0.5 });
  await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["order.paid"] });
  await appliance.post("/events", { type: "order.paid", data: {} });

  await appliance.pass(0);
  expect(shop.requests).toHaveLength(1);
  await appliance.pass(4 * SECOND);
  expect(shop.requests).toHaveLength(1);
  await appliance.pass(1 * SECOND);
  expect(shop.requests).toHaveLength(2);
});
