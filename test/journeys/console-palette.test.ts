/** The palette: any id that is pasted leads to what it names, or to a plain word that there is no such thing. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { type Binary, startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { type Receiver, startReceiver } from "../help/receiver.ts";

const LOOPBACK = { env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } };
const PATIENCE_MS = 120_000;

/** Pastes a text into the palette and follows what it finds first. */
async function paste(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill(text);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

/** Goes where nothing of what an id leads to is seen. */
async function leaveForQueue(page: Page): Promise<void> {
  await paste(page, "queue");
  await page.getByRole("heading", { name: "Retry queue" }).waitFor();
}

async function read(appliance: Binary, path: string) {
  return (await appliance.api(path)).json();
}

/** One of everything that has an id, with what is seen where it lands. */
async function everything(appliance: Binary, shop: Receiver): Promise<[id: string, seen: string | RegExp][]> {
  shop.answer(410);
  const { id: endpoint } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
  const { id: event } = await post(appliance, "/events", { type: "order.paid", data: {} });
  await shop.come(1);
  const { id: organization } = await post(appliance, "/organizations", { name: "Northwind" });
  const { data: environments } = await read(appliance, `/organizations/${organization}/environments`);
  const { id: key } = await post(appliance, "/keys", { name: "Backend", role: "full" });
  const { id: inbox } = await post(appliance, "/inbox", {});
  const { id: person } = await post(appliance, "/people", { email: "bob@example.com", name: "Bob", role: "owner" });
  await post(appliance, `/webhooks/endpoints/${endpoint}/enable`, {});
  const { id: recovery } = await post(appliance, `/webhooks/endpoints/${endpoint}/recover`, {
    since: "2020-01-01T00:00:00Z",
  });
  const [delivery] = (await read(appliance, `/deliveries?event=${event}`)).data;
  const [attempt] = (await read(appliance, `/deliveries/${delivery.id}`)).attempts;
  const [notice] = (await read(appliance, "/notices")).data;
  const [session] = (await read(appliance, "/sessions")).data;
  const [line] = (await read(appliance, "/audit?action=key.created")).data;
  return [
    [organization, "Separate sets of webhooks"],
    [environments[0].id, "Separate sets of webhooks"],
    [event, "Exactly what every attempt sends"],
    [endpoint, "Send test event"],
    [delivery.id, "410 Gone"],
    [attempt.id, "#1 by schedule"],
    [notice.id, "Only this notice is shown."],
    [recovery, /^Done: 1 delivery is on the way again\.$/],
    [key, "Backend"],
    [line.id, "What was given"],
    [inbox, "Send test event"],
    [person, "Only this person is shown."],
    [session.id, "This one"],
  ];
}

browserTest(
  "every id of the house leads to what it names",
  async (open) => {
    await using shop = await startReceiver();
    await using appliance = await startBinary(LOOPBACK);
    const { page, faults } = await openConsole(open, appliance, "/queue");
    await page.getByRole("heading", { name: "Retry queue" }).waitFor();
    const all = await everything(appliance, shop);
    const prefixes = "org env evt ep dlv att ntc rcv key aud inb per ses";
    expect(all.map(([id]) => id.slice(0, id.indexOf("_"))).join(" ")).toBe(prefixes);
    for (const [id, seen] of all) {
      await leaveForQueue(page);
      await paste(page, ` see ${id}, please`);
      await page.locator("#main").getByText(seen).first().waitFor();
    }
    await page.locator("td[aria-current]", { hasText: "This one" }).waitFor();
    expect(faults).toEqual([]);
  },
  PATIENCE_MS,
);

browserTest(
  "an id of what there is not leads to a plain word, and what is no id to none at all",
  async (open) => {
    await using appliance = await startBinary();
    const { page } = await openConsole(open, appliance, "/queue");
    await page.getByRole("heading", { name: "Retry queue" }).waitFor();
    const nowhere = "There is nothing here";
    const seen: Record<string, string> = {
      org: nowhere,
      env: nowhere,
      evt: nowhere,
      ep: nowhere,
      dlv: nowhere,
      att: nowhere,
      rcv: nowhere,
      inb: nowhere,
      per: nowhere,
      ntc: "No notice matches",
      key: "There is no API key with this id",
      aud: "There is no such line here",
      ses: "There is no session with this id",
    };
    for (const [prefix, text] of Object.entries(seen)) {
      await leaveForQueue(page);
      await paste(page, `${prefix}_01m8dg455yenj9v0gqrw4sexmz`);
      await page.locator("#main").getByText(text).first().waitFor();
    }
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find anything" }).fill("job_01m8dg455yenj9v0gqrw4sexmz");
    await page.getByText("Nothing is called that.").waitFor();
  },
  PATIENCE_MS,
);

browserTest("an id of a key that the list does not show is found wherever it is", async (open) => {
  await using appliance = await startBinary();
  await post(appliance, "/organizations", { name: "Northwind", externalId: "nw" });
  const theirs = { "hookwheel-organization": "nw" };
  const { id } = await post(appliance, "/keys", { name: "Theirs", role: "owner" }, theirs);
  const { page } = await openConsole(open, appliance, "/keys");
  await page.getByRole("heading", { name: "No API keys yet" }).waitFor();
  await paste(page, id);
  await page.locator("td[aria-current]", { hasText: "Theirs" }).waitFor();
});

browserTest(
  "what can be done with a webhook is found by its name, and asked on its page where it asks something",
  async (open) => {
    await using shop = await startReceiver();
    await using appliance = await startBinary(LOOPBACK);
    const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, name: "Shop" });
    const { page, faults } = await openConsole(open, appliance, "/queue");
    await page.getByRole("heading", { name: "Retry queue" }).waitFor();
    const find = async (text: string) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Find anything" }).fill(text);
      await page.getByRole("option", { name: "Shop: " }).first().waitFor();
      await page.keyboard.press("Enter");
    };
    const asks = async (name: string) => {
      await page.getByRole("dialog", { name }).waitFor();
      expect(page.url()).toEndWith(`/webhooks/${id}`);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    };
    await find("send test shop");
    await asks("Send test event to “Shop”");
    await find("shop rotate");
    await asks("Rotate the secret of “Shop”");
    await find("shop recover");
    await asks("Recover “Shop”");
    await leaveForQueue(page);
    await find("shop deactivate");
    await page.getByRole("status").getByText("Shop is inactive: nothing is sent to it.").waitFor();
    expect(page.url()).toEndWith("/queue");
    await post(appliance, "/events", { type: "a.one", data: {} });
    await page.getByText("1 delivery is held").waitFor();
    await find("shop activate");
    await asks("Activate “Shop”?");
    expect(faults).toEqual([]);
  },
);

