/** Forms in the console: what is typed is neither lost, nor put under another thing, nor over what a colleague changed. */
import { expect } from "bun:test";
import { until } from "../faults/patience.ts";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest, holdAnswer } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

async function read(appliance: Binary, path: string) {
  return (await appliance.api(path)).json();
}

async function change(appliance: Binary, path: string, patch: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await appliance.api(path, { method: "PATCH", headers, body: JSON.stringify(patch) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

browserTest("what came of a test event stands under the type that was sent", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary({ env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } });
  for (const type of ["a.one", "a.two"]) await post(appliance, "/event-types", { type, sample: {} });
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  await page.getByRole("button", { name: "Send test event" }).click();
  const dialog = page.getByRole("dialog");
  const type = dialog.getByRole("combobox", { name: "Event type" });
  await type.selectOption("a.one");
  const answer = await holdAnswer(page, "**/test");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await type.selectOption("a.two");
  answer.resolve();
  await dialog.getByRole("button", { name: "Send", exact: true }).waitFor();
  expect(await dialog.getByText("Delivered.").count()).toBe(0);
  await type.selectOption("a.one");
  await dialog.getByText("Delivered.").waitFor();
  expect(faults).toEqual([]);
});

browserTest("a type that is changed keeps what a colleague changed of it meanwhile", async (open) => {
  await using appliance = await startBinary();
  await post(appliance, "/event-types", { type: "order.paid", description: "Old.", sample: { id: 1 } });
  const { page, faults } = await openConsole(open, appliance, "/event-types/order.paid");
  await page.getByText("Old.").waitFor();
  await change(appliance, "/event-types/order.paid", { sample: { id: 2 } });
  await page.getByRole("button", { name: "Change" }).click();
  const sample = page.getByRole("textbox", { name: "Sample" });
  await until("the sample is the newest", async () => (await sample.inputValue()).includes("2"));
  await page.getByLabel("Description").fill("Mine.");
  await change(appliance, "/event-types/order.paid", { sample: { id: 3 } });
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Mine.").waitFor();
  expect(await read(appliance, "/event-types/order.paid")).toMatchObject({ description: "Mine.", sample: { id: 3 } });
  expect(faults).toEqual([]);
});

browserTest("a profile is changed from what it is now, not from what was read of it before", async (open) => {
  await using appliance = await startBinary();
  await post(appliance, "/profiles", { name: "quick", title: "Quick", from: "standard" });
  const { page, faults } = await openConsole(open, appliance, "/profiles/quick");
  await page.getByRole("heading", { name: "Quick", exact: true }).waitFor();
  await change(appliance, "/profiles/quick", { timeoutMs: 4321 });
  await page.getByRole("button", { name: "Change" }).click();
  const field = page.getByLabel("Profile", { exact: true });
  await until("the text is the newest", async () => (await field.inputValue()).includes("4321"));
  await field.fill((await field.inputValue()).replace('"Quick"', '"Quicker"'));
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("heading", { name: "Quicker", exact: true }).waitFor();
  expect(await read(appliance, "/profiles/quick")).toMatchObject({ title: "Quicker", timeoutMs: 4321 });
  expect(faults).toEqual([]);
});

browserTest("what is typed into a list and is not right bars saving, and is not dropped", async (open) => {
  await using appliance = await startBinary();
  const { id } = await post(appliance, "/webhooks/endpoints", { url: "https://example.com/", name: "Shop" });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}/details`);
  const save = page.getByRole("button", { name: "Save changes" });
  await page.getByLabel("Name optional", { exact: true }).fill("Another");
  await page.getByLabel("Namespaces").fill("x".repeat(300));
  await page.getByLabel("Name optional", { exact: true }).focus();
  await page.locator("button[aria-disabled=true]", { hasText: "Save changes" }).waitFor();
  expect(await save.getAttribute("title")).toBe("One field needs a look.");
  await page.getByLabel("Namespaces").fill("eu west");
  await save.click();
  await page.getByText("Changes saved").first().waitFor();
  expect(await read(appliance, `/webhooks/endpoints/${id}`)).toMatchObject({
    name: "Another",
    namespaces: ["eu west"],
  });

  const { id: organization } = await post(appliance, "/organizations", { name: "Northwind" });
  await page.goto(`${appliance.url}/organizations/${organization}`);
  const owners = page.getByLabel("Mail addresses of the owners");
  await owners.fill("bob@");
  await page.getByLabel("Name").first().fill("Northwind Ltd");
  await page.locator("button[aria-disabled=true]", { hasText: "Save changes" }).waitFor();
  await owners.fill("bob@example.com");
  await save.click();
  await page.getByRole("heading", { name: "Northwind Ltd" }).waitFor();
  expect(await read(appliance, `/organizations/${organization}`)).toMatchObject({ ownerEmails: ["bob@example.com"] });
  expect(faults).toEqual([]);
});

browserTest("a filter that is pressed while a search waits is not undone by it", async (open) => {
  await using appliance = await startBinary();
  await post(appliance, "/webhooks/endpoints", { url: "https://example.com/", name: "Audit", active: false });
  const { page, faults } = await openConsole(open, appliance, "/webhooks", {}, (blank) => blank.clock.install());
  await page.getByText("1 of 1,000 webhooks").waitFor();
  await page.clock.pauseAt("2100-01-01");
  await page.getByLabel("Search by name").focus();
  await page.keyboard.type("a");
  await page.getByRole("link", { name: "Inactive 1" }).click();
  await page.clock.runFor(1_000);
  await page.waitForURL("**/webhooks?*search=a*");
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ status: "inactive", search: "a" });
  expect(faults).toEqual([]);
});
