/** The audit log, notices and recoveries in the console. */
import { expect } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";

browserTest(
  "every change is told with who, what and from where; filters and the open line are in the address",
  async (open) => {
    await using appliance = await startBinary();
    const { id } = await post(appliance, "/webhooks/endpoints", {
      url: "https://example.com/hooks",
      name: "Billing",
      headers: { "x-team": "secret-value" },
    });
    await post(appliance, "/event-types", { type: "invoice.settled" });
    const { page, faults } = await openConsole(open, appliance, "/audit");
    await page.getByRole("link", { name: "Event type created" }).waitFor();
    await page.getByRole("combobox", { name: "What" }).selectOption("Webhook created");
    await page.getByRole("link", { name: "Event type created" }).waitFor({ state: "detached" });
    expect(page.url()).toEndWith("/audit?action=endpoint.created");

    await page.getByRole("link", { name: "Webhook created" }).click();
    const panel = page.getByRole("complementary");
    await panel.getByText("127.0.0.1").waitFor();
    await panel.getByText("admin key of the configuration").waitFor();
    await panel.getByText('"x-team"').waitFor();
    expect(await panel.textContent()).not.toContain("secret-value");
    const line = new URL(page.url()).searchParams.get("line") as string;
    await panel.getByRole("link", { name: id }).click();
    await page.getByRole("heading", { name: "Billing" }).waitFor();

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find anything" }).fill(line);
    await page.keyboard.press("Enter");
    await panel.getByRole("heading", { name: "Webhook created" }).waitFor();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await page.getByRole("combobox", { name: "What" }).selectOption("Recovery cancelled");
    await page.getByText("No change matches").waitFor();
    expect(faults).toEqual([]);
  },
);

browserTest("a line that is not on the page is found by its id alone", async (open) => {
  await using appliance = await startBinary();
  for (let number = 0; number < 60; number++) await post(appliance, "/event-types", { type: `a.b${number}` });
  const { data } = await (await appliance.api("/audit?limit=250")).json();
  const oldest = data.find(({ subjectId }: { subjectId: string }) => subjectId === "a.b0");
  const { page } = await openConsole(open, appliance, `/audit?line=${oldest.id}`);
  await page.getByRole("complementary").getByText('"a.b0"').waitFor();
});

browserTest("the line that was looked at has the focus again, also when it is closed by its cross", async (open) => {
  await using appliance = await startBinary();
  for (const type of ["a.one", "a.two"]) await post(appliance, "/event-types", { type });
  const { page } = await openConsole(open, appliance, "/audit?action=event_type.created");
  await post(appliance, "/people", { email: "bob@example.com", name: "Bob", role: "owner" });
  const lines = page.getByRole("link", { name: "Event type created" });
  await lines.first().click();
  const panel = page.getByRole("complementary");
  await panel.getByText('"a.two"').waitFor();
  await page.keyboard.press("ArrowDown");
  await panel.getByText('"a.one"').waitFor();
  await panel.getByRole("button", { name: "Close" }).click();
  await panel.waitFor({ state: "detached" });
  await lines.last().and(page.locator(":focus")).waitFor();
  await page.getByRole("combobox", { name: "What" }).selectOption("Person created");
  await page.getByRole("link", { name: "Person created" }).first().waitFor();
});
