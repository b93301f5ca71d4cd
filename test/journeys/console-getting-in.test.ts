/** Getting into the console as a person: the one-time link, signing in and out, others who are added, sessions. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { cookieOn, openConsole, post, setUpUrl } from "../help/console.ts";
import { PASSWORD, signIn } from "../help/people.ts";

/** Fills in the form of the door and sends it. */
async function signInOn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}

browserTest(
  "the printed link leads to a delivered, verified event in three clicks, and never opens again",
  async (open) => {
    await using appliance = await startBinary();
    const link = await setUpUrl(appliance);
    const { page, faults } = await open(link);
    let clicks = 0;
    const press = async (name: string) => {
      clicks++;
      await page.getByRole("button", { name }).click();
    };

    await page.getByRole("heading", { name: "Make yourself the admin" }).waitFor();
    await page.getByLabel("Email").fill("ada@example.com");
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("Password").fill("too short");
    await page.getByText("At least 12 characters: 3 more.").waitFor();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByText("Long enough.").waitFor();
    await press("Set up and sign in");
    await page.getByRole("heading", { name: "Send a first event" }).waitFor();
    await press("Make an inbox");
    await press("Send test event");
    await page.getByText("Delivered, and its signature is right.").waitFor();
    expect(clicks).toBe(3);

    await page.getByRole("link", { name: "Open the inbox" }).click();
    await page.getByText("Verified.", { exact: true }).waitFor();
    expect(faults.filter((fault) => !/status of (401|404)/.test(fault))).toEqual([]);

    const again = await open(link);
    await again.page.getByRole("heading", { name: "Sign in to Hookwheel" }).waitFor();
  },
);

browserTest(
  "while nobody is there the page says how to get the link, and a link that is over says so",
  async (open) => {
    await using appliance = await startBinary();
    const { page } = await open(appliance.url);
    await page.getByRole("heading", { name: "Nobody is in yet" }).waitFor();
    await page.getByText("hookwheel setup-url", { exact: true }).waitFor();

    const late = await open(`${appliance.url}/setup#guessed`);
    await late.page.getByLabel("Email").fill("eve@example.com");
    await late.page.getByLabel("Name").fill("Eve");
    await late.page.getByLabel("Password").fill(PASSWORD);
    await late.page.getByRole("button", { name: "Set up and sign in" }).click();
    await late.page.getByText("Make another one with “hookwheel setup-url”.").waitFor();
  },
);

browserTest("a newer link that is pasted over the page of an older one opens", async (open) => {
  await using appliance = await startBinary();
  const { page } = await open(`${appliance.url}/setup#guessed`);
  await page.getByLabel("Email").fill("ada@example.com");
  const paste = (link: string) => Promise.all([page.waitForEvent("load"), page.goto(link)]);
  await paste(await setUpUrl(appliance));
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await page.getByRole("heading", { name: "Send a first event" }).waitFor();

  const ben = { email: "ben@example.com", name: "Ben", role: "admin" };
  const { id, link } = await post<{ id: string; link: { url: string } }>(appliance, "/people", ben);
  const { url } = await post<{ url: string }>(appliance, `/people/${id}/link`, {});
  await page.goto(link.url);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.getByText("Ask an admin for another one.").waitFor();
  await paste(url);
  expect(new URL(page.url()).hash).toBe("");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.getByRole("link", { name: "Ben" }).waitFor();
});

browserTest("too many tries are told in words, with how long to wait", async (open) => {
  await using appliance = await startBinary();
  await cookieOn(appliance);
  for (let count = 0; count < 10; count++) await signIn(appliance, "ada@example.com", "guessed");
  const { page } = await open(appliance.url);

  await signInOn(page, "ada@example.com", PASSWORD);
  await page
    .getByRole("alert")
    .getByText(/^Too many tries\. Try again in \d+\s\u2060s\.$/)
    .waitFor();
  const button = page.getByRole("button", { name: "Sign in", exact: true });
  expect(await button.getAttribute("aria-disabled")).toBe("true");
});

