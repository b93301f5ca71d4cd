/** A webhook's way off and on again in the console: failing, disabled or turned off, what is held or skipped, and back. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { until } from "../faults/patience.ts";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { type Receiver, startReceiver } from "../help/receiver.ts";

const LOOPBACK = { env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } };

async function change(appliance: Binary, path: string, patch: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await appliance.api(path, { method: "PATCH", headers, body: JSON.stringify(patch) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

/** Lets the organization follow a profile that disables on the third failure in a row, and holds what comes then. */
async function followStrictly(appliance: Binary): Promise<void> {
  await post(appliance, "/profiles", { name: "strict", title: "Strict", from: "standard" });
  await change(appliance, "/profiles/strict", {
    retry: { waitsMs: [3_600_000], jitterShare: 0 },
    health: { warnings: [], disable: { afterFailures: 3, afterMs: 0 }, isGoneFinal: true },
    whileOff: { paused: "held", disabled: "held" },
  });
  const { data } = await (await appliance.api("/organizations")).json();
  await change(appliance, `/organizations/${data[0].id}`, { profile: "strict" });
}

/** The pill beside the name of the webhook. */
function badge(page: Page, text: string): Promise<void> {
  return page.locator(".page-head").getByText(text, { exact: true }).waitFor();
}

function rows(page: Page, state: string, type: string) {
  return page.getByRole("row", { name: new RegExp(`${state} ${type}`) });
}

/** Posts an event after the other, each answered before the next. */
async function postEach(appliance: Binary, shop: Receiver, ...types: string[]): Promise<void> {
  for (const type of types) {
    const count = shop.requests.length + 1;
    await post(appliance, "/events", { type, data: {} });
    await shop.come(count);
  }
}

browserTest(
  "a webhook that keeps failing is disabled with its reason, and brought back with what was held",
  async (open) => {
    await using shop = await startReceiver({ answers: [500] });
    await using appliance = await startBinary(LOOPBACK);
    await followStrictly(appliance);
    const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop", maxInFlight: 1 });
    const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
    await badge(page, "Active");

    await postEach(appliance, shop, "a.one", "a.two");
    await badge(page, "Failing · 2 in a row");
    await rows(page, "Retrying", "a.one").waitFor();
    await postEach(appliance, shop, "a.three");
    await badge(page, "Disabled");
    await page
      .getByText(/^This webhook is disabled: nothing is sent to it\. The reason: failed for .*, 3 attempts in a row/)
      .waitFor();
    await page.getByText("3 deliveries held until it is active again.").waitFor();
    await post(appliance, "/events", { type: "a.four", data: {} });
    await page.getByText("4 deliveries held until it is active again.").waitFor();
    await rows(page, "Held", "a.four").waitFor();
    expect(shop.requests).toHaveLength(3);

    shop.answer(200);
    await page.getByRole("button", { name: "Activate webhook" }).click();
    const dialog = page.getByRole("dialog", { name: "Activate “Shop”?" });
    await dialog.getByText(/^It was turned off: failed for .*, 3 attempts in a row/).waitFor();
    await dialog.getByText("4 deliveries are held for it.").waitFor();
    await dialog.getByRole("button", { name: "Cancel", exact: true }).click();
    await badge(page, "Disabled");
    await page.getByRole("button", { name: "Activate webhook" }).click();
    await dialog.getByRole("button", { name: "Activate and send them" }).click();
    await badge(page, "Active");
    // What has failed before goes on where it was in its schedule.
    await shop.come(4);
    await rows(page, "Delivered", "a.four").waitFor();
    for (const type of ["a.one", "a.two", "a.three"]) await rows(page, "Retrying", type).waitFor();

    await page.getByRole("link", { name: "Notices" }).click();
    await page.getByRole("row", { name: /^Disabled Shop/ }).waitFor();
    await page.getByRole("row", { name: /^Enabled again Shop/ }).waitFor();
    expect(faults).toEqual([]);
  },
);

browserTest("what is held for a disabled webhook is cancelled instead, when a person says so", async (open) => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startBinary(LOOPBACK);
  await followStrictly(appliance);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop", maxInFlight: 1 });
  await postEach(appliance, shop, "a.one", "a.two", "a.three");
  const { page, faults } = await openConsole(open, appliance, "/webhooks");
  await page.locator(".webhook").getByText("Disabled", { exact: true }).waitFor();

  shop.answer(200);
  await page.getByRole("button", { name: "More actions: Shop" }).click();
  await page.getByRole("menuitem", { name: "Activate" }).click();
  const dialog = page.getByRole("dialog", { name: "Activate “Shop”?" });
  await dialog.getByRole("button", { name: "Activate and cancel them" }).click();
  await page.locator(".webhook").getByText("Active", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Shop" }).click();
  for (const type of ["a.one", "a.two", "a.three"]) await rows(page, "Cancelled", type).waitFor();
  await postEach(appliance, shop, "a.four");
  await rows(page, "Delivered", "a.four").waitFor();
  expect(shop.requests).toHaveLength(4);
  expect((await (await appliance.api(`/webhooks/endpoints/${id}`)).json()).waitingCount).toBe(0);
  expect(faults).toEqual([]);
});

