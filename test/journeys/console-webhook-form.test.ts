/** The form of a webhook in the console: what it takes, what it tells, and what it keeps. */
import { expect } from "bun:test";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest, holdAnswer } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

async function addWebhooks(server: Binary, ...names: string[]): Promise<void> {
  for (const name of names) {
    await post(server, "/webhooks/endpoints", { url: "https://example.com/hooks", name, events: ["document.*"] });
  }
}

browserTest("a webhook is made in a form that tells every mistake as it is typed", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/webhooks");
  await page.getByText("Add one to send your customers what happens, as it happens.").waitFor();
  await page.keyboard.press("n");

  const url = page.getByLabel("Endpoint URL");
  const name = page.getByLabel("Name optional", { exact: true });
  const create = page.getByRole("button", { name: "Create webhook" });
  expect(await create.getAttribute("aria-disabled")).toBe("true");
  expect(await create.getAttribute("title")).toBe("Enter the endpoint URL first.");

  await url.focus();
  await name.focus();
  await page.getByText("This field can’t be empty").waitFor();
  await url.fill("javascript:alert(1)");
  await page.getByText("Please enter a valid URL: start it with https:// or http://.").waitFor();
  await url.fill(`https://example.com/${"a".repeat(2048)}`);
  await page.getByText("Use at most 2048 characters.").waitFor();
  expect(await page.getByText("2068/2048").getAttribute("class")).toContain("over");
  await name.fill("n".repeat(101));
  await page.getByText("Use at most 100 characters.").waitFor();
  expect(await create.getAttribute("title")).toBe("2 fields need a look.");

  await name.fill("Production event sync");
  await url.fill("https://example.com/hooks");
  expect(await page.getByRole("alert").count()).toBe(0);
  await page.getByRole("radio", { name: "Only some" }).click();
  expect(await create.getAttribute("title")).toBe("One field needs a look.");
  const types = page.getByLabel("Search or type an event type");
  await types.fill("document.ready");
  await types.press("Enter");
  await page.getByLabel("Namespaces").fill("acme");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByLabel("Header", { exact: true }).fill("host");
  await page.getByLabel("Value: host").fill("x");
  await create.click();
  await page.getByText("Choose another name: host is set by the sender or not allowed.").waitFor();
  await page.getByLabel("Header", { exact: true }).fill("x-team");
  await create.click();

  const dialog = page.getByRole("dialog", { name: "Copy its secret" });
  await dialog.getByText(/^whsec_/).waitFor();
  await page.getByText("Webhook created").waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("heading", { name: "Production event sync" }).waitFor();
  const { data } = await (await appliance.api("/webhooks/endpoints")).json();
  expect(data).toMatchObject([
    { name: "Production event sync", events: ["document.ready"], namespaces: ["acme"], headers: { "x-team": "••••" } },
  ]);
  expect(faults.filter((fault) => !fault.includes("422"))).toEqual([]);
});

browserTest(
  "form and counter know what the Mindset profile allows, and at its 50th webhook say why no more",
  async (open) => {
    await using appliance = await startBinary({ env: { HOOKWHEEL_PROFILE: "mindset" } });
    await Promise.all(Array.from({ length: 49 }, (_, at) => addWebhooks(appliance, `Webhook ${at}`)));
    const { page, faults } = await openConsole(open, appliance, "/webhooks");
    await page.getByText("49 of 50 webhooks").waitFor();
    const make = page.getByRole("button", { name: "New webhook" });
    await make.click();
    const name = page.getByLabel("Name optional", { exact: true });
    const url = page.getByLabel("Endpoint URL");
    const create = page.getByRole("button", { name: "Create webhook" });
    await page.getByText("0/50", { exact: true }).waitFor();
    await page.getByText("0/500", { exact: true }).waitFor();
    // Entities alone, as the profile says: no single types, no namespaces.
    await page.getByRole("radio", { name: "Only some" }).click();
    await page.getByRole("checkbox", { name: /^contexts?\.\*/ }).waitFor();
    expect(await page.locator(".picker .within").count()).toBe(0);
    expect(await page.getByLabel("Namespaces").count()).toBe(0);
    await page.getByRole("radio", { name: "All events" }).click();

    await name.fill("n".repeat(51));
    await page.getByText("Use at most 50 characters.").waitFor();
    expect(await page.getByText("51/50").getAttribute("class")).toContain("over");
    await url.fill("https://example.com/".padEnd(501, "x"));
    await page.getByText("Use at most 500 characters.").waitFor();
    expect(await page.getByText("501/500").getAttribute("class")).toContain("over");
    await name.fill("n".repeat(50));
    await url.fill("https://example.com/".padEnd(500, "x"));
    expect(await page.getByRole("alert").count()).toBe(0);
    await create.click();
    await page.getByRole("dialog", { name: "Copy its secret" }).getByRole("button", { name: "Done" }).click();

    await page.getByRole("link", { name: "Webhooks", exact: true }).first().click();
    await page.getByText("50 of 50 webhooks").waitFor();
    const full = "There may be 50 webhooks at most. Delete one to add another.";
    expect([await make.getAttribute("aria-disabled"), await make.getAttribute("title")]).toEqual(["true", full]);
    await page.keyboard.press("n");
    await url.fill("https://example.com/hooks");
    expect([await create.getAttribute("aria-disabled"), await create.getAttribute("title")]).toEqual(["true", full]);
    expect(faults).toEqual([]);
  },
);

