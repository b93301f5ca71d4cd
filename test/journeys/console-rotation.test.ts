/** Rotating a webhook's secret in the console: no delivery of the overlap fails to verify, and nothing is lost unseen. */
import { expect } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { Webhook } from "standardwebhooks";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest, holdAnswer } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { type Received, startReceiver } from "../help/receiver.ts";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const HOUR = 3_600_000;

/** Opens the dialog from the secret's line. */
async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Rotate…" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate the secret of “Shop”" });
  await dialog.getByRole("radio", { name: "24 hours", checked: true }).waitFor();
  return dialog;
}

/** The new secret, once it is shown; its dialog is closed then. */
async function shownSecret(page: Page): Promise<string> {
  const shown = page.getByRole("dialog", { name: "Copy the new secret" });
  const secret = await shown.locator("code.secret").innerText();
  await shown.getByRole("button", { name: "Done" }).click();
  await shown.waitFor({ state: "detached" });
  expect(await page.getByRole("button", { name: "Rotate…" }).and(page.locator(":focus")).count()).toBe(1);
  return secret;
}

/** Which of the secrets verify a request, by a library that is not ours. */
function verifying({ body, headers }: Received, ...secrets: string[]): boolean[] {
  return secrets.map((secret) => {
    try {
      new Webhook(secret).verify(body, Object.fromEntries(headers));
      return true;
    } catch {
      return false;
    }
  });
}

function startShop(profile: string): Promise<Binary> {
  return startBinary({ env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8", HOOKWHEEL_PROFILE: profile } });
}

browserTest("a secret is rotated with an overlap in which both verify, and then ended at once", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startShop("agentset");
  const form = { url: shop.url, name: "Shop" };
  const { id, secret: first } = await post<{ id: string; secret: string }>(appliance, "/webhooks/endpoints", form);
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}/overview`, CLIPBOARD);
  const deliver = async () => {
    const count = shop.requests.length + 1;
    await post(appliance, "/events", { type: "document.ready", data: {} });
    await shop.come(count);
    return shop.requests[count - 1] as Received;
  };
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByText(first).waitFor();

  const dialog = await openDialog(page);
  await dialog.getByText("Agentset-Signature holds one signature, and will be by the new one at once.").waitFor();
  await dialog.getByRole("radio", { name: "1 hour" }).click();
  await dialog.getByRole("button", { name: "Rotate secret" }).click();
  const shown = page.getByRole("dialog", { name: "Copy the new secret" });
  await shown.getByText("Agentset-Signature holds one signature: by the new one already.").waitFor();
  const { previousSecretEndsAt } = await (await appliance.api(`/webhooks/endpoints/${id}/rotation`)).json();
  const { updatedAt } = await (await appliance.api(`/webhooks/endpoints/${id}`)).json();
  expect(Date.parse(previousSecretEndsAt) - Date.parse(updatedAt)).toBe(HOUR);
  const until = await page.evaluate(whenText, previousSecretEndsAt);
  await shown.getByText(`The last one signs beside it until ${until}.`).waitFor();
  await shown.getByRole("button", { name: "Copy secret" }).click();
  await page.getByRole("status").getByText("Webhook secret copied").waitFor();
  const second = await shownSecret(page);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(second);
  await page.getByText(`The one before signs too, until ${until}.`).waitFor();
  expect(await page.getByText(first).count()).toBe(0);
  expect(verifying(await deliver(), first, second)).toEqual([true, true]);

  await openDialog(page);
  await dialog.getByText(`Two secrets sign already: the last one until ${until}.`).waitFor();
  const rotate = dialog.getByRole("button", { name: "Rotate secret" });
  expect(await rotate.getAttribute("title")).toBe(
    "Two secrets sign already: choose no time, or wait until the last one ends.",
  );
  await dialog.getByRole("radio", { name: "No time" }).click();
  await rotate.click();
  await shown.getByText("The last one signs no more.").waitFor();
  const third = await shownSecret(page);
  await page.getByText("The one before signs too").waitFor({ state: "detached" });
  expect(verifying(await deliver(), first, second, third)).toEqual([false, false, true]);
  expect(faults).toEqual([]);
});

browserTest("where somebody else has rotated meanwhile, the refusal is told plainly", async (open) => {
  await using appliance = await startBinary();
  const { id } = await post(appliance, "/webhooks/endpoints", { url: "https://example.com/", name: "Shop" });
  const { page } = await openConsole(open, appliance, `/webhooks/${id}/overview`);
  const before = await (await appliance.api(`/webhooks/endpoints/${id}/rotation`)).json();
  await page.route("**/rotation", (route) => route.fulfill({ json: before }));
  const dialog = await openDialog(page);
  await post(appliance, `/webhooks/endpoints/${id}/rotate-secret`, {});
  await dialog.getByRole("button", { name: "Rotate secret" }).click();
  await dialog.getByRole("alert").getByText("Two secrets sign already: choose no time, or wait").waitFor();
});

browserTest("where a secret is shown once, the new one cannot be lost by accident", async (open) => {
  await using appliance = await startShop("agentpost");
  const { id } = await post(appliance, "/webhooks/endpoints", { url: "https://example.com/", name: "Shop" });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}/overview`);
  await page.getByText("Shown once, when it was made").waitFor();
  expect(await page.getByRole("button", { name: "Show", exact: true }).count()).toBe(0);

  const dialog = await openDialog(page);
  await dialog.getByRole("button", { name: "Rotate secret" }).click();
  const shown = page.getByRole("dialog", { name: "Copy the new secret" });
  await shown.getByText("It is shown this once, and cannot be shown again.").waitFor();
  await shown.getByText(/^whsec_/).waitFor();
  await page.keyboard.press("Escape");
  await shown.getByRole("alert").getByText("Copy the secret first, or say that you have kept it.").waitFor();
  await shown.getByLabel("I have kept it").check();
  await shown.getByRole("button", { name: "Done" }).click();
  await shown.waitFor({ state: "detached" });
  await page.getByText(/^The one before signs too, until /).waitFor();
  expect(await page.getByText(/^whsec_/).count()).toBe(0);
  expect(faults).toEqual([]);
});

