/** Sending again from a webhook's page what it missed, over a real receiver. */
import { expect } from "bun:test";
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

async function statusOf(appliance: Binary, id: string): Promise<string> {
  return (await (await appliance.api(`/webhooks/endpoints/${id}`)).json()).status;
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
  const openDialog = async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Recover…" }).click();
    await dialog.getByText("3 deliveries will be sent again.").waitFor();
  };

  await openDialog();
  await dialog.getByText("The webhook is off").first().waitFor();
  expect(await send.getAttribute("aria-disabled")).toBe("true");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await post(appliance, `/webhooks/endpoints/${id}/enable`, {});
  await page.getByRole("button", { name: "Activate webhook" }).waitFor({ state: "detached" });

  await openDialog();
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
