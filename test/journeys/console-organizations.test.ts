/** Organizations and environments in the console, and the switch between them. */
import { expect } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { PASSWORD, tokenIn, visit, visitorOf } from "../help/people.ts";

browserTest("an organization is added, changed, and deleted once its name is typed", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/organizations");
  await page.getByRole("link", { name: "Default" }).waitFor();
  await page.getByRole("button", { name: "New organization" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Northwind");
  await page.getByLabel("Your id for it").fill("cus_8842");
  await page.getByRole("combobox", { name: "Profile" }).selectOption("Agentset");
  const owners = page.getByLabel("Mail addresses of the owners");
  await owners.fill("ops at northwind");
  await page.keyboard.press("Enter");
  await page.getByText("Give a mail address, like ops@example.com.").waitFor();
  await owners.fill("ops@northwind.example");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.getByRole("heading", { name: "Northwind", level: 1 }).waitFor();

  await page.getByLabel("Webhooks enabled").uncheck();
  await page.getByLabel("Your id for it").fill("");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Changes saved").waitFor();
  const read = async () => (await (await appliance.api("/organizations")).json()).data;
  expect((await read())[0]).toMatchObject({
    name: "Northwind",
    externalId: null,
    profile: "agentset",
    ownerEmails: ["ops@northwind.example"],
    webhooksEnabled: false,
  });

  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const remove = page.getByRole("button", { name: "Delete organization" });
  expect(await remove.getAttribute("title")).toBe("Type its name first.");
  await page.getByLabel("Type Northwind to go on").fill("Northwind");
  await remove.click();
  await page.getByText("Northwind is deleted.").waitFor();
  expect(await read()).toHaveLength(1);
  expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
});

browserTest("fields that a browser fills in all at once are all kept", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/organizations");
  await page.getByRole("link", { name: "Default" }).waitFor();
  await page.getByRole("button", { name: "New organization" }).click();
  await page.getByLabel("Your id for it").waitFor();
  await page.locator("main").evaluate((main) => {
    const [name, externalId] = main.querySelectorAll<HTMLInputElement>("input[type=text]");
    name!.value = "Northwind";
    externalId!.value = "cus_8842";
    for (const field of [name!, externalId!]) field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.getByRole("heading", { name: "Northwind" }).waitFor();
  const { data } = await (await appliance.api("/organizations")).json();
  expect(data).toContainEqual(expect.objectContaining({ name: "Northwind", externalId: "cus_8842" }));
  expect(faults).toEqual([]);
});

browserTest("environments are added, changed and deleted in their organization", async (open) => {
  await using appliance = await startBinary();
  const { id } = await post(appliance, "/organizations", { name: "Northwind" });
  const { page } = await openConsole(open, appliance, `/organizations/${id}`);
  await page.getByRole("button", { name: "New environment" }).click();
  await page.getByLabel("Name").last().fill("production");
  await page.getByRole("button", { name: "Create environment" }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.getByRole("dialog").getByLabel("Name").fill("test");
  await page.getByLabel("Only known event types").check();
  await page.getByRole("button", { name: "Create environment" }).click();
  await page.getByText("Takes known event types alone", { exact: true }).waitFor();

  await page.getByRole("button", { name: "More actions: test" }).click();
  await page.getByRole("menuitem", { name: "Change" }).click();
  await page.getByLabel("Check data").check();
  await page.getByRole("dialog").getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Takes known event types alone, and what fits their schemas").waitFor();
  const [test] = (await (await appliance.api(`/organizations/${id}/environments`)).json()).data;
  expect(test).toMatchObject({ name: "test", strictTypes: true, checkSchemas: true });

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill(test.id);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Northwind", level: 1 }).waitFor();
  await page.getByRole("button", { name: "More actions: test" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete environment" }).click();
  await page.getByText("test is deleted.").waitFor();
});

browserTest("another organization is chosen by keys, stays chosen, and is in the address for others", async (open) => {
  await using appliance = await startBinary();
  const { id } = await post(appliance, "/organizations", { name: "Northwind", externalId: "nw" });
  const theirs = { "hookwheel-organization": "nw" };
  await post(appliance, `/organizations/${id}/environments`, { name: "test" });
  await post(appliance, "/webhooks/endpoints", { url: "https://example.com/t", name: "Theirs" }, theirs);
  await post(appliance, "/webhooks/endpoints", { url: "https://example.com/o", name: "Ours" });
  const { page, faults } = await openConsole(open, appliance, "/webhooks");
  await page.getByRole("link", { name: "Ours" }).waitFor();

  await page.getByRole("button", { name: "Default production" }).click();
  await page.getByRole("textbox", { name: "Search organizations" }).fill("NW");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "production", exact: true }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByText("You look at Northwind, production.").waitFor();
  await page.getByRole("link", { name: "Theirs" }).waitFor();
  expect(await page.getByRole("link", { name: "Ours" }).count()).toBe(0);
  expect(page.url()).toContain(`organization=${id}&environment=env_`);

  await page.getByRole("link", { name: "Theirs" }).click();
  await page.getByRole("heading", { name: "Theirs" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Theirs" }).waitFor();
  const link = page.url();
  const { page: other } = await openConsole(open, appliance, new URL(link).pathname + new URL(link).search);
  await other.getByRole("heading", { name: "Theirs" }).waitFor();
  await other.getByRole("button", { name: "Northwind production" }).waitFor();

  await appliance.api(`/organizations/${id}`, { method: "DELETE" });
  await page.reload();
  await page.getByText("The environment that was looked at is gone. This is the default one.").waitFor();
  await page.getByRole("button", { name: "Default production" }).waitFor();
  expect(page.url()).not.toContain("organization=");
  expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
});

browserTest("an owner looks at the organization that is theirs, and at nothing of the instance", async (open) => {
  await using appliance = await startBinary();
  await post(appliance, "/organizations", { name: "Northwind", externalId: "nw" });
  const theirs = { "hookwheel-organization": "nw" };
  await post(appliance, "/webhooks/endpoints", { url: "https://example.com/t", name: "Theirs" }, theirs);
  const form = { email: "grace@example.com", name: "Grace", role: "owner" };
  const { link } = await post<{ link: { url: string } }>(appliance, "/people", form, theirs);
  const chosen = { token: tokenIn(link.url), password: PASSWORD };
  const { cookie } = await visitorOf(appliance, await visit(appliance, "POST", "/session/password", chosen));
  const [name = "", value = ""] = cookie.split(/=(.*)/);
  const { page, faults } = await open(`${appliance.url}/webhooks`, {}, (blank) =>
    blank.context().addCookies([{ name, value, url: appliance.url }]),
  );
  await page.getByRole("link", { name: "Theirs" }).waitFor();
  const navigation = page.getByRole("navigation", { name: "Main" });
  expect(await navigation.getByRole("link", { name: "Organizations" }).count()).toBe(0);
  await page.getByRole("button", { name: "Northwind production" }).click();
  expect(await page.getByRole("dialog").getByRole("button").allTextContents()).toEqual(["Northwindnw", "production"]);
  await page.keyboard.press("Escape");

  await navigation.getByRole("link", { name: "API keys" }).click();
  await page.getByRole("button", { name: "New API key" }).first().click();
  const roles = page.getByRole("dialog").getByRole("radio");

  await roles.nth(3).waitFor();
  expect(await roles.count()).toBe(4);
  await page.keyboard.press("Escape");
  await navigation.getByRole("link", { name: "Audit log" }).click();
  await page.getByRole("link", { name: "Webhook created" }).waitFor();
  expect(await page.getByRole("link", { name: "Whole instance" }).count()).toBe(0);
  await navigation.getByRole("link", { name: "Profiles" }).click();
  await page.getByRole("link", { name: "Standard Webhooks" }).click();
  await page.getByText("no sooner than").first().waitFor();
  expect(await page.getByRole("button", { name: "Clone" }).count()).toBe(0);
  expect(faults).toEqual([]);
});
