/** The stream behind the console's pages: nobody listens at the door, and a page that is held stays as it is. */
import { expect } from "bun:test";
import type { Page, Route } from "playwright-core";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { ADA, openConsole, post } from "../help/console.ts";

const TOKENS = "**/api/v1/stream/tokens";
const STREAM = "**/api/v1/stream?**";

async function signOutOf(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
}

async function signInOn(page: Page): Promise<void> {
  await page.getByLabel("Email").fill(ADA.email);
  await page.getByLabel("Password").fill(ADA.password);
  await page.keyboard.press("Enter");
}

browserTest("whoever signs out before the stream is open leaves none behind", async (open) => {
  await using appliance = await startBinary();
  const asked: string[] = [];
  const held: Route[] = [];
  const { page } = await openConsole(open, appliance, "/events", {}, async (blank) => {
    await blank.clock.install();
    await blank.route(TOKENS, (route) => void held.push(route));
    blank.on("request", (request) => request.url().includes("/stream") && asked.push(new URL(request.url()).pathname));
  });
  const tokenAsked = () => page.waitForRequest(TOKENS);
  await page.getByRole("heading", { name: "No events yet" }).waitFor();
  await signOutOf(page);
  await Promise.all([page.waitForResponse(TOKENS), held.shift()?.fulfill({ status: 201, json: { token: "late" } })]);

  await Promise.all([tokenAsked(), signInOn(page)]);
  await page.getByRole("heading", { name: "No events yet" }).waitFor();
  await signOutOf(page);
  await Promise.all([page.waitForEvent("requestfailed"), held.shift()?.abort()]);
  await page.clock.runFor(60_000);
  await Promise.all([tokenAsked(), signInOn(page)]);
  expect(asked).toEqual(Array(3).fill("/api/v1/stream/tokens"));
});

browserTest("a page that is held stays as it is while the stream breaks and comes back", async (open) => {
  await using appliance = await startBinary();
  const { id } = await post(appliance, "/webhooks/endpoints", { url: "https://example.com/hooks" });
  const asked: string[] = [];
  const { page } = await openConsole(open, appliance, `/webhooks/${id}`, {}, async (blank) => {
    await blank.clock.install();
    await blank.route(STREAM, (route) => route.fulfill({ contentType: "text/event-stream", body: ": hello\n\n" }));
    blank.on("request", (request) => asked.push(new URL(request.url()).pathname));
  });
  await page.getByRole("heading", { name: "Nothing sent yet" }).waitFor();
  await page.keyboard.press("p");
  await page.getByText("The page is held: nothing moves until you let it.").waitFor();
  const comeBack = async () => {
    const coming = page.waitForRequest(STREAM);
    await page.clock.runFor(15_000);
    await coming;
  };
  await comeBack();
  asked.length = 0;
  await comeBack();
  expect(asked).toEqual(["/api/v1/stream/tokens", "/api/v1/stream"]);
  await page.keyboard.press("p");
  await page.waitForResponse("**/api/v1/deliveries?**");
});
