/** API keys in the console: made with a role, shown once, and revoked. */
import { expect } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { browserTest, holdAnswer } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";

browserTest(
  "a key is shown once, cannot be lost by accident, opens what its role says, and is revoked",
  async (open) => {
    await using appliance = await startBinary();
    const { page, faults } = await openConsole(open, appliance, "/keys", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByRole("heading", { name: "No API keys yet" }).waitFor();
    await page.getByRole("button", { name: "New API key" }).first().click();
    const make = page.getByRole("button", { name: "Make the key" });
    expect(await make.getAttribute("title")).toBe("Give it a name first.");
    await page.getByLabel("Name").fill("Production backend");
    await page.getByRole("radio", { name: "Read" }).click();
    await page.getByText("Sees an environment, but never a secret: for dashboards.").waitFor();
    await page.getByRole("combobox", { name: "Expires" }).selectOption("In 30 days");
    await make.click();

    const shown = page.getByRole("dialog", { name: "Copy the key now" });
    const key = (await shown.locator("code").textContent()) as string;
    expect(key).toMatch(/^hw_read_[\w-]{32}$/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.mouse.click(5, 5);
    await shown.getByRole("alert").getByText("Copy the key first, or say that you have kept it.").waitFor();
    await shown.getByRole("button", { name: "Done" }).click({ force: true });
    expect(await shown.isVisible()).toBe(true);
    await shown.getByRole("button", { name: "Copy key" }).click();
    await shown.getByText("Copied.").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    await shown.getByRole("button", { name: "Done" }).click();
    await shown.waitFor({ state: "detached" });
    expect(await page.content()).not.toContain(key);

    const asked = (path: string, method = "GET") =>
      appliance.api(path, { method, headers: { authorization: `Bearer ${key}` } });
    expect((await asked("/events")).status).toBe(200);
    expect((await asked("/keys")).status).toBe(403);
    const row = page.getByRole("row", { name: "Production backend" });
    await row.getByText("Default · production").waitFor();
    await row.getByText(`…${key.slice(-4)}`).waitFor();

    await page.getByRole("button", { name: "Revoke: Production backend" }).click();
    await page.getByText(`Whatever uses the key that ends in ${key.slice(-4)} is refused at once.`).waitFor();
    await page.getByRole("button", { name: "Revoke key" }).click();
    await page.getByRole("heading", { name: "No API keys yet" }).waitFor();
    expect((await asked("/events")).status).toBe(401);
    expect(faults).toEqual([]);
  },
);

browserTest(
  "keys of one organization are told from those of the whole instance, and a pasted id is marked",
  async (open) => {
    await using appliance = await startBinary();
    await post(appliance, "/organizations", { name: "Northwind", externalId: "nw" });
    await post(appliance, "/keys", { name: "Theirs", role: "owner" }, { "hookwheel-organization": "nw" });
    const { id } = await post(appliance, "/keys", { name: "Ours", role: "full" });
    const { page } = await openConsole(open, appliance, "/keys");

    await page.getByRole("cell", { name: "Ours", exact: true }).waitFor();
    expect(await page.getByRole("cell", { name: "Theirs", exact: true }).count()).toBe(0);
    await page.getByRole("link", { name: "Whole instance" }).click();
    await page.getByText("Northwind, all of it").waitFor();
    expect(page.url()).toEndWith("/keys?of=instance");

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find anything" }).fill(id);
    await page.keyboard.press("Enter");
    await page.locator("td[aria-current]", { hasText: "Ours" }).waitFor();

    expect((await appliance.api(`/keys/${id}`, { method: "DELETE" })).status).toBe(204);
    await page.reload();
    await page.getByText("There is no API key with this id that you can see: it may be revoked.").waitFor();
  },
);

browserTest("nothing closes the dialog while a new key is on its way to it", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/keys");
  await page.getByRole("button", { name: "New API key" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New API key" });
  await dialog.getByLabel("Name").fill("Production backend");
  const answer = await holdAnswer(page, "**/keys");
  await dialog.getByRole("button", { name: "Make the key" }).click();
  await dialog.locator("[aria-disabled=true]", { hasText: "Cancel" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await dialog.getByRole("button", { name: "Close" }).click();
  expect(await dialog.isVisible()).toBe(true);

  answer.resolve();
  await page
    .getByRole("dialog", { name: "Copy the key now" })
    .getByText(/^hw_ingest_/)
    .waitFor();
  expect(faults).toEqual([]);
});

browserTest("what is told while a dialog is open is told in it, where it is seen and heard", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/keys", {}, (blank) =>
    blank.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("not on plain http"));
    }),
  );
  await page.getByRole("button", { name: "New API key" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("Production backend");
  await page.getByRole("button", { name: "Make the key" }).click();
  const shown = page.getByRole("dialog", { name: "Copy the key now" });
  await shown.getByRole("button", { name: "Copy key" }).click();
  const told = page.locator(".toast").getByText(/^This browser gives pages no clipboard here/);
  await told.waitFor();
  const isOnTop = await told.evaluate((toast) => {
    const { left, top } = toast.getBoundingClientRect();
    return toast.closest("dialog:modal") !== null && document.elementFromPoint(left + 2, top + 2) === toast;
  });
  expect(isOnTop).toBe(true);
  await shown.getByLabel("I have kept it").check();
  await shown.getByRole("button", { name: "Done" }).click();
  await shown.waitFor({ state: "detached" });
  await told.waitFor();
  expect(faults).toEqual([]);
});