browserTest("where the plan has no webhooks that is said before the form, in the profile's words", async (open) => {
  await using appliance = await startBinary({ env: { HOOKWHEEL_PROFILE: "agentwarden" } });
  const { data } = await (await appliance.api("/organizations")).json();
  await post(appliance, "/webhooks/endpoints", { url: "https://example.com/hooks", name: "Billing" });
  await appliance.api(`/organizations/${data[0].id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ webhooksEnabled: false }),
  });
  const { page, faults } = await openConsole(open, appliance, "/webhooks");
  const told = "Webhooks are available on Pro";
  await page.locator(".notice", { hasText: told }).getByText("Nothing is sent to the webhooks").waitFor();
  const make = page.getByRole("button", { name: "New webhook" });
  expect([await make.getAttribute("aria-disabled"), await make.getAttribute("title")]).toEqual([
    "true",
    expect.stringContaining(told),
  ]);
  await make.focus();
  const shown = await make.evaluate((button) => getComputedStyle(button, "::after").content);
  expect(shown).toContain(told);
  await make.blur();
  await page.keyboard.press("n");
  await page.getByLabel("Endpoint URL").fill("https://example.com/hooks");
  const create = page.getByRole("button", { name: "Create webhook" });
  expect(await create.getAttribute("title")).toContain(told);
  expect(faults).toEqual([]);
});

browserTest(
  "an address that is private, unknown or dead is told before it is saved, and one that answers too",
  async (open) => {
    await using shop = await startReceiver();
    await using appliance = await startBinary({ env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } });
    const { page, faults } = await openConsole(open, appliance, "/webhooks/new");
    const url = page.getByLabel("Endpoint URL");
    const told = page.getByRole("status");
    for (const [address, reason] of [
      ["http://10.0.0.1/hooks", "It cannot be reached now: blocked by the egress policy"],
      ["http://no-such-name.invalid/hooks", "It cannot be reached now: name"],
      ["http://127.0.0.1:1/hooks", "It cannot be reached now: connection refused"],
      [shop.url, "It can be reached."],
    ] as const) {
      await url.fill(address);
      await told.getByText(reason).waitFor();
    }
    await page.getByRole("button", { name: "Create webhook" }).click();
    await page.getByRole("dialog", { name: "Copy its secret" }).waitFor();
    expect(shop.requests).toEqual([]);
    expect(faults).toEqual([]);
  },
);

browserTest(
  "limits are those of the organization that is looked at, also where its profile cannot be read",
  async (open) => {
    await using appliance = await startBinary();
    await post(appliance, "/profiles", { name: "tight", from: "agentset", title: "Tight" });
    const organization = await post(appliance, "/organizations", {
      name: "Acme",
      externalId: "acme",
      profile: "tight",
    });
    const { data } = await (await appliance.api(`/organizations/${organization.id}/environments`)).json();
    const { page } = await openConsole(open, appliance, "/webhooks");
    await page.getByText("0 of 1,000 webhooks").waitFor();
    await page.getByRole("button", { name: "New webhook" }).first().click();
    await page.getByText("0/100", { exact: true }).waitFor();
    await page.getByText("0/2048", { exact: true }).waitFor();

    const there = `organization=${organization.id}&environment=${data[0].id}`;
    await page.goto(`${appliance.url}/webhooks/new?${there}`);
    await page.getByText("0/40", { exact: true }).waitFor();
    await page.getByText("0/2048", { exact: true }).waitFor();

    await page.route("**/api/v1/profiles/*", (route) => route.fulfill({ status: 403, json: { detail: "not yours" } }));
    await page.goto(`${appliance.url}/webhooks?${there}`);
    await page.getByText("0 webhooks", { exact: true }).waitFor();
    await page.getByRole("button", { name: "New webhook" }).first().click();
    await page.getByLabel("Name optional", { exact: true }).fill("n".repeat(41));
    await page.getByLabel("Endpoint URL").fill("https://example.com/hooks");
    await page.getByRole("button", { name: "Create webhook" }).click();
    await page.getByText("Use at most 40 characters.").waitFor();
  },
);

browserTest(
  "a form keeps what is typed while it is saved, the focus, and nothing of a refusal once undone",
  async (open) => {
    await using appliance = await startBinary();
    const { id } = await post(appliance, "/webhooks/endpoints", { url: "https://example.com/hooks", name: "Billing" });
    const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}/details`);
    const name = page.getByLabel("Name optional", { exact: true });
    const save = page.getByRole("button", { name: "Save changes" });
    const undo = page.getByRole("button", { name: "Undo changes" });
    const focused = () => page.locator(":focus").innerText();

    await name.fill("Billing events");
    const answer = await holdAnswer(page, `**/webhooks/endpoints/${id}`);
    await save.click();
    await page.locator(".form-foot").getByText("Saving.").first().waitFor();
    await name.fill("Billing events, all of them");
    answer.resolve();
    await page.getByRole("status").getByText("Changes saved").waitFor();
    await page.getByRole("heading", { name: "Billing events", exact: true }).waitFor();
    expect(await name.inputValue()).toBe("Billing events, all of them");
    await page.unrouteAll({ behavior: "wait" });
    await save.click();
    await page.getByRole("heading", { name: "Billing events, all of them" }).waitFor();
    expect([await focused(), await save.getAttribute("title")]).toEqual(["Save changes", "Nothing is changed."]);

    await page.getByRole("button", { name: "Add a header" }).click();
    await page.getByLabel("Header", { exact: true }).fill("host");
    await page.getByLabel("Value: host").fill("x");
    await save.click();
    const refusal = page.getByText("Choose another name: host is set by the sender or not allowed.");
    await refusal.waitFor();
    await undo.click();
    await refusal.waitFor({ state: "detached" });
    expect(await page.getByRole("alert").count()).toBe(0);
    expect([await focused(), await undo.getAttribute("title")]).toEqual(["Undo changes", "Nothing is changed."]);
    expect(faults.filter((fault) => !fault.includes("422"))).toEqual([]);
  },
);

