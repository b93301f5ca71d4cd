/** Getting into the console as a person: the one-time link, signing in and out, others who are added, sessions. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { runBinary, startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openAs, openConsole, post, startPersonOn } from "../help/console.ts";
import { PASSWORD, signIn, visitorOf } from "../help/people.ts";

/** Fills in the form of the door and sends it. */
async function signInOn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

browserTest(
  "the printed link leads to a delivered, verified event in three clicks, and never opens again",
  async (open) => {
    await using appliance = await startBinary();
    const { stdout } = await runBinary(["setup-url"], { HOOKWHEEL_DATA_DIR: appliance.dataDir });
    const link = stdout.trim();
    const { page, faults } = await open(link);
    let clicks = 0;
    const press = async (name: string) => {
      clicks++;
      await page.getByRole("button", { name }).click();
    };

    await page.getByRole("heading", { name: "Set up Hookwheel" }).waitFor();
    await page.getByLabel("Email").fill("ada@example.com");
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("Password", { exact: true }).fill("too short");
    await page.getByText("At least 12 characters: 3 more.").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByText("Long enough.").waitFor();
    await press("Set up");
    await page.getByRole("heading", { name: "Send a first event" }).waitFor();
    await press("Make an inbox");
    await press("Send a test event");
    await page.getByText("Delivered, and its signature is right.").waitFor();
    expect(clicks).toBeLessThanOrEqual(6);
    expect(new URL(page.url()).pathname).toBe("/first");

    await page.getByRole("link", { name: "Open the inbox" }).click();
    await page.getByText("Verified.", { exact: true }).waitFor();
    expect(faults.filter((fault) => !/status of (401|404)/.test(fault))).toEqual([]);

    const again = await open(link);
    await again.page.getByRole("heading", { name: "Sign in" }).waitFor();
  },
);

browserTest(
  "while nobody is there the page says how to get the link, and a link that is over says so",
  async (open) => {
    await using appliance = await startBinary();
    const { page } = await open(appliance.url);
    await page.getByRole("heading", { name: "Nobody is here yet" }).waitFor();
    await page.getByText("hookwheel setup-url", { exact: true }).waitFor();

    const late = await open(`${appliance.url}/setup#guessed`);
    await late.page.getByRole("button", { name: "Set up" }).click();
    await late.page.getByText("Give a mail address, like ops@example.com.").waitFor();
    await late.page.getByLabel("Email").fill("eve@example.com");
    await late.page.getByLabel("Your name").fill("Eve");
    await late.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await late.page.getByRole("button", { name: "Set up" }).click();
    await late.page.getByText("Make another one with hookwheel setup-url.").waitFor();
  },
);

browserTest(
  "email and password let in to the page that was asked for, and signing out leaves nothing",
  async (open) => {
    await using appliance = await startBinary();
    await startPersonOn(appliance);
    const { page } = await open(`${appliance.url}/webhooks`);

    await signInOn(page, "ada@example.com", "wrong");
    await page.getByRole("alert").getByText("do not go together").waitFor();
    expect(await page.getByLabel("Email").inputValue()).toBe("ada@example.com");
    await signInOn(page, "ada@example.com", PASSWORD);
    await page.getByRole("heading", { name: "No webhooks configured" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/webhooks");

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
  },
);

browserTest("too many tries are told in words, with how long to wait", async (open) => {
  await using appliance = await startBinary();
  await startPersonOn(appliance);
  for (let count = 0; count < 10; count++) await signIn(appliance, "ada@example.com", "guessed");
  const { page } = await open(appliance.url);

  await signInOn(page, "ada@example.com", PASSWORD);
  await page
    .getByRole("alert")
    .getByText(/^Too many tries\. Try again in \d+\ss\.$/)
    .waitFor();
  const button = page.getByRole("button", { name: "Sign in", exact: true });
  expect(await button.getAttribute("aria-disabled")).toBe("true");
});

browserTest("somebody who is added opens a link, chooses a password and is in; the link opens once", async (open) => {
  await using appliance = await startBinary();
  const ada = await startPersonOn(appliance);
  const { page, faults } = await openAs(open, appliance, ada, "/people");
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
  await page
    .getByRole("row", { name: /Ben ben@example\.com Owner of Default .*Has yet to choose a password/ })
    .waitFor();

  const { page: bens } = await open(link);
  await bens.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await bens.getByRole("button", { name: "Choose and sign in" }).click();
  await bens.getByRole("link", { name: "Ben" }).waitFor();
  expect(await bens.getByRole("link", { name: "Settings" }).count()).toBe(0);
  const { page: late } = await open(link);
  await late.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await late.getByRole("button", { name: "Choose and sign in" }).click();
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
  expect(await page.getByRole("row").count()).toBe(2);
  expect(faults()).toEqual([]);
});

browserTest("a session that is ended elsewhere leads to signing in, and back to the page", async (open) => {
  await using appliance = await startBinary();
  const ada = await startPersonOn(appliance);
  const phone = await visitorOf(
    appliance,
    await signIn(appliance, "ada@example.com", PASSWORD, { "user-agent": "Firefox/1 (Android)" }),
  );
  const { page: far } = await openAs(open, appliance, phone, "/events");
  await far.getByRole("heading", { name: "No events yet" }).waitFor();
  const { page, faults } = await openAs(open, appliance, ada, "/account");
  await page.getByRole("button", { name: "End session: Firefox on Android" }).click();
  await page.getByText("The session is over.").waitFor();
  expect(faults()).toEqual([]);

  await far.getByRole("heading", { name: "Sign in" }).waitFor();
  await signInOn(far, "ada@example.com", PASSWORD);
  await far.getByRole("heading", { name: "No events yet" }).waitFor();
});

browserTest("one changes one's own name and password, and the wrong current one is told", async (open) => {
  await using appliance = await startBinary();
  const ada = await startPersonOn(appliance);
  const { page } = await openAs(open, appliance, ada, "/account");
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

browserTest("with an API key the account says that a key has none", async (open) => {
  await using appliance = await startBinary();
  await post(appliance, "/people", { email: "ada@example.com", name: "Ada", role: "admin" });
  const { page, faults } = await openConsole(open, appliance, "/account");
  await page.getByRole("heading", { name: "You are in by an API key" }).waitFor();
  await page.getByRole("link", { name: "People" }).click();
  await page.getByRole("row", { name: /Ada ada@example\.com Admin/ }).waitFor();
  expect(faults()).toEqual([]);
});
