/** Every screen of the console, as addresses on a server with life in it and on an empty one. */
import type { Page } from "playwright-core";
import type { Binary } from "../help/binary.ts";
import { cookieOn, post } from "../help/console.ts";
import { peopleScreens } from "./people-screens.ts";
import { type On, onServer, type Screen } from "./screen.ts";

/** All of them; ids are looked up on the server. To `fresh` nobody comes in. */
export async function screensOf(full: Binary, empty: Binary, fresh: Binary): Promise<Screen[]> {
  await cookieOn(full);
  const on = onServer(full);
  const people = await peopleScreens(on, full, { empty, fresh });
  return [...doors(on, fresh), ...pages(on, empty), ...floating(on), ...(await detailPages(on, full)), ...people];
}

function doors(on: On, fresh: Binary): Screen[] {
  return [
    on("nobody", "/", "Nobody is in yet", { server: fresh, isIn: false }),
    on("set-up", "/setup#token", "Make yourself the admin", { server: fresh, isIn: false }),
    on("welcome", "/welcome#token", "Choose a password", { isIn: false }),
    on("sign-in", "/", "Forgotten?", { isIn: false }),
  ];
}

function pages(on: On, empty: Binary): Screen[] {
  const none = { server: empty };
  return [
    on("overview", "/", "Due next", { isWhole: true }),
    on("first", "/first", "Send a first event", { ...none, isWhole: true }),
    on("first-done", "/first", "its signature is right", { isWhole: true }),
    on("webhooks", "/webhooks", /^0\u2009\u2060%$/, { isWhole: true }),
    on("webhooks-none", "/webhooks", "No webhooks configured", none),
    on("webhooks-no-match", "/webhooks?search=zebra", "No webhooks match"),
    on("webhook-new", "/webhooks/new", "Create webhook", { isWhole: true }),
    on("webhook-new-faults", "/webhooks/new", "Create webhook", { isWhole: true, prepare: fillInWrongly }),
    on("events", "/events", "document.ready"),
    on("events-none", "/events", "No events yet", none),
    on("queue", "/queue", "Search index refresh"),
    on("queue-none", "/queue", "Nothing waits", none),
    on("notices", "/notices", "Audit log integration", { isWhole: true }),
    on("notices-none", "/notices", "No notices yet", none),
    on("not-found", "/nowhere", "There is nothing here"),
  ];
}

function floating(on: On): Screen[] {
  const above = (name: string, prepare: Screen["prepare"] & {}) =>
    on(name, "/webhooks", "Production event sync", { prepare });
  return [
    above("webhooks-menu", (page) => page.getByRole("button", { name: "More actions: Search index refresh" }).click()),
    above("webhooks-delete", async (page) => {
      await page.getByRole("button", { name: "More actions: Staging notifications" }).click();
      await page.getByRole("menuitem", { name: "Delete" }).click();
    }),
    above("webhook-test", async (page) => {
      await page.getByRole("link", { name: "Production event sync" }).click();
      await page.getByRole("button", { name: "Send test event" }).click();
      await page.getByLabel("Data").waitFor();
    }),
    above("palette", async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("s");
    }),
    above("keys", (page) => page.keyboard.press("?")),
    above("drawer", openDrawer),
  ];
}