browserTest(
  "whether a webhook is active is changed in its form too, which follows what is done elsewhere",
  async (open) => {
    await using appliance = await startBinary();
    const { id } = await post(appliance, "/webhooks/endpoints", { url: "https://example.com/hooks", name: "Billing" });
    const statusOf = async () => (await (await appliance.api(`/webhooks/endpoints/${id}`)).json()).status;
    const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}/details`);
    const active = page.getByRole("checkbox", { name: "Active" });
    const name = page.getByLabel("Name optional", { exact: true });
    await name.fill("Billing, half typed");
    await active.uncheck();
    await name.fill("Billing");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.locator(".title-line").getByText("Inactive").waitFor();
    expect(await statusOf()).toBe("paused");

    await name.fill("Billing, half typed");
    await post(appliance, `/webhooks/endpoints/${id}/enable`, {});
    await page.locator(".title-line").getByText("Active", { exact: true }).waitFor();
    expect(await active.isChecked()).toBe(true);
    expect(await name.inputValue()).toBe("Billing, half typed");
    expect(faults).toEqual([]);
  },
);

browserTest("details are changed without touching the rest, and a hidden header stays as it is", async (open) => {
  await using appliance = await startBinary();
  const form = { url: "https://example.com/hooks", name: "Billing", headers: { "x-team": "a" }, rateLimit: 5 };
  const { id } = await post(appliance, "/webhooks/endpoints", form);
  const { page } = await openConsole(open, appliance, `/webhooks/${id}/details`);

  const save = page.getByRole("button", { name: "Save changes" });
  await save.waitFor();
  expect(await save.getAttribute("title")).toBe("Nothing is changed.");
  await page.getByLabel("Name optional", { exact: true }).fill("Billing events");
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByLabel("Header", { exact: true }).last().fill("x-region");
  await page.getByLabel("Value: x-region").fill("eu");
  await save.click();
  await page.getByRole("status").getByText("Changes saved").waitFor();
  await page.getByRole("heading", { name: "Billing events" }).waitFor();
  expect(await (await appliance.api(`/webhooks/endpoints/${id}`)).json()).toMatchObject({
    name: "Billing events",
    rateLimit: 5,
    headers: { "x-team": "••••", "x-region": "••••" },
  });
});
