/** Whose owner somebody becomes in the console: of the organization that is looked at, or of another that is chosen. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { cookieOn, openConsole, post } from "../help/console.ts";

/** More than a session tells of. */
const VERY_MANY = 251;

async function organizationOf(server: Binary, email: string): Promise<string | null> {
  const { data } = await (await server.api("/people")).json();
  return data.find((person: { email: string }) => person.email === email).organizationId;
}

async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByLabel("Email").fill(`${name.toLowerCase()}@example.com`);
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("radio", { name: "Owner" }).check();
}

const choiceOn = (page: Page) => page.getByRole("dialog").getByRole("combobox", { name: "Organization" });
const chosenOn = (page: Page) => choiceOn(page).locator("option:checked").innerText();

browserTest(
  "an owner is added to the organization that is looked at, though it is newer than the session",
  async (open) => {
    await using appliance = await startBinary();
    const { page, faults } = await openConsole(open, appliance, "/organizations");
    await page.getByRole("link", { name: "Default" }).waitFor();
    await page.getByRole("button", { name: "New organization" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Northwind");
    await page.getByRole("button", { name: "Create organization" }).click();
    await page.getByRole("button", { name: "Look at its webhooks" }).click();
    await page.getByText("You look at Northwind, production.").waitFor();

    await page.getByRole("link", { name: "People" }).click();
    await fillIn(page, "Grace");
    await choiceOn(page).waitFor();
    expect(await chosenOn(page)).toBe("Northwind");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("heading", { name: "Grace is added" }).waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("row", { name: /Grace .*Owner of Northwind/ }).waitFor();

    await fillIn(page, "Dora");
    await choiceOn(page).selectOption("Default");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("row", { name: /Dora .*Owner of Default/ }).waitFor();
    const [northwind, standard] = (await (await appliance.api("/organizations")).json()).data;
    expect(await organizationOf(appliance, "grace@example.com")).toBe(northwind.id);
    expect(await organizationOf(appliance, "dora@example.com")).toBe(standard.id);
    expect(faults).toEqual([]);
  },
);

browserTest("an admin becomes an owner of the organization that the question names", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/people");
  await page.getByRole("row", { name: /Ada/ }).waitFor();
  const { id } = await post(appliance, "/organizations", { name: "Northwind", externalId: "cus_8842" });
  for (const name of ["Grace", "Dora"]) {
    await post(appliance, "/people", { email: `${name.toLowerCase()}@example.com`, name, role: "admin" });
  }
  await page.reload();
  const makeOwner = async (name: string) => {
    await page.getByRole("button", { name: `More actions: ${name}` }).click();
    await page.getByRole("menuitem", { name: "Make an owner" }).click();
    await choiceOn(page).waitFor();
  };
  await makeOwner("Grace");
  expect(await chosenOn(page)).toBe("Default");
  await choiceOn(page).selectOption("Northwind (cus_8842)");
  await page.getByRole("button", { name: "Make an owner" }).click();
  await page.getByText("Grace is now: Owner of Northwind.").waitFor();
  await page.getByRole("row", { name: /Grace .*Owner of Northwind/ }).waitFor();

  await makeOwner("Dora");
  await page.getByRole("button", { name: "Make an owner" }).click();
  await page.getByRole("row", { name: /Dora .*Owner of Default/ }).waitFor();
  expect(await organizationOf(appliance, "grace@example.com")).toBe(id);
  expect(faults).toEqual([]);
});

browserTest("among very many organizations the one that is looked at is chosen, and any other can be", async (open) => {
  await using appliance = await startBinary();
  await cookieOn(appliance);
  const names = Array.from({ length: VERY_MANY }, (_, at) => `Tenant ${at}`);
  const made = await Promise.all(names.map((name) => post(appliance, "/organizations", { name })));
  const last = made
    .map(({ id }) => id)
    .toSorted()
    .at(-1) as string;
  const [looked] = (await (await appliance.api(`/organizations/${last}/environments`)).json()).data;
  const { name } = await (await appliance.api(`/organizations/${last}`)).json();
  const { page } = await openConsole(open, appliance, `/people?organization=${last}&environment=${looked.id}`);
  await page.getByRole("row", { name: /Ada/ }).waitFor();
  await fillIn(page, "Grace");
  await choiceOn(page).locator("option", { hasText: name }).waitFor({ state: "attached" });
  expect(await chosenOn(page)).toBe(name);
  expect(await choiceOn(page).locator("option").count()).toBe(VERY_MANY + 1);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("heading", { name: "Grace is added" }).waitFor();
  expect(await organizationOf(appliance, "grace@example.com")).toBe(last);
});