browserTest("a receiver that says it is gone disables its webhook, and what is skipped then says why", async (open) => {
  await using shop = await startReceiver({ answers: [410] });
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  await postEach(appliance, shop, "a.one");
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  await badge(page, "Disabled");
  await page.getByText("The reason: answered 410 Gone.").waitFor();
  expect(await page.getByText("held until it is active").count()).toBe(0);
  await post(appliance, "/events", { type: "a.two", data: {} });
  await rows(page, "Skipped", "a\\.two .*webhook disabled").waitFor();
  await rows(page, "Failed", "a.one").waitFor();

  shop.answer(200);
  await page.getByRole("link", { name: "Webhooks", exact: true }).first().click();
  await page.getByRole("button", { name: "More actions: Shop" }).click();
  await page.getByRole("menuitem", { name: "Activate" }).click();
  const dialog = page.getByRole("dialog", { name: "Activate “Shop”?" });
  await dialog.getByText("It was turned off: answered 410 Gone.").waitFor();
  await dialog.getByText("Nothing is held for it. What it missed meanwhile was skipped").waitFor();
  await dialog.getByRole("button", { name: "Activate", exact: true }).click();
  await page.getByRole("status").getByText("Shop is active.").waitFor();
  await page.getByRole("link", { name: "Shop", exact: true }).click();
  await badge(page, "Active");
  await postEach(appliance, shop, "a.three");
  await rows(page, "Delivered", "a.three").waitFor();
  expect(await rows(page, "Skipped", "a.two").count()).toBe(1);
  expect(shop.requests).toHaveLength(2);
  expect(faults).toEqual([]);
});

browserTest(
  "a webhook that deliveries wait for is turned off only with a word on what becomes of them",
  async (open) => {
    await using shop = await startReceiver({ answers: [500] });
    for (const [profile, fate, state] of [
      ["agentset", "They are skipped, and so is what comes meanwhile: none is sent later by itself.", "Skipped"],
      ["standard", "They are held, and so is what comes meanwhile, until it is active again.", "Held"],
    ] as const) {
      await using appliance = await startBinary({ env: { ...LOOPBACK.env, HOOKWHEEL_PROFILE: profile } });
      const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
      await postEach(appliance, shop, "document.ready");
      const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
      await rows(page, "Retrying", "document.ready").waitFor();
      const ask = async () => {
        await page.getByRole("button", { name: "More actions" }).click();
        await page.getByRole("menuitem", { name: "Deactivate" }).click();
      };
      const dialog = page.getByRole("dialog", { name: "Deactivate “Shop”?" });
      await ask();
      await dialog.getByText("1 delivery waits for it.").waitFor();
      await dialog.getByText(fate).waitFor();
      await dialog.getByRole("button", { name: "Cancel", exact: true }).click();
      await dialog.waitFor({ state: "detached" });
      await rows(page, "Retrying", "document.ready").waitFor();
      await ask();
      await dialog.getByRole("button", { name: "Deactivate webhook" }).click();
      await page.getByText("This webhook is inactive: nothing is sent to it.").first().waitFor();
      await rows(page, state, "document.ready").waitFor();
      expect(faults).toEqual([]);
    }
  },
);

browserTest(
  "a webhook that a person turns off holds what comes, counted wherever it is seen, and sends it later",
  async (open) => {
    await using shop = await startReceiver();
    await using appliance = await startBinary(LOOPBACK);
    const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
    const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Deactivate" }).click();
    await badge(page, "Inactive");
    await page.getByText("This webhook is inactive: nothing is sent to it.").first().waitFor();

    for (const type of ["a.one", "a.two"]) await post(appliance, "/events", { type, data: {} });
    await badge(page, "Inactive · 2 held");
    await page.getByText("2 deliveries held until it is active again.").waitFor();
    await rows(page, "Held", "a.two").waitFor();
    await page.getByRole("link", { name: "a.two" }).click();
    await page.locator(".inspector").getByText("until the webhook is active again.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Webhooks", exact: true }).first().click();
    await page.locator(".webhook").getByText("Inactive · 2 held").waitFor();
    expect(shop.requests).toHaveLength(0);

    await page.getByRole("link", { name: "Shop" }).click();
    await page.getByRole("button", { name: "Activate webhook" }).click();
    await page.getByRole("button", { name: "Activate and send them" }).click();
    await badge(page, "Active");
    await shop.come(2);
    for (const type of ["a.one", "a.two"]) await rows(page, "Delivered", type).waitFor();
    await until(
      "nothing waits",
      async () => (await (await appliance.api(`/webhooks/endpoints/${id}`)).json()).waitingCount === 0,
    );
    expect(faults).toEqual([]);
  },
);
