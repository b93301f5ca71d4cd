/** The retry queue in the console: what is due when, and where to look for what is not. */
import { expect } from "bun:test";
import { until } from "../faults/patience.ts";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

const LOOPBACK = { env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } };

/** Posts so many events of a type, at most a hundred. */
function postMany(appliance: Binary, type: string, count: number): Promise<unknown> {
  return post(appliance, "/events/batch", { events: Array.from({ length: count }, () => ({ type, data: {} })) });
}

browserTest("the retry queue tells what is due when, leaves out what is held, and retries now", async (open) => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startBinary(LOOPBACK);
  await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  await post(appliance, "/webhooks/endpoints", { url: "https://example.com/", name: "Off", active: false });
  await post(appliance, "/events", { type: "order.paid", data: {} });
  await shop.come(2);
  const { page, faults } = await openConsole(open, appliance, "/queue");

  const row = page.getByRole("row", {
    name: /^[3-6]\s\u2060m \d+\s\u2060s Shop order\.paid 500 Internal Server Error 2/,
  });
  await row.waitFor();
  expect(await page.getByRole("row").count()).toBe(2);
  await page.getByText("1 delivery is held until this webhook is active again: Off").waitFor();
  await row.getByRole("button", { name: "Cancel: order.paid" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await row.waitFor();
  shop.answer(200);
  await row.getByRole("button", { name: "Retry now: order.paid" }).click();
  await page.getByRole("heading", { name: "Nothing is due" }).waitFor();
  await page.getByRole("link", { name: "Off", exact: true }).click();
  await page.getByRole("row", { name: /Held order\.paid/ }).waitFor();
  expect(new URL(page.url()).search).toBe("?state=waiting");
  expect(faults).toEqual([]);
});

browserTest("a delivery is cancelled in the queue after a question", async (open) => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startBinary(LOOPBACK);
  await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  await post(appliance, "/events", { type: "order.paid", data: {} });
  await shop.come(1);
  const { page, faults } = await openConsole(open, appliance, "/queue");
  await page.getByRole("button", { name: "Cancel: order.paid" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Cancel delivery" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "Nothing waits" }).waitFor();
  const { data } = await (await appliance.api("/deliveries")).json();
  expect(data).toMatchObject([{ eventType: "order.paid", state: "cancelled" }]);
  expect(faults).toEqual([]);
});

browserTest("a line that its receiver slowed down says for how long, wherever it is seen", async (open) => {
  await using shop = await startReceiver({ answers: [{ status: 429, headers: { "retry-after": "3600" } }] });
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  await post(appliance, "/events", { type: "order.paid", data: {} });
  await shop.come(1);
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}/overview`);
  await page.getByText(/or is overloaded: nothing is sent for 59\s\u2060m \d+\s\u2060s\./).waitFor();
  await page.getByText(/^next in 59\s\u2060m \d+\s\u2060s$/).waitFor();
  const slowed = page.locator("dt", { hasText: "Slowed down for" }).locator("xpath=following-sibling::dd[1]");
  expect(await slowed.innerText()).toMatch(/^59\s\u2060m \d+\s\u2060s$/);
  await page.goto(appliance.url);
  await page
    .locator(".figures")
    .getByText(/next in 59\s\u2060m \d+\s\u2060s\s*oldest from/)
    .waitFor();
  expect(faults).toEqual([]);
});

browserTest(
  "what is due in seconds stands above hundreds that a slowed webhook keeps back for an hour",
  async (open) => {
    await using slow = await startReceiver({ answers: [{ status: 429, headers: { "retry-after": "3600" } }] });
    await using broken = await startReceiver({ answers: [500] });
    await using appliance = await startBinary(LOOPBACK);
    const add = (name: string, url: string, type: string, active = true) =>
      post(appliance, "/webhooks/endpoints", { name, url, events: [type], active });
    const { id: slowId } = await add("Slow", slow.url, "slow.sent");
    await add("Broken", broken.url, "broken.sent");
    for (const name of ["One", "Two", "Three", "Four", "Five"]) {
      await add(name, "https://example.com/", name === "Three" ? "off.*" : "off.sent", false);
    }
    for (let batch = 0; batch < 3; batch++) await postMany(appliance, "slow.sent", 100);
    await slow.come(1);
    const isHeld = async () => (await (await appliance.api(`/webhooks/endpoints/${slowId}`)).json()).heldUntil !== null;
    await until("its line is held", isHeld);
    await postMany(appliance, "off.sent", 2);
    await postMany(appliance, "off.later", 1);
    await postMany(appliance, "broken.sent", 1);
    await broken.come(1);
    const { page, faults } = await openConsole(open, appliance, "/queue");

    const rows = page.getByRole("row");
    await rows.nth(1).getByRole("link", { name: "Broken" }).waitFor();
    await rows.nth(2).getByRole("link", { name: "Slow" }).waitFor();
    await rows
      .nth(2)
      .getByText(/^59\s\u2060m/)
      .waitFor();
    expect(await rows.count()).toBe(51);
    const held = page.getByRole("listitem").filter({ hasText: "held" });
    expect(await held.allInnerTexts()).toEqual([
      "3 deliveries are held until this webhook is active again: Three",
      expect.stringMatching(/^2 deliveries are held until this webhook is active again: \w+$/),
      expect.stringMatching(/^2 deliveries are held until this webhook is active again: \w+$/),
      "4 deliveries are held for 2 other webhooks. Show inactive webhooks",
    ]);

    await page.getByRole("combobox", { name: "Webhook" }).selectOption({ label: "Slow (300)" });
    await page.getByRole("link", { name: "Broken" }).waitFor({ state: "detached" });
    expect(await held.count()).toBe(0);
    await page.getByRole("link", { name: "Later ones" }).click();
    await page.getByRole("link", { name: "Earliest" }).waitFor();
    expect(await rows.count()).toBe(51);
    await page.goto(`${appliance.url}/queue`);
    await page.getByRole("link", { name: "Show inactive webhooks" }).click();
    await page.getByText("Three").waitFor();
    expect(new URL(page.url()).search).toBe("?status=inactive");
    expect(faults).toEqual([]);
  },
);
