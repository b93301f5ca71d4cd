/** Webhooks in the console: from none to many, made, changed, turned off and deleted as the Mindset document tells it. */
import { expect } from "bun:test";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

async function addWebhooks(server: Binary, ...names: string[]): Promise<void> {
  for (const name of names) {
    await post(server, "/webhooks/endpoints", { url: "https://example.com/hooks", name, events: ["document.*"] });
  }
}

browserTest("where secrets are shown once, that of a new webhook cannot be lost by accident", async (open) => {
  await using appliance = await startBinary({ env: { HOOKWHEEL_PROFILE: "agentpost" } });
  const { page, faults } = await openConsole(open, appliance, "/webhooks/new");
  await page.getByLabel("Endpoint URL").fill("https://example.com/hooks");
  await page.getByRole("button", { name: "Create webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "Copy its secret" });
  await dialog.getByText("It is shown this once, and cannot be shown again.").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await dialog.getByRole("alert").getByText("Copy the secret first, or say that you have kept it.").waitFor();
  expect(await dialog.getByText(/^whsec_/).isVisible()).toBe(true);
  await dialog.getByLabel("I have kept it").check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.waitForURL("**/overview");
  await page.getByText("Shown once, when it was made").waitFor();
  expect(faults).toEqual([]);
});

browserTest("webhooks are searched, filtered and counted, and the address keeps it", async (open) => {
  await using appliance = await startBinary();
  await addWebhooks(appliance, "Staging notifications", "Production event sync", "Audit log");
  const { page } = await openConsole(open, appliance, "/webhooks");
  await page.getByText("3 of 1,000 webhooks").waitFor();
  const rows = page.locator(".webhook");

  await page.keyboard.press("/");
  await page.keyboard.type("EVENT");
  await page.locator("#main").getByText("Audit log").waitFor({ state: "detached" });
  expect(await rows.count()).toBe(1);
  expect(page.url()).toEndWith("/webhooks?search=EVENT");
  await page.keyboard.type("zzz");
  await page.getByRole("heading", { name: "No webhooks match your search" }).waitFor();
  await page.getByText("Try again with a different search term.").waitFor();
  await page.getByRole("button", { name: "Clear search and filter" }).click();
  expect(await rows.count()).toBe(3);

  await page.getByRole("link", { name: "Inactive 0" }).click();
  await page.getByText("Every webhook is active.").waitFor();
  await page.goBack();
  expect(await rows.count()).toBe(3);
});

browserTest(
  "what is typed on while a search answers stays, and Escape takes back what was not yet sought",
  async (open) => {
    await using appliance = await startBinary();
    await addWebhooks(appliance, "Audit log", "Events");
    const { page } = await openConsole(open, appliance, "/webhooks", {}, (blank) => blank.clock.install());
    const field = page.getByLabel("Search by name");
    await page.getByText("2 of 1,000 webhooks").waitFor();
    await page.clock.pauseAt("2100-01-01");
    await field.focus();
    await page.keyboard.type("a");
    while (!page.url().endsWith("/webhooks?search=a")) await page.clock.runFor(5);
    await page.keyboard.type("u");
    await page.clock.runFor(100);
    expect(await field.inputValue()).toBe("au");
    while (!page.url().endsWith("/webhooks?search=au")) await page.clock.runFor(5);

    await page.keyboard.type("d");
    await page.keyboard.press("Escape");
    expect(await field.inputValue()).toBe("");
    await page.clock.runFor(1000);
    await page.locator("#main").getByText("Events").waitFor();
    expect(page.url()).toEndWith("/webhooks");
  },
);

browserTest("how all webhooks of a page fare is asked in one request, again when something moved", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary({ env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } });
  await addWebhooks(appliance, ...Array.from({ length: 20 }, (_, at) => `Idle ${at}`));
  await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Busy", events: ["order.paid"] });
  const asked: string[] = [];
  const { page, faults } = await openConsole(open, appliance, "/", {}, async (blank) => {
    await blank.clock.install();
    blank.on("request", (request) => request.url().includes("endpoints/") && asked.push(request.url()));
  });
  const statsRequest = () => page.waitForResponse("**/webhooks/endpoints/stats?**");
  const [first] = await Promise.all([
    statsRequest(),
    page.getByRole("link", { name: "Webhooks", exact: true }).click(),
  ]);
  expect((await first.json()).data).toHaveLength(21);
  const busy = page.getByRole("listitem").filter({ hasText: "Busy" });
  await busy
    .getByRole("img", { name: "Last 24 hours: 0 delivered, 0 failed and retried, 0 failed for good" })
    .waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("busy");
  await page.getByText("Idle 7").waitFor({ state: "detached" });
  await busy
    .getByRole("img", { name: "Last 24 hours: 0 delivered, 0 failed and retried, 0 failed for good" })
    .waitFor();
  await page.clock.fastForward(20_000);
  const second = statsRequest();
  await post(appliance, "/events", { type: "order.paid", data: {} });
  await second;
  await busy.getByText("100\u2009\u2060%").waitFor();
  expect(asked.map((url) => new URL(url).pathname)).toEqual(Array(2).fill("/api/v1/webhooks/endpoints/stats"));
  expect(faults).toEqual([]);
});

