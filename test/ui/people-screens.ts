/** The screens of getting in, people, inboxes and settings. */
import type { Page } from "playwright-core";
import type { Binary } from "../help/binary.ts";
import { ADA, post } from "../help/console.ts";
import type { On, Screen } from "./screen.ts";

/** All of them; people and an inbox are made on the server with life in it. */
export async function peopleScreens(
  on: On,
  full: Binary,
  { empty, fresh }: { empty: Binary; fresh: Binary },
): Promise<Screen[]> {
  const person = await addPerson(full);
  const id = await fillInbox(full);
  return [
    on("sign-in-refused", "/", "Forgotten?", { isIn: false, prepare: signInWrongly }),
    on("set-up-faults", "/setup#x", "Make yourself the admin", { server: fresh, isIn: false, prepare: setUpWrongly }),
    on("people", "/people", "Ben Okafor", { isWhole: true }),
    on("people-one", `/people?person=${person}`, "Only this person is shown."),
    on("people-new", "/people?new=1", "Add a person"),
    on("people-link", "/people", "Ben Okafor", { prepare: makeLink }),
    on("account", "/account", "This one", { isWhole: true }),
    on("inboxes", "/inbox", "/inbox/"),
    on("inboxes-none", "/inbox", "No inbox yet", { server: empty }),
    on("inbox", `/inbox/${id}`, "Verified.", { isWhole: true }),
    on("inbox-wrong", `/inbox/${id}?request=2`, "Wrong signature."),
    on("settings", "/settings", "HOOKWHEEL_LOG_LEVEL", { isWhole: true }),
  ];
}

async function addPerson(server: Binary): Promise<string> {
  const form = { email: "ben.okafor@northwind.dev", name: "Ben Okafor", role: "owner" };
  return (await post(server, "/people", form)).id;
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

async function signInWrongly(page: Page): Promise<void> {
  await page.getByLabel("Email").fill(ADA.email);
  await page.getByLabel("Password").fill("guessed");
  await page.keyboard.press("Enter");
  await page.getByText("Wrong email or password.").waitFor();
}

async function setUpWrongly(page: Page): Promise<void> {
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByLabel("Password").fill("short");
  await page.keyboard.press("Enter");
}

async function makeLink(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More actions: Ben Okafor" }).click();
  await page.getByRole("menuitem", { name: "Make a password link" }).click();
  await page.getByRole("heading", { name: "A link for Ben Okafor" }).waitFor();
}
