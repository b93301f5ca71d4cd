/** Event types in the console: the profile's and one's own, added, overridden, archived, deleted. */
import { expect } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";

browserTest("an event type is added with JSON that is checked as it is typed, archived and deleted", async (open) => {
  await using appliance = await startBinary();
  await post(appliance, "/webhooks/endpoints", { url: "https://example.com/a", name: "ERP", events: ["invoice.*"] });
  const { page, faults } = await openConsole(open, appliance, "/event-types");
  await page.getByRole("heading", { name: "No event types yet" }).waitFor();
  await page.getByRole("button", { name: "New event type" }).first().click();

  const create = page.getByRole("button", { name: "Create event type" });
  expect(await create.getAttribute("title")).toBe("Enter its name first.");
  await page.getByLabel("Event type").fill("hookwheel.mine");
  await page.getByText("Choose another name: hookwheel.* are our own events.").waitFor();
  await page.getByLabel("Event type").fill("invoice.settled");
  await page.getByLabel("Description").fill("It was paid.");
  const sample = page.getByLabel("Sample");
  await sample.fill('{\n  "id": "inv_1",\n}');
  await page.getByText("Line 2, column 16").waitFor();
  await page.getByText("Take away this comma: nothing follows it.").waitFor();
  await sample.fill("[]");
  await page.getByText("must be an object").waitFor();
  await sample.fill('{"id": 7}');
  await page.getByRole("button", { name: "Format" }).click();
  expect(await sample.inputValue()).toBe('{\n  "id": 7\n}');
  await page.getByLabel("Schema").fill('{"type": "object", "properties": {"id": {"type": "string"}}}');
  await create.click();
  await page.getByText("id: must be string.").waitFor();
  await page.getByRole("button", { name: "Line 2, column 3" }).waitFor();
  await sample.fill('{"id": "inv_1"}');
  await create.click();

  await page.getByRole("heading", { name: "invoice.settled" }).waitFor();
  await page.getByRole("link", { name: "ERP" }).waitFor();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Description").fill("It was paid in full.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("It was paid in full.").waitFor();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.getByText("invoice.settled is archived.").waitFor();
  await page.getByRole("link", { name: "Event types" }).first().click();
  await page.getByRole("heading", { name: "Archived" }).waitFor();
  await page.getByRole("link", { name: "invoice.settled" }).click();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete event type" }).click();
  await page.getByRole("heading", { name: "No event types yet" }).waitFor();
  expect(faults.filter((fault) => !/404|422/.test(fault))).toEqual([]);
});

browserTest("a type of the profile is told from one's own, put aside by one's own, and comes back", async (open) => {
  await using appliance = await startBinary({ env: { HOOKWHEEL_PROFILE: "agentset" } });
  const { page } = await openConsole(open, appliance, "/event-types?search=document.error");
  await page.getByText("from the profile agentset").waitFor();
  await page.getByRole("link", { name: "document.error" }).click();
  await page.getByRole("button", { name: "Override" }).click();
  const description = page.getByLabel("Description");
  expect(await description.inputValue()).toContain("fails");
  await description.fill("Call our support.");
  await page.getByRole("button", { name: "Override event type" }).click();
  await page.getByText("Own, in place of the profile’s").waitFor();
  const own = await (await appliance.api("/event-types/document.error")).json();
  expect(own).toMatchObject({ from: "organization", description: "Call our support.", group: "document" });
  expect(own.sample).not.toBeNull();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Go back to the profile’s" }).click();
  await page.getByText("The profile’s own description, sample and schema are in force again.").waitFor();
  await page.getByRole("button", { name: "Delete event type" }).click();
  await page.getByText("from the profile agentset").waitFor();
});
