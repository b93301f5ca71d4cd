/** Sending again from a webhook's page what it missed, over a real receiver. */
import { expect } from "bun:test";
import type { Locator, Page, Route } from "playwright-core";
import { until } from "../faults/patience.ts";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { type Receiver, startReceiver } from "../help/receiver.ts";

const LOOPBACK = { env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } };

/** A webhook with one delivery that failed for good, and two that were skipped while it was disabled. */
async function startMissing(appliance: Binary, shop: Receiver): Promise<string> {
  shop.answer(410);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  await post(appliance, "/events", { type: "order.lost", data: {} });
  await until("it is disabled", async () => (await statusOf(appliance, id)) === "disabled");
  for (const type of ["order.late", "order.later"]) await post(appliance, "/events", { type, data: {} });
  shop.answer(200);
  return id;
}

/** Opens the dialog by the menu of the webhook's page. */
async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Recover…" }).click();
  return page.getByRole("dialog", { name: "Recover “Shop”" });
}

/** So many that the server does not get far while one looks. */
const MANY_COUNT = 20_000;
const BATCH_COUNT = 100;

/** Posts so many events, which a webhook that is disabled misses. */
async function miss(appliance: Binary, count: number): Promise<void> {
  const events = Array.from({ length: BATCH_COUNT }, () => ({ type: "order.missed", data: {} }));
  for (let posted = 0; posted < count; posted += BATCH_COUNT) await post(appliance, "/events/batch", { events });
}

/** Lets the server stand still once it has answered a request of the page: what runs there is then in the middle of it. */
async function standStillAfter(page: Page, appliance: Binary, url: string, before?: () => Promise<unknown>) {
  const stop = async (route: Route) => {
    await before?.();
    const response = await route.fetch();
    appliance.kill("SIGSTOP");
    await route.fulfill({ response });
  };
  await page.route(url, stop, { times: 1 });
}

async function endpointOf(appliance: Binary, id: string) {
  return (await appliance.api(`/webhooks/endpoints/${id}`)).json();
}

async function statusOf(appliance: Binary, id: string): Promise<string> {
  return (await endpointOf(appliance, id)).status;
}

/** The state of each delivery of a webhook, by its event's type. */
async function statesByType(appliance: Binary, endpoint: string): Promise<Record<string, string>> {
  const { data } = await (await appliance.api(`/deliveries?endpoint=${endpoint}`)).json();
  return Object.fromEntries(data.map(({ eventType, state }: Record<string, string>) => [eventType, state]));
}

browserTest("what a webhook missed is counted, sent again and seen through in one dialog", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const id = await startMissing(appliance, shop);
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  const dialog = page.getByRole("dialog", { name: "Recover “Shop”" });
  const send = dialog.getByRole("button", { name: "Send again" });
  const choose = async (name: string, count: string) => {
    await dialog.getByRole("radio", { name }).click();
    await dialog.getByText(`${count} will be sent again.`).waitFor();
  };
  const openCounted = async () => {
    await openDialog(page);
    await dialog.getByText("3 deliveries will be sent again.").waitFor();
  };

  await openCounted();
  await dialog.getByText("The webhook is inactive").first().waitFor();
  expect(await send.getAttribute("aria-disabled")).toBe("true");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await post(appliance, `/webhooks/endpoints/${id}/enable`, {});
  await page.getByRole("button", { name: "Activate webhook" }).waitFor({ state: "detached" });

  await openCounted();
  await choose("Failed", "1 delivery");
  await choose("Skipped", "2 deliveries");
  await choose("Both", "3 deliveries");
  await dialog.getByLabel("Of events since").selectOption("exact");
  await dialog.getByText("Choose a time first.").first().waitFor();
  await dialog.getByLabel("Exact time").fill("2999-01-01T00:00");
  await dialog.getByText("No delivery matches.").waitFor();
  await dialog.getByLabel("Exact time").fill("2020-01-01T00:00");
  await dialog.getByText("3 deliveries will be sent again.").waitFor();
  expect(shop.requests).toHaveLength(1);

  await send.click();
  await dialog.getByText("Done: 3 deliveries are on the way again.").waitFor();
  await dialog.getByText("3 of 3").waitFor();
  await shop.come(4);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await dialog.waitFor({ state: "detached" });
  for (const type of ["order.lost", "order.late", "order.later"]) {
    await page.getByRole("row").filter({ hasText: type }).filter({ hasText: "Delivered" }).first().waitFor();
  }
  expect(faults).toEqual([]);
});

browserTest("a recovery of chosen types alone sends nothing of the others again", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const id = await startMissing(appliance, shop);
  await post(appliance, `/webhooks/endpoints/${id}/enable`, {});
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  const dialog = await openDialog(page);
  await dialog.getByText("3 deliveries will be sent again.").waitFor();
  const send = dialog.getByRole("button", { name: "Send again" });

  await dialog.getByRole("radio", { name: "Only some" }).click();
  await dialog.getByText("Choose at least one event type.").first().waitFor();
  expect(await send.getAttribute("aria-disabled")).toBe("true");
  expect(await dialog.getByRole("checkbox", { name: "order.*" }).count()).toBe(0);
  await dialog.getByRole("checkbox", { name: "order.lost" }).check();
  await dialog.getByText("1 delivery will be sent again.").waitFor();
  await dialog.getByLabel("Search or type an event type").fill("later");
  await dialog.getByRole("checkbox", { name: "order.later" }).check();
  await dialog.getByText("2 deliveries will be sent again.").waitFor();
  await dialog.getByRole("button", { name: "Remove order.lost" }).click();
  await dialog.getByText("1 delivery will be sent again.").waitFor();
  await send.click();
  await dialog.getByText("Done: 1 delivery is on the way again.").waitFor();

  await shop.come(2);
  expect(JSON.parse(shop.requests[1]?.body as string)).toMatchObject({ type: "order.later" });
  const states = () => statesByType(appliance, id);
  await until("what arrived is recorded", async () => (await states())["order.later"] === "delivered");
  expect(await states()).toEqual({ "order.lost": "failed", "order.late": "skipped", "order.later": "delivered" });
  expect(faults).toEqual([]);
});