async function detailPages(on: On, full: Binary): Promise<Screen[]> {
  const read = async (path: string) => (await full.api(path)).json();
  const { data: endpoints } = await read("/webhooks/endpoints");
  const idOf = (part: string) => endpoints.find(({ url }: { url: string }) => url.includes(part)).id as string;
  const deliveriesOf = async (query: string) => (await read(`/deliveries?limit=50&${query}`)).data;
  const search = idOf("search.contoso");
  const sync = idOf("api.northwind");
  const [waiting] = (await deliveriesOf(`endpoint=${search}&state=waiting`)).toSorted(
    (a: { attemptsCount: number }, b: { attemptsCount: number }) => b.attemptsCount - a.attemptsCount,
  );
  const [delivered] = await deliveriesOf(`endpoint=${sync}&state=delivered&type=document.ready`);
  const [failed] = await deliveriesOf(`endpoint=${idOf("legacy")}&state=failed`);
  const since = "2999-01-01T00:00:00Z";
  const { id: recovery } = await post(full, `/webhooks/endpoints/${idOf("legacy")}/recover`, { since });
  const [{ id: event }] = (await read("/events?type=document.ready&limit=1")).data;
  return [
    on("logs", `/webhooks/${sync}`, "document.ready"),
    on("logs-failing", `/webhooks/${search}`, "document.ready"),
    on("logs-empty", `/webhooks/${sync}?type=nothing.such`, "No delivery matches"),
    on("inspector-waiting", `/webhooks/${search}?delivery=${waiting.id}`, "Next attempt in"),
    on("inspector-delivered", `/webhooks/${sync}?delivery=${delivered.id}`, "#1"),
    on("inspector-response", `/webhooks/${search}?delivery=${waiting.id}&view=response`, "Next attempt in"),
    on("inspector-signature", `/webhooks/${sync}?delivery=${delivered.id}&view=signature`, "Check it here", {
      prepare: async (page) => {
        await page.getByRole("button", { name: "Check it here" }).click();
        await page.getByText("It matches").scrollIntoViewIfNeeded();
      },
    }),
    on("delivery-failed", `/deliveries/${failed.id}`, "Failed for good", { isWhole: true }),
    on("webhook-overview", `/webhooks/${sync}/overview`, "Failures in a row", { isWhole: true }),
    on("webhook-details", `/webhooks/${sync}/details`, "Save changes", { isWhole: true }),
    on("webhook-disabled", `/webhooks/${idOf("audit.fabrikam")}`, "is disabled"),
    on("webhook-recover", `/webhooks/${idOf("legacy")}`, "document.ready", { prepare: openRecovery }),
    on("webhook-recover-types", `/webhooks/${idOf("legacy")}`, "document.ready", {
      prepare: async (page) => {
        await openRecovery(page);
        await page.getByRole("radio", { name: "Only some" }).click();
        await page.getByRole("checkbox", { name: "document.ready" }).check();
        await page.getByText("will be sent again.").waitFor();
      },
    }),
    on("recovery", `/recoveries/${recovery}`, "Done: 0 deliveries"),
    on("webhook-rotate", `/webhooks/${sync}/overview`, "Failures in a row", { prepare: openRotation }),
    on("webhook-rotated", `/webhooks/${idOf("staging")}/overview`, "Failures in a row", {
      prepare: async (page) => {
        await openRotation(page);
        await page.getByRole("radio", { name: "No time" }).click();
        await page.getByRole("button", { name: "Rotate secret" }).click();
        await page.getByText("The last one signs no more.").waitFor();
      },
    }),
    on("webhook-paused", `/webhooks/${idOf("staging")}`, "is inactive"),
    on("event", `/events/${event}`, "Exactly what every attempt sends", { isWhole: true }),
  ];
}

async function fillInWrongly(page: Page): Promise<void> {
  await page.getByLabel("Name").first().fill("n".repeat(101));
  await page.getByLabel("Endpoint URL").fill("ftp://example.com");
  await page.getByRole("radio", { name: "Only some" }).click();
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByLabel("Requests at a time").fill("0");
  await page.getByRole("button", { name: "Create webhook" }).click({ force: true });
}

async function openRecovery(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Recover…" }).click();
  await page.getByLabel("Of events since").selectOption("exact");
  await page.getByLabel("Exact time").fill("2020-01-01T00:00");
  await page.getByText("will be sent again.").waitFor();
}

async function openRotation(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Rotate…" }).click();
  await page.getByRole("radio", { name: "24 hours" }).waitFor();
}

async function openDrawer(page: Page): Promise<void> {
  const menu = page.getByRole("button", { name: "Menu" });
  if (await menu.isVisible()) await menu.click();
}