browserTest("everything with a name is found by it, and everything can be begun", async (open) => {
  await using appliance = await startBinary();
  await post(appliance, "/organizations", { name: "Northwind" });
  await post(appliance, "/event-types", { type: "order.paid", sample: {} });
  const { page, faults } = await openConsole(open, appliance, "/queue");
  await page.getByRole("button", { name: "Live" }).waitFor();
  const follow = async (text: string) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find anything" }).fill(text);
    await page.getByRole("option", { name: text }).first().waitFor();
    await page.keyboard.press("Enter");
  };
  const title = (name: string) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  await follow("Hold the page still");
  await page.getByRole("button", { name: "Held" }).waitFor();
  await follow("Let it move again");
  await page.getByRole("button", { name: "Live" }).waitFor();
  await follow("Northwind");
  await title("Northwind");
  await follow("order.paid");
  await title("order.paid");
  await follow("Agentset");
  await title("Agentset");
  await follow("My account");
  await title("My account");
  await follow("New inbox");
  await page.getByRole("status").getByText("The inbox is there").waitFor();
  expect(page.url()).toContain("/inbox/inb_");
  await follow("Add a person");
  await page.getByRole("dialog", { name: "Add a person" }).waitFor();
  await page.keyboard.press("Escape");
  await follow("Theme: Dark");
  const themeOf = () => page.evaluate(() => document.documentElement.dataset["theme"]);
  expect(await themeOf()).toBe("dark");
  await follow("Theme: As the system");
  expect(await themeOf()).toBeUndefined();
  expect(faults).toEqual([]);
});