browserTest("a recovery that is cancelled in the middle stops there, and says how far it came", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const id = await startMissing(appliance, shop);
  await miss(appliance, MANY_COUNT);
  await post(appliance, `/webhooks/endpoints/${id}/enable`, {});
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  const dialog = await openDialog(page);
  await dialog.getByRole("radio", { name: "Skipped" }).click();
  await dialog.getByText(/^20,002 deliveries will be sent again/).waitFor();

  await standStillAfter(page, appliance, "**/recoveries/rcv_*");
  await dialog.getByRole("button", { name: "Send again" }).click();
  await dialog.getByText("It goes on by itself").waitFor();
  await dialog.getByRole("progressbar", { name: "On their way again" }).waitFor();
  const cancel = dialog.getByRole("button", { name: "Cancel recovery" });
  await cancel.click();
  const question = page.getByRole("dialog", { name: "Cancel this recovery?" });
  await question.getByText("What is on its way goes on. The rest stays as it is.").waitFor();
  await question.getByRole("button", { name: "Let it go on" }).click();
  await question.waitFor({ state: "detached" });
  await cancel.click();
  const asked = page.waitForRequest((request) => request.method() === "DELETE");
  await question.getByRole("button", { name: "Cancel recovery" }).click();
  await asked;
  appliance.kill("SIGCONT");
  const end = dialog.getByText(/^Cancelled after [\d,]+ of [\d,]+ or more: these go on, the rest stays as it was\.$/);
  await end.waitFor();
  await dialog.locator("[role=status]:focus").waitFor();
  expect(await dialog.getByRole("progressbar").count()).toBe(0);
  expect(await cancel.count()).toBe(0);

  const doneCount = Number(/after ([\d,]+) of/.exec(await end.innerText())?.[1]?.replaceAll(",", ""));
  expect(doneCount).toBeLessThan(MANY_COUNT);
  await shop.come(1 + doneCount);
  await until("nothing waits", async () => (await endpointOf(appliance, id)).waitingCount === 0);
  expect(shop.requests).toHaveLength(1 + doneCount);

  await post(appliance, `/webhooks/endpoints/${id}/pause`, {});
  await dialog.getByText(/^Cancelled after [\d,]+ of [\d,]+ or more: the rest was left as it was\.$/).waitFor();
  expect(faults).toEqual([]);
});

browserTest("a recovery that is under way is found again, whoever began it, when the page was closed", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const id = await startMissing(appliance, shop);
  await miss(appliance, MANY_COUNT);
  await post(appliance, `/webhooks/endpoints/${id}/enable`, {});
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  await page.getByRole("heading", { name: "Shop" }).waitFor();

  const beginByProgram = () => post(appliance, `/webhooks/endpoints/${id}/recover`, { since: "2020-01-01T00:00:00Z" });
  await standStillAfter(page, appliance, "**/recoveries", beginByProgram);
  const dialog = await openDialog(page);
  await dialog.getByText(/^Another one is under way: [\d,]+ of [\d,]+( or more)? on the way again\.$/).waitFor();
  await dialog.getByRole("button", { name: "Show" }).click();
  appliance.kill("SIGCONT");
  await dialog.getByText("Done: 20,003 deliveries are on the way again.").waitFor();
  await dialog.getByText("20,003 of 20,003").waitFor();
  expect(faults).toEqual([]);
});

browserTest("a recovery is opened from the list as well, and leads to its own page", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const id = await startMissing(appliance, shop);
  await post(appliance, `/webhooks/endpoints/${id}/enable`, {});
  const { page, faults } = await openConsole(open, appliance, "/webhooks");
  await page.getByRole("button", { name: "More actions: Shop" }).click();
  await page.getByRole("menuitem", { name: "Recover…" }).click();
  await page.getByRole("radio", { name: "Failed" }).click();
  await page.getByText("1 delivery will be sent again.").waitFor();
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByRole("link", { name: "Open its page" }).click();
  await page.getByRole("heading", { name: "Recovery", exact: true }).waitFor();
  await page.getByText("1 of 1").waitFor();
  await shop.come(2);
  expect(shop.requests).toHaveLength(2);
  expect(faults).toEqual([]);
});

browserTest(
  "where it is not to be read what is under way, that is told, and the count is there all the same",
  async (open) => {
    await using shop = await startReceiver();
    await using appliance = await startBinary(LOOPBACK);
    const id = await startMissing(appliance, shop);
    const { page } = await openConsole(open, appliance, `/webhooks/${id}`);
    await page.route("**/recoveries", (route) => route.fulfill({ status: 503, json: { detail: "Too much at once." } }));
    const dialog = await openDialog(page);
    await dialog.getByText("3 deliveries will be sent again.").waitFor();
    await dialog.getByRole("alert").getByText("Too much at once.").waitFor();
  },
);
