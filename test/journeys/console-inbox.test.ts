/** The inbox and the settings in the console. */
import { expect } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { startMailbox } from "../help/mailbox.ts";

/** What was deleted may still be asked for once. */
const faultsBut404 = (faults: readonly string[]) => faults.filter((fault) => !/status of 404/.test(fault));

browserTest("an inbox shows what comes, live, exactly, and why a signature is not right", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/inbox");
  await page.getByRole("button", { name: "New inbox" }).click();
  await page.getByRole("heading", { name: "Nothing has come yet" }).waitFor();
  const [{ url }] = (await (await appliance.api("/inbox")).json()).data;

  const body = `{"type": "order.paid",  "total": 12.00}`;
  await fetch(url, { method: "POST", body, headers: { "x-own": "<b>bold</b>" } });
  await page.getByText("Not signed.", { exact: true }).waitFor();
  await page.getByRole("radio", { name: "Exact" }).click();
  expect(await page.getByRole("region", { name: "Body" }).innerText()).toBe(body);
  await page.getByText("<b>bold</b>").waitFor();

  const signed = { "webhook-id": "evt_1", "webhook-timestamp": "1", "webhook-signature": "v1,wrong" };
  await fetch(url, { method: "POST", body: "text", headers: signed });
  await page.getByText("Wrong signature.", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Send test event" }).click();
  await page.getByText("Verified.", { exact: true }).waitFor();
  expect(await page.getByRole("navigation", { name: "Requests" }).getByRole("link").count()).toBe(3);
  await page.getByRole("link", { name: /order\.paid .*Not signed from outside/ }).click();
  expect(new URL(page.url()).search).toBe("?request=1");
  await page.goto(url);
  await page.getByText("Verified.", { exact: true }).waitFor();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete inbox" }).click();
  await page.getByRole("heading", { name: "No inbox yet" }).waitFor();
  expect(faultsBut404(faults)).toEqual([]);
});

browserTest("an inbox whose list cannot be read says why, and is shown once it can", async (open) => {
  await using appliance = await startBinary();
  const { id } = await post(appliance, "/inbox", { endpoint: true });
  const { page } = await openConsole(open, appliance, `/inbox/${id}`, {}, (blank) =>
    blank.route("**/api/v1/inbox", (route) => route.fulfill({ status: 503, json: { detail: "Short of breath." } })),
  );
  await page.getByRole("alert").getByText("Short of breath.").waitFor();
  await page.unrouteAll();
  await page.getByRole("heading", { name: "Nothing has come yet" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

browserTest("the first event can be posted by a key that the page makes", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/");
  await page.getByRole("button", { name: "Make an inbox" }).click();
  await page.getByText("1 webhook so far.").waitFor();
  await page.getByRole("button", { name: "Put a new key in" }).click();
  await page.getByText("This key posts events and nothing else.").waitFor();
  await page.getByRole("radio", { name: "TypeScript" }).click();
  const snippet = await page.getByRole("region", { name: "Post an event" }).innerText();
  const { stdout } = Bun.spawnSync([process.execPath, "-e", snippet], { env: {} });
  expect(stdout.toString()).toStartWith("202 ");
  await page.getByText("Delivered, and its signature is right.").waitFor();
  expect(faultsBut404(faults)).toEqual([]);
});

browserTest(
  "settings name their variables and where they come from, and a test mail tells what came of it",
  async (open) => {
    await using mailbox = await startMailbox();
    const env = {
      HOOKWHEEL_SMTP_URL: mailbox.url,
      HOOKWHEEL_MAIL_FROM: "hooks@example.com",
      HOOKWHEEL_SHUTDOWN_SECONDS: "5",
    };
    await using appliance = await startBinary({ env });
    const { page, faults } = await openConsole(open, appliance, "/settings");
    await page.getByRole("row", { name: /^HOOKWHEEL_SHUTDOWN_SECONDS .* 5 Environment$/ }).waitFor();
    await page.getByRole("row", { name: /^HOOKWHEEL_MAX_IN_FLIGHT .* 8000 Default$/ }).waitFor();
    await page.getByText(appliance.dataDir, { exact: true }).first().waitFor();

    const send = page.getByRole("button", { name: "Send a test mail" });
    await send.click();
    await page.getByText("The mail server took it. Look whether it arrives at ada@example.com.").waitFor();
    expect(mailbox.letters).toMatchObject([{ to: ["ada@example.com"] }]);
    mailbox.refuse(550);
    await send.click();
    await page.getByText(/^The mail server refused it: /).waitFor();
    await mailbox.stop();
    await send.click();
    await page.getByText(/^The mail server could not be used: /).waitFor();
    await send.click();
    await page.getByText(/try again in \d+ s/).waitFor();
    expect(faults.filter((fault) => !/status of 429/.test(fault))).toEqual([]);
  },
);

browserTest("without a mail server the button says so", async (open) => {
  await using appliance = await startBinary();
  const { page } = await openConsole(open, appliance, "/settings");
  const button = page.getByRole("button", { name: "Send a test mail" });
  expect(await button.getAttribute("title")).toBe("No mail server is set.");
  expect(await button.getAttribute("aria-disabled")).toBe("true");
});
