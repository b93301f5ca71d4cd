/** The console by the keyboard alone: not one click from the door to a delivery and back. */
import { expect } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { startBinary } from "../help/binary.ts";
import { browserTest, type Open } from "../help/browser.ts";
import { ADA, cookieOn, openConsole, post } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

const LOOPBACK = { env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } };

/** Further from the first thing on a page nothing of it should be. */
const STEPS_COUNT_MAX = 60;

/** Presses Tab until a thing has the focus. @throws Error when it never has */
async function tabTo(page: Page, thing: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await thing.waitFor();
  for (let steps = 0; steps < STEPS_COUNT_MAX; steps++) {
    if (await hasFocus(thing)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`not reached by ${key}: ${thing}`);
}

function hasFocus(thing: Locator): Promise<boolean> {
  return thing.evaluate((element) => element === document.activeElement);
}

/** Waits until a thing has the focus. */
function focusOn(page: Page, thing: Locator): Promise<void> {
  return thing.and(page.locator(":focus")).waitFor();
}

/** Whether what has the focus shows it. */
function isRinged(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement as Element;
    const styles = [getComputedStyle(element), getComputedStyle(element, "::after")];
    return styles.some(({ outlineStyle, outlineWidth }) => outlineStyle === "solid" && outlineWidth === "2px");
  });
}

async function press(page: Page, thing: Locator): Promise<void> {
  await tabTo(page, thing);
  expect(await isRinged(page)).toBe(true);
  await page.keyboard.press("Enter");
}

browserTest(
  "from signing in to a delivery and back the keyboard is enough, and the focus is never lost",
  async (open) => {
    await using shop = await startReceiver();
    await using appliance = await startBinary(LOOPBACK);
    await cookieOn(appliance);
    const { page, faults } = await open(appliance.url);
    const button = (name: string) => page.getByRole("button", { name, exact: true });

    await tabTo(page, page.getByLabel("Email"));
    await page.keyboard.type(ADA.email);
    await tabTo(page, page.getByLabel("Password"));
    await page.keyboard.type(ADA.password);
    await page.keyboard.press("Enter");

    await press(page, page.getByRole("link", { name: "Webhooks", exact: true }));
    await page.getByRole("heading", { name: "No webhooks configured" }).waitFor();
    await focusOn(page, page.getByRole("heading", { level: 1 }));
    await page.keyboard.press("n");
    await tabTo(page, page.getByLabel("Endpoint URL"));
    await page.keyboard.type(shop.url);
    await tabTo(page, page.getByLabel("Name optional", { exact: true }));
    await page.keyboard.type("Shop");
    await press(page, button("Create webhook"));
    const dialog = page.getByRole("dialog", { name: "Copy its secret" });
    await dialog.getByText(/^whsec_/).waitFor();
    await press(page, dialog.getByRole("button", { name: "Done" }));
    await page.getByRole("heading", { name: "Shop" }).waitFor();

    for (const type of ["a.one", "a.two", "a.three"]) await post(appliance, "/events", { type, data: {} });
    await shop.come(3);
    await press(page, page.getByRole("link", { name: "Logs" }));
    const row = (name: string) => page.getByRole("link", { name, exact: true });
    const title = (name: string) => page.getByRole("heading", { name, exact: true });
    await press(page, row("a.three"));
    await title("a.three").waitFor();
    await page.keyboard.press("ArrowDown");
    await title("a.two").waitFor();
    await focusOn(page, row("a.two"));
    await page.keyboard.press("ArrowDown");
    await title("a.one").waitFor();
    await press(page, page.getByRole("link", { name: "Response" }));
    await page.locator(".inspector").getByText("200 OK").first().waitFor();
    await tabTo(page, button("Close"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await title("a.one").waitFor({ state: "detached" });
    await focusOn(page, row("a.one"));
    await page.keyboard.press("Enter");
    await title("a.one").waitFor();
    await page.keyboard.press("ArrowUp");
    await title("a.two").waitFor();
    await page.keyboard.press("Escape");
    await title("a.two").waitFor({ state: "detached" });
    await focusOn(page, row("a.two"));
    expect(faults.filter((fault) => !/status of (401|404)/.test(fault))).toEqual([]);
  },
);

browserTest("menus and dialogs give the focus back to what opened them", async (open: Open) => {
  await using appliance = await startBinary();
  const { id } = await post(appliance, "/webhooks/endpoints", { url: "https://example.com/", name: "Shop" });
  const { page } = await openConsole(open, appliance, `/webhooks/${id}`);
  const more = page.getByRole("button", { name: "More actions" });
  await press(page, more);
  await focusOn(page, page.getByRole("menuitem", { name: "Update details" }));
  await page.keyboard.press("Escape");
  await focusOn(page, more);

  const lostCount = await page.evaluateHandle(() => {
    const count = { lost: 0 };
    const isDialog = (node: Node) => node instanceof HTMLDialogElement;
    new MutationObserver((records) => {
      const isGone = records.some(({ removedNodes }) => [...removedNodes].some(isDialog));
      if (isGone && document.activeElement === document.body) count.lost++;
    }).observe(document.body, { subtree: true, childList: true });
    return count;
  });
  for (const name of ["Rotate secret…", "Recover…", "Delete…"]) {
    await page.keyboard.press("Enter");
    const item = page.getByRole("menuitem", { name });
    await item.waitFor();
    for (let steps = 0; !(await hasFocus(item)) && steps < STEPS_COUNT_MAX; steps++) {
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Cancel" }).waitFor();
    await dialog.locator(":focus").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await hasFocus(more)).toBe(true);
  }
  expect(await lostCount.jsonValue()).toEqual({ lost: 0 });
});