browserTest("nothing closes the dialog while the new secret is on its way to it", async (open) => {
  await using appliance = await startShop("agentpost");
  const { id } = await post(appliance, "/webhooks/endpoints", { url: "https://example.com/", name: "Shop" });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}/overview`);
  const dialog = await openDialog(page);
  const answer = await holdAnswer(page, "**/rotate-secret");
  await dialog.getByRole("button", { name: "Rotate secret" }).click();
  const cancel = dialog.getByRole("button", { name: "Cancel" });
  await dialog.locator("[aria-disabled=true]", { hasText: "Cancel" }).waitFor();
  expect(await cancel.getAttribute("title")).toBe("The new secret is on its way.");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await dialog.getByRole("button", { name: "Close" }).click();
  await cancel.click({ force: true });
  expect(await dialog.isVisible()).toBe(true);

  answer.resolve();
  await page
    .getByRole("dialog", { name: "Copy the new secret" })
    .getByText(/^whsec_/)
    .waitFor();
  expect(faults).toEqual([]);
});

browserTest(
  "who goes back while the new secret is on its way still gets it, and the focus where it was",
  async (open) => {
    await using appliance = await startShop("agentpost");
    await post(appliance, "/webhooks/endpoints", { url: "https://example.com/", name: "Shop" });
    const { page, faults } = await openConsole(open, appliance, "/webhooks");
    await page.getByRole("link", { name: "Shop", exact: true }).click();
    await page.locator("#main").getByRole("link", { name: "Overview" }).click();
    const dialog = await openDialog(page);
    const answer = await holdAnswer(page, "**/rotate-secret");
    await dialog.getByRole("button", { name: "Rotate secret" }).click();
    await dialog.locator("[aria-disabled=true]", { hasText: "Cancel" }).waitFor();
    await page.goBack();
    await dialog.waitFor({ state: "detached" });

    answer.resolve();
    const shown = page.getByRole("dialog", { name: "Copy the new secret" });
    await shown.getByText(/^whsec_/).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Webhooks", exact: true }).waitFor();
    await shown.getByText(/^whsec_/).waitFor();
    await shown.getByLabel("I have kept it").check();
    await shown.getByRole("button", { name: "Done" }).click();
    await shown.waitFor({ state: "detached" });
    expect(await page.locator("h1:focus").innerText()).toBe("Webhooks");
    expect(faults).toEqual([]);
  },
);

browserTest("a secret rotated from the list is still shown when its row has left it", async (open) => {
  await using appliance = await startShop("agentpost");
  const { id } = await post(appliance, "/webhooks/endpoints", { url: "https://example.com/", name: "Shop" });
  const { page, faults } = await openConsole(open, appliance, "/webhooks?status=active");
  const more = page.getByRole("button", { name: "More actions: Shop" });
  await more.click();
  await page.getByRole("menuitem", { name: "Rotate secret…" }).click();
  const answer = await holdAnswer(page, "**/rotate-secret");
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await post(appliance, `/webhooks/endpoints/${id}/pause`, {});
  await more.waitFor({ state: "detached" });

  answer.resolve();
  const shown = page.getByRole("dialog", { name: "Copy the new secret" });
  await shown.getByText(/^whsec_/).waitFor();
  await shown.getByLabel("I have kept it").check();
  await shown.getByRole("button", { name: "Done" }).click();
  await shown.waitFor({ state: "detached" });
  expect(faults).toEqual([]);
});

/** A moment as the console writes it; runs in the page, whose time zone counts. */
function whenText(iso: string): string {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
  const at = new Date(iso);
  return `${day.format(at)}, ${clock.format(at)}`;
}
