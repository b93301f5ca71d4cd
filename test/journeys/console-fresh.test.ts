/** What is open beside a list, or holds a thing of its own, keeps step with what moves behind it. */
import { expect } from "bun:test";
import type { Route } from "playwright-core";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest, type Open } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { type Receiver, startReceiver } from "../help/receiver.ts";

const LOOPBACK = { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" };

/** One delivery that waits for its second attempt, seen in the log with the inspector, as a page, and in its event. */
async function waiting(open: Open, appliance: Binary, shop: Receiver) {
  const { id: endpoint } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  const { id: event } = await post(appliance, "/events", { type: "document.ready", data: {} });
  await shop.come(1);
  const [{ id }] = (await (await appliance.api(`/deliveries?event=${event}`)).json()).data;
  const { page: log, faults } = await openConsole(open, appliance, `/webhooks/${endpoint}?delivery=${id}`);
  const { page: alone } = await openConsole(open, appliance, `/deliveries/${id}`);
  const { page: whole } = await openConsole(open, appliance, `/events/${event}`);
  for (const page of [log, alone])
    await page
      .locator(".inspector")
      .getByText(/Next attempt in/)
      .waitFor();
  await whole.getByRole("cell", { name: "Retrying" }).waitFor();
  const seen = async (state: string) => {
    await log.getByRole("row", { name: new RegExp(`${state} document.ready`) }).waitFor();
    for (const page of [log, alone]) await page.locator(".inspector .notice").getByText(state).waitFor();
    await whole.getByRole("cell", { name: state, exact: true }).waitFor();
  };
  return { endpoint, log, alone, faults, seen };
}

browserTest("the inspector, the delivery's page and the event's say skipped when the log does", async (open) => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startBinary({ env: { ...LOOPBACK, HOOKWHEEL_PROFILE: "agentset" } });
  const { endpoint, faults, seen } = await waiting(open, appliance, shop);
  await post(appliance, `/webhooks/endpoints/${endpoint}/pause`, {});
  await seen("Skipped");
  expect(faults).toEqual([]);
});

browserTest("what a colleague cancels on the way on counts down nowhere", async (open) => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startBinary({ env: LOOPBACK });
  const { endpoint, log, alone, faults, seen } = await waiting(open, appliance, shop);
  await post(appliance, `/webhooks/endpoints/${endpoint}/pause`, {});
  await seen("Held");
  await post(appliance, `/webhooks/endpoints/${endpoint}/enable`, { held: "cancel" });
  await seen("Cancelled");
  for (const page of [log, alone]) expect(await page.getByRole("button", { name: "Retry now" }).count()).toBe(0);
  expect(faults).toEqual([]);
});

browserTest("a delivery that a colleague cancels is cancelled on every page that shows it", async (open) => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startBinary({ env: LOOPBACK });
  const { faults, seen } = await waiting(open, appliance, shop);
  const { data } = await (await appliance.api("/deliveries")).json();
  await post(appliance, `/deliveries/${data[0].id}/cancel`, {});
  await seen("Cancelled");
  expect(faults).toEqual([]);
});

browserTest("a list of the last hour stays as it is from one minute to the next", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary({ env: LOOPBACK });
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  for (const type of ["a.one", "a.two"]) await post(appliance, "/events", { type, data: {} });
  await shop.come(2);
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}?within=1h`, {}, (page) =>
    page.clock.install(),
  );
  const row = (type: string) => page.getByRole("link", { name: type, exact: true });
  await row("a.two").click();
  await page.getByText("1 of 2").waitFor();

  const answered = Promise.withResolvers<void>();
  await page.route("**/api/v1/deliveries?*", async (route) => {
    await answered.promise;
    await route.fallback();
  });
  await page.clock.fastForward("01:01");
  await page.keyboard.press("ArrowDown");
  await page.getByText("2 of 2").waitFor();
  await row("a.one").and(page.locator(":focus")).waitFor();
  answered.resolve();
  await page.unrouteAll({ behavior: "wait" });
  expect(faults).toEqual([]);
});

browserTest("a page that is held is let go when one leaves it, and goes on when one comes back", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary({ env: LOOPBACK });
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  await page.getByRole("button", { name: "Live" }).waitFor();
  await page.keyboard.press("p");
  await page.getByRole("button", { name: "Held" }).waitFor();
  await page.getByRole("link", { name: "Webhooks", exact: true }).first().click();
  await page.getByRole("link", { name: "Shop" }).waitFor();
  await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Another" });
  await page.getByRole("link", { name: "Another" }).waitFor();
  await page.getByRole("link", { name: "Shop" }).click();
  await page.getByRole("button", { name: "Live" }).waitFor();
  await post(appliance, "/events", { type: "a.one", data: {} });
  await page.getByRole("row", { name: /Delivered a\.one/ }).waitFor();
  expect(faults).toEqual([]);
});

browserTest("a recovery that is begun on a held page is seen through all the same", async (open) => {
  await using shop = await startReceiver({ answers: [410, 200] });
  await using appliance = await startBinary({ env: LOOPBACK });
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  await post(appliance, "/events", { type: "a.one", data: {} });
  await shop.come(1);
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  await page.getByRole("button", { name: "Activate webhook" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Activate", exact: true }).click();
  await page.getByRole("status").getByText("Shop is active.").waitFor();
  await page.getByRole("row", { name: /Failed a\.one/ }).waitFor();
  await page.keyboard.press("p");
  await page.getByRole("button", { name: "Held" }).waitFor();

  const stillRunning = async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), state: "running", done: 0 } });
  };
  await page.route("**/recoveries/rcv_*", stillRunning, { times: 1 });
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Recover…" }).click();
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("Done: 1 delivery is on the way again.").waitFor();
  expect(faults).toEqual([]);
});
