/** Where the console looks: what is switched to stays, a link leads to its own environment, and so does a step back. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { cookieOn, openConsole, post, signInAs } from "../help/console.ts";
import { PASSWORD, tokenIn, visit, visitorOf } from "../help/people.ts";

/** An organization with one webhook in its environment. */
interface Tenant {
  query: string;
  headers: Record<string, string>;
  endpointId: string;
}

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

async function tenantOn(server: Binary, name: string): Promise<Tenant> {
  const { id } = await post(server, "/organizations", { name });
  const { data } = await (await server.api(`/organizations/${id}/environments`)).json();
  const headers = { "hookwheel-organization": id };
  const endpointId = await webhookOn(server, name, headers);
  return { query: `organization=${id}&environment=${data[0].id}`, headers, endpointId };
}

async function webhookOn(server: Binary, name: string, headers: Record<string, string> = {}): Promise<string> {
  const form = { url: "https://example.com/hooks", name: `Webhook of ${name}` };
  return (await post(server, "/webhooks/endpoints", form, headers)).id;
}

/** An event's only delivery. */
async function deliveryOn(server: Binary, headers: Record<string, string> = {}): Promise<string> {
  await post(server, "/events", { type: "order.paid", data: {} }, headers);
  const { data } = await (await server.api("/deliveries", { headers })).json();
  return data[0].id;
}

/** The button that says where one is. */
const placeOf = (page: Page, organization: string) =>
  page.getByRole("button", { name: `${organization} production`, exact: true });

async function switchTo(page: Page, from: string, to: string): Promise<void> {
  await placeOf(page, from).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: to }).click();
  await dialog.getByRole("button", { name: "production", exact: true }).click();
  await page.getByText(`You look at ${to}, production.`).first().waitFor();
}

browserTest("what is switched to stays looked at, whatever is pressed next", async (open) => {
  await using appliance = await startBinary();
  const northwind = await tenantOn(appliance, "Northwind");
  await tenantOn(appliance, "Acme");
  const { page, faults } = await openConsole(open, appliance, `/?${northwind.query}`);
  await page.getByRole("link", { name: "1 h" }).waitFor();
  await page.reload();
  await page.getByRole("link", { name: "1 h" }).waitFor();
  await switchTo(page, "Northwind", "Acme");
  await page.getByRole("link", { name: "1 h" }).click();
  await page.waitForURL("**window=1h**");
  await placeOf(page, "Acme").waitFor();
  expect(page.url()).not.toContain(northwind.query);

  await page.goto(`${appliance.url}/keys?${northwind.query}`);
  await placeOf(page, "Northwind").waitFor();
  await switchTo(page, "Northwind", "Acme");
  await page.getByRole("button", { name: "New API key" }).first().click();
  const environment = page.getByRole("dialog").getByRole("combobox", { name: "Environment" });
  await environment.waitFor();
  expect(await environment.locator("option").allTextContents()).toEqual(["Acme · production"]);
  await page.keyboard.press("Escape");

  await page.goto(`${appliance.url}/keys?${northwind.query}`);
  await switchTo(page, "Northwind", "Default");
  await page.getByRole("button", { name: "New API key" }).first().click();
  await environment.waitFor();
  expect(await environment.locator("option").allTextContents()).toEqual(["Default · production"]);
  expect(faults).toEqual([]);
});

browserTest("a step back leads to each thing in its own environment, and so does a step forward", async (open) => {
  await using appliance = await startBinary();
  const northwind = await tenantOn(appliance, "Northwind");
  const ours = await webhookOn(appliance, "Default");
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${ours}/details`);
  const heading = (name: string) => page.getByRole("heading", { name: `Webhook of ${name}` });
  await heading("Default").waitFor();
  await switchTo(page, "Default", "Northwind");
  await page.getByRole("link", { name: "Webhook of Northwind" }).click();
  await heading("Northwind").waitFor();
  await switchTo(page, "Northwind", "Default");
  await page.getByRole("link", { name: "Webhook of Default" }).waitFor();

  await page.goBack();
  await heading("Northwind").waitFor();
  await placeOf(page, "Northwind").waitFor();
  await page.goBack();
  await page.getByRole("link", { name: "Webhook of Northwind" }).waitFor();
  await page.goBack();
  await heading("Default").waitFor();
  await placeOf(page, "Default").waitFor();
  expect(new URL(page.url()).search).toBe("");
  await page.reload();
  await heading("Default").waitFor();
  await page.goForward();
  await page.getByRole("link", { name: "Webhook of Northwind" }).waitFor();
  expect(page.url()).toContain(northwind.query);
  expect(faults).toEqual([]);
});

browserTest("what was still being read of one environment is not asked of the next", async (open) => {
  await using appliance = await startBinary();
  await tenantOn(appliance, "Northwind");
  const ours = await webhookOn(appliance, "Default");
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${ours}/details`, {}, (blank) =>
    blank.clock.install(),
  );
  await page.getByRole("heading", { name: "Webhook of Default" }).waitFor();
  await page.getByRole("button", { name: "Default production", exact: true }).waitFor();
  const asked: (string | null)[] = [];
  const answer = Promise.withResolvers<void>();
  await page.route(`**/webhooks/endpoints/${ours}`, async (route) => {
    asked.push(route.request().headers()["hookwheel-environment"] ?? null);
    await answer.promise;
    await route.fallback();
  });
  await page.clock.pauseAt("2100-01-01");
  // Moved twice while it is read: it is to be read once more.
  const look = () => page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
  while (asked.length === 0) await look();
  await look();
  await switchTo(page, "Default", "Northwind");
  const answered = page.waitForResponse(`**/webhooks/endpoints/${ours}`);
  answer.resolve();
  await answered;
  for (let ms = 0; ms < 100; ms++) await page.clock.runFor(1);
  await page.getByRole("link", { name: "Webhook of Northwind" }).waitFor();
  expect(asked).toEqual([null]);
  await page.unrouteAll({ behavior: "wait" });
  expect(faults).toEqual([]);
});