browserTest("somebody who is added opens a link, chooses a password and is in; the link opens once", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/people");
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("Give it a name.").waitFor();
  await page.getByLabel("Email").fill("ben@example.com");
  await page.getByRole("textbox", { name: "Name" }).fill("Ben");
  await page.getByRole("radio", { name: "Owner" }).check();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("heading", { name: "Ben is added" }).waitFor();
  const link = await page.locator("code.secret").innerText();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("row", { name: /Ben ben@example\.com Owner of Default .*No password yet/ }).waitFor();

  const { page: bens } = await open(link);
  await bens.getByLabel("Password").fill(PASSWORD);
  await bens.getByRole("button", { name: "Save and sign in" }).click();
  await bens.getByRole("link", { name: "Ben" }).waitFor();
  expect(await bens.getByRole("link", { name: "Settings" }).count()).toBe(0);
  const { page: late } = await open(link);
  await late.getByLabel("Password").fill(PASSWORD);
  await late.getByRole("button", { name: "Save and sign in" }).click();
  await late.getByText("Ask an admin for another one.").waitFor();

  await page.reload();
  await page.getByRole("button", { name: "More actions: Ben" }).click();
  await page.getByRole("menuitem", { name: "Make an admin" }).click();
  await page.getByRole("button", { name: "Make an admin" }).click();
  await page.getByRole("row", { name: /Ben ben@example\.com Admin/ }).waitFor();
  await page.getByRole("button", { name: "More actions: Ben" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("Ben is removed.").waitFor();
  await page.getByRole("row", { name: /Ben/ }).waitFor({ state: "detached" });
  expect(await page.getByRole("row").count()).toBe(2);
  expect(faults).toEqual([]);
});

browserTest("a session that is ended elsewhere leads to signing in, and back to the page", async (open) => {
  await using appliance = await startBinary();
  const { page: far } = await openConsole(open, appliance, "/events");
  await far.getByRole("heading", { name: "No events yet" }).waitFor();
  const { page } = await open(`${appliance.url}/account`);
  await signInOn(page, "ada@example.com", PASSWORD);
  await page.getByText("Chrome on Linux").waitFor();
  await page.getByRole("button", { name: "End session: Unknown program" }).click();
  await page.getByText("The session is over.").waitFor();

  await far.getByRole("heading", { name: "Sign in to Hookwheel" }).waitFor();
  await signInOn(far, "ada@example.com", PASSWORD);
  await far.getByRole("heading", { name: "No events yet" }).waitFor();
});

browserTest("one changes one's own name and password, and the wrong current one is told", async (open) => {
  await using appliance = await startBinary();
  const { page } = await openConsole(open, appliance, "/account");
  await page.getByRole("textbox", { name: "Name" }).fill("Ada L.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Ada L." }).waitFor();

  const change = page.getByRole("button", { name: "Change password" });
  await page.getByLabel("Current password").fill("guessed");
  await page.getByLabel("New password").fill("another long one");
  await change.click();
  await page.getByRole("alert").getByText("This is not your current password.").waitFor();
  await page.getByLabel("Current password").fill(PASSWORD);
  await change.click();
  await page.getByText("Your password is changed.").waitFor();
  expect((await signIn(appliance, "ada@example.com", PASSWORD)).status).toBe(401);
  expect((await signIn(appliance, "ada@example.com", "another long one")).status).toBe(201);
});

browserTest("signing out from a server that does not answer says so, and goes through once it does", async (open) => {
  await using appliance = await startBinary();
  const { page } = await openConsole(open, appliance, "/events");
  await page.route("**/api/v1/session", (route) =>
    route.request().method() === "DELETE" ? route.abort() : route.fallback(),
  );
  const out = page.getByRole("button", { name: "Sign out" });
  await out.click();
  await page.getByText("Hookwheel does not answer. Check that it runs, then try again.").waitFor();
  await page.getByRole("heading", { name: "No events yet" }).waitFor();
  await page.unrouteAll();
  await out.click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});
