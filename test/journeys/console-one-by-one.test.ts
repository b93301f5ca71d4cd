/** What is open above the page of one thing is of that thing alone, and the palette above it comes and goes by itself. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

const LOOPBACK = { env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } };

/** Finds something in the palette, above whatever is open. */
async function find(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill(text);
  await page.keyboard.press("Enter");
}

function title(page: Page, name: string): Promise<void> {
  return page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

browserTest("what was typed and answered for one webhook does not stand under the name of another", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  for (const name of ["North", "South"]) await post(appliance, "/webhooks/endpoints", { url: shop.url, name });
  const { page, faults } = await openConsole(open, appliance, "/webhooks");
  await page.getByRole("link", { name: "North" }).click();
  await title(page, "North");
  await find(page, "South");
  await title(page, "South");

  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Send test event" }).click();
  await dialog.getByLabel("Data").fill('{"of": "South"}');
  await dialog.getByRole("button", { name: /^Send/ }).click();
  await dialog.getByText(/^Delivered\./).waitFor();
  await find(page, "North");
  await title(page, "North");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Send test event" }).click();
  expect(await dialog.getByLabel("Data").inputValue()).not.toContain("South");
  expect(await dialog.getByText("Delivered").count()).toBe(0);
  expect(faults).toEqual([]);
});

browserTest("the question whether an event is sent again goes with the event that it is about", async (open) => {
  await using appliance = await startBinary();
  const { id: first } = await post(appliance, "/events", { type: "a.one", data: {} });
  const { id: second } = await post(appliance, "/events", { type: "a.two", data: {} });
  const { page, faults } = await openConsole(open, appliance, `/events/${second}`);
  await title(page, "a.two");
  await find(page, first);
  await title(page, "a.one");
  await page.getByRole("button", { name: "Replay" }).click();
  await page.getByRole("dialog").waitFor();
  await find(page, second);
  await title(page, "a.two");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(faults).toEqual([]);
});

browserTest("Escape closes the palette above what is shown one time only, and nothing else", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/keys?new=1");
  await page.getByLabel("Name").fill("Backend");
  await page.getByRole("button", { name: "Make the key" }).click();
  const once = page.getByRole("dialog", { name: "Copy the key now" });
  await once.getByText(/^hw_ingest_/).waitFor();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Find anything" });
  await palette.waitFor();
  await page.keyboard.press("Escape");
  await palette.waitFor({ state: "detached" });
  expect(await once.getByRole("alert").count()).toBe(0);
  await page.keyboard.press("Escape");
  await once.getByRole("alert").waitFor();
  expect(faults).toEqual([]);
});
