/** The log of a webhook and the inspector, over a real receiver. */
import { expect } from "bun:test";
import { Webhook } from "standardwebhooks";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post, signInAs } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

const LOOPBACK = { env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } };

browserTest("the log moves by itself, holds still on P, and keeps its filters in the address", async (open) => {
  await using shop = await startReceiver({ answers: [200] });
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  await page.getByRole("heading", { name: "Nothing sent yet" }).waitFor();

  await post(appliance, "/events", { type: "order.paid", data: {} });
  await page.getByRole("link", { name: "order.paid" }).waitFor();
  await page.getByRole("cell", { name: "Delivered" }).waitFor();

  await page.keyboard.press("p");
  await page.getByText("The page is held: nothing moves until you let it.").waitFor();
  await post(appliance, "/events", { type: "order.sent", data: {} });
  await shop.come(2);
  expect(await page.getByRole("link", { name: "order.sent" }).count()).toBe(0);
  await page.keyboard.press("p");
  await page.getByRole("link", { name: "order.sent" }).waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("order.sent");
  await page.getByRole("link", { name: "order.paid" }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Failed" }).click();
  await page.getByLabel("Time").selectOption("24h");
  await page.getByRole("heading", { name: "No delivery matches" }).waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    type: "order.sent",
    state: "failed",
    within: "24h",
  });
  await page.reload();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await page.getByRole("link", { name: "order.paid" }).waitFor();
  expect(faults).toEqual([]);
});

browserTest(
  "each row tells what the last attempt came to and how long it took, on a small screen too",
  async (open) => {
    await using shop = await startReceiver({ answers: [200, 404] });
    await using appliance = await startBinary(LOOPBACK);
    const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
    await post(appliance, "/events", { type: "order.paid", data: {} });
    await shop.come(1);
    const event = await post(appliance, "/events", { type: "order.sent", data: {} });
    await shop.come(2);
    const nobody = await post(appliance, "/webhooks/endpoints", { url: "http://127.0.0.1:1/", events: ["order.lost"] });
    await post(appliance, "/events", { type: "order.lost", data: {} });
    const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
    const row = (type: string) => page.getByRole("row").filter({ hasText: type });
    const cell = (type: string, name: string | RegExp) => row(type).getByRole("cell", { name, exact: true });

    await page.getByRole("columnheader", { name: "Status" }).waitFor();
    await page.getByRole("columnheader", { name: "Duration" }).waitFor();
    await cell("order.paid", "200").waitFor();
    await cell("order.sent", "404").waitFor();
    await cell("order.sent", /^\d+(\.\d)?\s\u2060m?s$/).waitFor();

    await page.setViewportSize({ width: 360, height: 740 });
    await cell("order.sent", /^404 · \d+(\.\d)?\s\u2060m?s$/).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.goto(`${appliance.url}/events/${event.id}`);
    await page.getByRole("cell", { name: /^404 · / }).waitFor();
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.getByRole("cell", { name: "404", exact: true }).waitFor();
    await page.goto(`${appliance.url}/webhooks/${nobody.id}`);
    await cell("order.lost", "refused").waitFor();
    expect(faults).toEqual([]);
  },
);

