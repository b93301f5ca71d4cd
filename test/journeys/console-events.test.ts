/** Events, the overview and the first event in the console. */
import { expect, test } from "bun:test";
import { addEndpoint, postEvent, takeKey } from "../../ui/curl.ts";
import { postSnippet } from "../../ui/first/snippets.ts";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

const LOOPBACK = { env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } };

browserTest("an event shows its exact body and what became of it at every webhook", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  const off = { url: "https://example.com/", name: "Off", active: false };
  await post(appliance, "/webhooks/endpoints", off);
  await post(appliance, "/events", { type: "order.paid", data: { total: 12 }, namespace: "acme" });
  await shop.come(1);
  const { page, faults } = await openConsole(open, appliance, "/events?namespace=acme");

  await page.getByRole("link", { name: "order.paid" }).click();
  await page.getByRole("row", { name: /Shop Delivered/ }).waitFor();
  await page.getByRole("row", { name: /Off Held/ }).waitFor();
  await page.getByRole("radio", { name: "Exact" }).click();
  expect(await page.getByRole("region", { name: "Body" }).innerText()).toBe(shop.requests[0]?.body as string);
  await page.getByRole("link", { name: "Off" }).click();
  await page.getByText("Held until the webhook is active again.").waitFor();
  expect(faults).toEqual([]);
});

browserTest("an event is replayed after a question, and its new delivery comes up", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  const { id } = await post(appliance, "/events", { type: "order.paid", data: {} });
  await shop.come(1);
  const { page, faults } = await openConsole(open, appliance, `/events/${id}`);
  const rows = page.getByRole("row", { name: /Shop Delivered/ });
  await rows.waitFor();
  await page.getByRole("button", { name: "Replay…" }).click();
  const dialog = page.getByRole("dialog", { name: "Replay this event?" });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Replay…" }).click();
  await dialog.getByRole("button", { name: "Replay", exact: true }).click();
  await page.getByRole("status").getByText("1 delivery on the way.").waitFor();
  await shop.come(2);
  await rows.nth(1).waitFor();
  expect(shop.requests.map(({ headers }) => headers.get("webhook-id"))).toEqual([id, id]);
  expect(faults).toEqual([]);
});

browserTest("the overview leads with figures, and names the webhooks that need a look", async (open) => {
  await using shop = await startReceiver();
  await using broken = await startReceiver({ answers: [500] });
  await using appliance = await startBinary(LOOPBACK);
  await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  await post(appliance, "/webhooks/endpoints", { url: broken.url, name: "Broken" });
  await post(appliance, "/events", { type: "order.paid", data: {} });
  await Promise.all([shop.come(1), broken.come(1)]);
  const { page, faults } = await openConsole(open, appliance, "/");

  await page.getByRole("definition").getByText("50.00\u2009\u2060% of all attempts").waitFor();
  await page.getByText("Show as table").click();
  await page.getByRole("cell", { name: "1", exact: true }).first().waitFor();
  await page.getByRole("link", { name: "1 h", exact: true }).click();
  expect(new URL(page.url()).search).toBe("?window=1h");
  const needsLook = page.locator("section", { hasText: "Needs a look" });
  expect(await needsLook.getByRole("link").allInnerTexts()).toEqual(["Broken"]);
  await needsLook.getByRole("link", { name: "Broken" }).click();
  await page.getByRole("heading", { name: "Broken" }).waitFor();
  expect(faults).toEqual([]);
});

browserTest("an empty console leads to a first event, and ticks each step as it comes true", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  const { page, faults } = await openConsole(open, appliance, "/");

  await page.getByRole("heading", { name: "Send a first event" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/first");
  expect(await page.getByRole("region", { name: "Post an event" }).innerText()).toBe(postEvent(appliance.url));
  await page.getByRole("radio", { name: "Python" }).click();
  await page.getByRole("region", { name: "Post an event" }).getByText("urllib").waitFor();
  await post(appliance, "/webhooks/endpoints", { url: shop.url });
  await page.getByText("1 webhook so far.").waitFor();
  await post(appliance, "/events", { type: "document.ready", data: { id: "doc_1" } });
  await page.getByText("Delivered and signed.").waitFor();
  await page.getByRole("link", { name: "Look at it" }).click();
  await page.getByText("Delivered at once.").waitFor();
  expect(faults).toEqual([]);
});

test.skipIf(!Bun.which("curl") && !process.env["CI"])("its commands do what they say (needs curl)", async () => {
  await using appliance = await startBinary();
  const key = takeKey().replace("data/", `${appliance.dataDir}/`);
  const paste = (command: string) => Bun.$`sh -c ${`${key}\n${command} --silent --write-out ' %{http_code}'`}`.text();

  expect(await paste(addEndpoint(appliance.url))).toEndWith(" 201");
  expect(await paste(postEvent(appliance.url))).toMatch(/"deliveries":1\D.* 202$/);
});

test("the TypeScript snippet runs as it is shown", async () => {
  await using appliance = await startBinary();
  const { stdout } = Bun.spawnSync([process.execPath, "-e", postSnippet("typescript", appliance.url)], {
    env: { PATH: process.env["PATH"] ?? "", HOOKWHEEL_KEY: appliance.adminKey },
  });
  expect(stdout.toString()).toStartWith("202 ");
});