browserTest(
  "of very many webhooks a hundred are shown and asked for, and the next when they are shown",
  async (open) => {
    await using appliance = await startBinary();
    const names = Array.from({ length: 103 }, (_, at) => `Idle ${at}`);
    await Promise.all(names.map((name) => addWebhooks(appliance, name)));
    const askedCounts: number[] = [];
    const { page } = await openConsole(open, appliance, "/webhooks", {}, async (blank) => {
      const countOf = (url: string) => new URL(url).searchParams.get("ids")?.split(",").length;
      blank.on("request", (request) => {
        if (request.url().includes("/stats")) askedCounts.push(countOf(request.url()) ?? 0);
      });
    });
    const unread = page.getByRole("img", { name: "The last 24 hours are being read" });
    await page.locator(".webhook").nth(99).waitFor();
    await unread.first().waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Show 3 more" }).click();
    await page.locator(".webhook").nth(102).waitFor();
    await unread.first().waitFor({ state: "detached" });
    expect(askedCounts).toEqual([100, 3]);
  },
);

browserTest(
  "a webhook is turned off and on, its secret is copied, and it is deleted after a question",
  async (open) => {
    await using appliance = await startBinary();
    await addWebhooks(appliance, "Billing");
    const { page, faults } = await openConsole(open, appliance, "/webhooks", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const more = page.getByRole("button", { name: "More actions: Billing" });
    const act = async (name: string) => {
      await more.click();
      await page.getByRole("menuitem", { name }).click();
    };

    await act("Deactivate");
    await page.getByText("Billing is inactive: nothing is sent to it.").waitFor();
    await page.locator(".webhook").getByText("Inactive").waitFor();
    await act("Activate");
    await page.locator(".webhook").getByText("Active", { exact: true }).waitFor();

    await page.getByRole("button", { name: "Copy secret: Billing" }).click();
    await page.getByRole("status").getByText("Webhook secret copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toStartWith("whsec_");

    await act("Delete…");
    const dialog = page.getByRole("dialog", { name: "Delete “Billing”?" });
    await dialog.getByText("The webhook will be permanently deleted. This action cannot be undone.").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await more.evaluate((button) => button === document.activeElement)).toBe(true);
    await act("Delete…");
    await dialog.getByRole("button", { name: "Delete webhook" }).click();
    await page.getByRole("heading", { name: "No webhooks configured" }).waitFor();
    expect(faults).toEqual([]);
  },
);

browserTest("a webhook that holds deliveries is turned on only with a word on what becomes of them", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary({ env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } });
  const form = { url: shop.url, name: "Shop", active: false };
  const { id } = await post(appliance, "/webhooks/endpoints", form);
  await post(appliance, "/events", { type: "order.paid", data: {} });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);

  await page.getByText("1 delivery held until it is active again.").waitFor();
  await page.getByRole("button", { name: "Activate webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "Activate “Shop”?" });
  await dialog.getByText("1 delivery is held for it.").waitFor();
  await dialog.getByRole("button", { name: "Activate and send them" }).click();
  await shop.come(1);
  await page.getByRole("cell", { name: "Delivered" }).waitFor();
  expect(faults).toEqual([]);
});