browserTest("the inspector shows a failed attempt, the next one counting down, and retries now", async (open) => {
  const fault = { status: 500, headers: { "x-reason": "<b>busy</b>" }, body: `{"n":12345678901234567890}` };
  await using shop = await startReceiver({ answers: [fault, fault, 200] });
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  const data = { note: "<img src=x onerror=alert(1)>" };
  await post(appliance, "/events", { type: "order.paid", data });
  await shop.come(2);
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`, {
    permissions: ["clipboard-read", "clipboard-write"],
  });

  await page.getByRole("link", { name: "order.paid" }).click();
  await page.getByText(/Next attempt in \d+/).waitFor();
  await page
    .getByText(
      /^If it fails, once more after 30\s\u2060m, 2\s\u2060h, 5\s\u2060h, 10\s\u2060h, 14\s\u2060h, 20\s\u2060h, 1\s\u2060d\. Gives up after 8 more attempts\.$/,
    )
    .waitFor();
  await page.locator(".way").getByText("+6 more").waitFor();
  await page.locator(".inspector").getByText("500 Internal Server Error").waitFor();
  await page.getByRole("region", { name: "Body" }).getByText(data.note).waitFor();
  await page.getByRole("link", { name: "Response" }).click();
  await page.getByText("<b>busy</b>").waitFor();
  await page.getByRole("region", { name: "Body" }).getByText("12345678901234567890").waitFor();
  await page.getByRole("radio", { name: "Exact" }).click();
  expect(await page.getByRole("region", { name: "Body" }).innerText()).toBe(fault.body);

  await page.getByRole("link", { name: "Request" }).click();
  await page.getByRole("button", { name: "Copy as curl" }).click();
  await page.getByRole("status").getByText("Copied: the request as curl").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const before = shop.requests.length;
  shop.answer(200);
  expect((await Bun.$`sh -c ${`${copied} --silent`}`.quiet()).exitCode).toBe(0);
  const again = shop.requests[before];
  expect(again?.body).toBe(shop.requests[0]?.body as string);
  expect(again?.headers.get("webhook-id")).toBe(shop.requests[0]?.headers.get("webhook-id") as string);

  await page.getByRole("button", { name: "Retry now" }).click();
  await page.getByText("Delivered after 3 attempts.").waitFor();
  expect(await page.getByText("Gives up after").count()).toBe(0);
  expect(await page.locator(".way").getByText("more").count()).toBe(0);
  await page.getByRole("link", { name: /^Attempt 1: 500/ }).click();
  await page.getByText("#1 by schedule").waitFor();
  expect(faults).toEqual([]);
});

browserTest("a delivery is cancelled in the inspector after a question, and nothing more is sent", async (open) => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  await post(appliance, "/events", { type: "order.paid", data: {} });
  await shop.come(1);
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  await page.getByRole("link", { name: "order.paid" }).click();
  const inspector = page.locator(".inspector");
  await inspector.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await inspector.getByRole("button", { name: "Cancel", exact: true }).click();
  await dialog.getByRole("button", { name: "Cancel delivery" }).click();
  await inspector.getByText("Cancelled").first().waitFor();
  await page.getByRole("row", { name: /Cancelled order\.paid/ }).waitFor();
  expect(await inspector.getByRole("button", { name: "Cancel", exact: true }).count()).toBe(0);
  expect(faults).toEqual([]);
});

browserTest("before an attempt by hand nothing is said of those after it", async (open) => {
  await using shop = await startReceiver({ answers: [500] });
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  await post(appliance, "/events", { type: "order.paid", data: {} });
  await shop.come(1);
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  await page.route("**/deliveries/dlv_*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), laterWaitsMs: null } });
  });
  await page.getByRole("link", { name: "order.paid" }).click();
  await page.getByText(/Next attempt in \d+/).waitFor();
  await page.locator(".way-next").waitFor();
  expect(await page.locator(".later").count()).toBe(0);
  expect(await page.locator(".way-later").count()).toBe(0);
  await page.unrouteAll({ behavior: "wait" });
  expect(faults).toEqual([]);
});

browserTest("the signature is checked in the browser, as an independent library does", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const { id, secret } = await post<{ id: string; secret: string }>(appliance, "/webhooks/endpoints", {
    url: shop.url,
  });
  await post(appliance, "/events", { type: "order.paid", data: { name: "Zoë 🚲" } });
  await shop.come(1);
  const { body, headers } = shop.requests[0]!;
  new Webhook(secret).verify(body, Object.fromEntries(headers));
  const { page } = await openConsole(open, appliance, `/webhooks/${id}?view=signature`);

  await page.getByRole("link", { name: "order.paid" }).click();
  await page.getByRole("link", { name: "Signature" }).click();
  await page.getByRole("button", { name: "Check it here" }).click();
  await page.getByText("It matches").waitFor();
  expect(await page.getByText("Computed here").innerText()).toContain(headers.get("webhook-signature") as string);
});

browserTest("arrows walk the deliveries, Escape closes, and a link or a pasted id leads back", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  for (const type of ["a.one", "a.two", "a.three"]) await post(appliance, "/events", { type, data: {} });
  await shop.come(3);
  const { page } = await openConsole(open, appliance, `/webhooks/${id}`);
  const title = (name: string) => page.getByRole("heading", { name, exact: true });

  await page.getByRole("link", { name: "a.three" }).click();
  await title("a.three").waitFor();
  await page.keyboard.press("ArrowDown");
  await title("a.two").waitFor();
  await page.getByText("2 of 3").waitFor();
  await page.keyboard.press("ArrowUp");
  await title("a.three").waitFor();
  const delivery = new URL(page.url()).searchParams.get("delivery") as string;
  await page.keyboard.press("Escape");
  await title("a.three").waitFor({ state: "detached" });

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill(delivery);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Delivery", exact: true }).waitFor();
  await title("a.three").waitFor();
  const { attempts } = await (await appliance.api(`/deliveries/${delivery}`)).json();
  await page.goto(`${appliance.url}/attempts/${attempts[0].id}`);
  await page.waitForURL(`**/deliveries/${delivery}?attempt=${attempts[0].id}`);
});

browserTest("where the stream breaks, the page asks again and again, and comes back to the stream", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  let isBroken = true;
  const { page } = await open(`${appliance.url}/webhooks/${id}`, {}, async (blank) => {
    await signInAs(blank, appliance);
    await blank.route("**/api/v1/stream?**", (route) => (isBroken ? route.abort() : route.continue()));
  });
  await page.getByRole("heading", { name: "Nothing sent yet" }).waitFor();
  await post(appliance, "/events", { type: "by.asking", data: {} });
  await page.getByRole("link", { name: "by.asking" }).waitFor();

  isBroken = false;
  await page.waitForRequest("**/api/v1/stream?**");
  await post(appliance, "/events", { type: "by.stream", data: {} });
  await page.getByRole("link", { name: "by.stream" }).waitFor();
});

browserTest("arrows on a body scroll it, and leave the delivery that is looked at", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  const data = { lines: Array.from({ length: 200 }, (_, at) => at) };
  for (const type of ["a.one", "a.two"]) await post(appliance, "/events", { type, data });
  await shop.come(2);
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  await page.getByRole("link", { name: "a.two" }).click();
  const body = page.getByRole("region", { name: "Body" });
  await body.focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => (document.activeElement?.scrollTop ?? 0) > 0);
  await page.getByText("1 of 2").waitFor();
  await page.keyboard.press("Escape");
  await body.waitFor({ state: "detached" });
  expect(faults).toEqual([]);
});
