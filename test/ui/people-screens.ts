/** The screens of getting in, people, inboxes and settings. */
import type { Page } from "playwright-core";
import type { Binary } from "../help/binary.ts";
import { post } from "../help/console.ts";
import { PASSWORD, tokenIn, visit } from "../help/people.ts";
import type { On, Screen } from "./screens.ts";

const EMAIL = "ada@example.com";

/** All of them; people and an inbox are made on the server with life in it. */
export async function peopleScreens(on: On, full: Binary, empty: Binary): Promise<Screen[]> {
  await addPeople(full);
  const id = await fillInbox(full);
  const out = { isIn: false };
  const nobody = { server: empty, isIn: false };
  return [
    on("sign-in", "/", "Use an API key", out),
    on("sign-in-refused", "/", "Use an API key", {
      ...out,
      prepare: (page) => signIn(page, "guessed", "do not go together"),
    }),
    on("key", "/", "Use an API key", { ...out, prepare: (page) => page.getByText("Use an API key").click() }),
    on("welcome", "/welcome#x", "Choose a password", out),
    on("nobody", "/", "Nobody is here yet", nobody),
    on("set-up", "/setup#x", "Set up Hookwheel", nobody),
    on("set-up-faults", "/setup#x", "Set up Hookwheel", { ...nobody, prepare: setUpWrongly }),
    on("people", "/people", "Ben Okafor", { isWhole: true }),
    on("people-none", "/people", "Nobody can sign in yet", { server: empty }),
    on("people-new", "/people?new=1", "Add a person"),
    on("people-link", "/people", "Ben Okafor", { prepare: makeLink }),
    on("account", "/", "Use an API key", { ...out, isWhole: true, prepare: openAccount }),
    on("inboxes", "/inbox", "/inbox/"),
    on("inboxes-none", "/inbox", "No inbox yet", { server: empty }),
    on("inbox", `/inbox/${id}`, "Verified.", { isWhole: true }),
    on("inbox-wrong", `/inbox/${id}?request=2`, "Wrong signature."),
    on("settings", "/settings", "HOOKWHEEL_LOG_LEVEL", { isWhole: true }),
  ];
}

async function addPeople(server: Binary): Promise<void> {
  const ada = await post<{ link: { url: string } }>(server, "/people", {
    email: EMAIL,
    name: "Ada Lindqvist",
    role: "admin",
  });
  await visit(server, "POST", "/session/password", { token: tokenIn(ada.link.url), password: PASSWORD });
  await post(server, "/people", { email: "ben.okafor@northwind.dev", name: "Ben Okafor", role: "owner" });
}

/** Something unsigned, something wrongly signed, and a delivery of ours. */
async function fillInbox(server: Binary): Promise<string> {
  const { id, url, endpointIds } = await post<{ id: string; url: string; endpointIds: string[] }>(server, "/inbox", {
    endpoint: true,
    events: ["approval.*"],
  });
  const signed = {
    "webhook-id": "evt_1",
    "webhook-timestamp": "1795750902",
    "webhook-signature": "v1,K5oZ0rzTU2lYH8=",
  };
  const headers = { "content-type": "application/json" };
  await fetch(url, { method: "POST", body: `{"hello":"world"}`, headers });
  await fetch(url, { method: "POST", body: `{"type":"order.paid","data":{}}`, headers: { ...headers, ...signed } });
  await post(server, `/webhooks/endpoints/${endpointIds[0]}/test`, { wait: true });
  return id;
}

async function signIn(page: Page, password: string, then: string): Promise<void> {
  await page.getByLabel("Email").fill(EMAIL);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByText(then).first().waitFor({ state: "attached" });
}

async function openAccount(page: Page): Promise<void> {
  await signIn(page, PASSWORD, "Overview");
  await page.goto(new URL("/account", page.url()).href);
  await page.getByText("This one").first().waitFor();
}

async function setUpWrongly(page: Page): Promise<void> {
  await page.getByLabel("Email").fill("ada");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Set up" }).click();
}

async function makeLink(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More actions: Ben Okafor" }).click();
  await page.getByRole("menuitem", { name: "Make a password link" }).click();
  await page.getByRole("heading", { name: "A link for Ben Okafor" }).waitFor();
}