browserTest("a link that is taken away leads to its environment, wherever others looked last", async (open) => {
  await using appliance = await startBinary();
  const northwind = await tenantOn(appliance, "Northwind");
  await webhookOn(appliance, "Default");
  const theirs = await deliveryOn(appliance, northwind.headers);
  const ours = await deliveryOn(appliance);
  const { page, faults } = await openConsole(open, appliance, `/deliveries/${theirs}?${northwind.query}`, CLIPBOARD);
  const colleague = await openConsole(open, appliance, "/webhooks");
  const copied = async () => {
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Link copied").first().waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const follow = async (link: string, organization: string) => {
    await colleague.page.goto(link);
    await placeOf(colleague.page, organization).waitFor();
    await colleague.page
      .getByRole("link", { name: `Webhook of ${organization}` })
      .first()
      .waitFor();
  };

  await placeOf(colleague.page, "Default").waitFor();
  await follow(await copied(), "Northwind");
  await page.goto(`${appliance.url}/deliveries/${ours}`);
  await placeOf(page, "Default").waitFor();
  const link = await copied();
  expect(link).toContain(`/deliveries/${ours}?organization=org_`);
  await follow(link, "Default");
  await switchTo(colleague.page, "Default", "Northwind");
  await follow(page.url(), "Default");
  expect([...faults, ...colleague.faults]).toEqual([]);
});

browserTest("a link that is opened in another tab stays in the environment it stood in", async (open) => {
  await using appliance = await startBinary();
  const northwind = await tenantOn(appliance, "Northwind");
  const { page } = await openConsole(open, appliance, `/webhooks?${northwind.query}`);
  await page.getByRole("link", { name: "Webhook of Northwind" }).waitFor();
  const beside = await page.context().newPage();
  await beside.goto(`${appliance.url}/webhooks`);
  await placeOf(beside, "Default").waitFor();

  const coming = page.context().waitForEvent("page");
  await page.getByRole("link", { name: "Webhook of Northwind" }).click({ modifiers: ["Control"] });
  const tab = await coming;
  await tab.getByRole("heading", { name: "Webhook of Northwind" }).waitFor();
  expect(tab.url()).toContain(northwind.query);
});

browserTest("an id of another environment is not found, and the page says where it looked", async (open) => {
  await using appliance = await startBinary();
  const northwind = await tenantOn(appliance, "Northwind");
  const { page } = await openConsole(open, appliance, `/webhooks/${northwind.endpointId}`);
  await page.getByRole("heading", { name: "There is nothing here", level: 1 }).waitFor();
  await page.getByText("You look at Default, production").waitFor();
  await switchTo(page, "Default", "Northwind");
  await page.getByRole("link", { name: "Webhook of Northwind" }).waitFor();
});

browserTest("an address that an owner copies leads an admin to the owner's environment", async (open) => {
  await using appliance = await startBinary();
  await cookieOn(appliance);
  const northwind = await tenantOn(appliance, "Northwind");
  const form = { email: "grace@example.com", name: "Grace", role: "owner" };
  const { link } = await post<{ link: { url: string } }>(appliance, "/people", form, northwind.headers);
  const chosen = { token: tokenIn(link.url), password: PASSWORD };
  const { cookie } = await visitorOf(appliance, await visit(appliance, "POST", "/session/password", chosen));
  const [name = "", value = ""] = cookie.split(/=(.*)/);
  const { page, faults } = await open(`${appliance.url}/webhooks`, {}, (blank) =>
    blank.context().addCookies([{ name, value, url: appliance.url }]),
  );
  await page.getByRole("link", { name: "Webhook of Northwind" }).click();
  await page.getByRole("heading", { name: "Webhook of Northwind" }).waitFor();
  const admin = await open(page.url(), {}, (blank) => signInAs(blank, appliance));
  await admin.page.getByRole("heading", { name: "Webhook of Northwind" }).waitFor();
  await placeOf(admin.page, "Northwind").waitFor();
  expect([...faults, ...admin.faults]).toEqual([]);
});
