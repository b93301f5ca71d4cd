/** The console in a browser, opened as somebody who is signed in. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { type Binary, runBinary } from "./binary.ts";
import type { Open } from "./browser.ts";
import { PASSWORD, tokenIn, visit, visitorOf } from "./people.ts";

/** Who is signed in. */
export const ADA = { email: "ada@example.com", name: "Ada", password: PASSWORD };

const cookies = new WeakMap<Binary, Promise<string>>();

/** Opens a page of the console. `prepare` runs before the page does. */
export function openConsole(
  open: Open,
  server: Binary,
  path: string,
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<unknown>,
) {
  return open(server.url + path, options, async (blank) => {
    await signInAs(blank, server);
    await prepare?.(blank);
  });
}

/** Signs the page's browser in as Ada, who sets the server up when she comes first. */
export async function signInAs(page: Page, server: Binary): Promise<void> {
  const [name = "", value = ""] = (await cookieOn(server)).split(/=(.*)/);
  await page.context().addCookies([{ name, value, url: server.url }]);
}

/** Ada's cookie on a server, which she sets up when it is the first time. */
export function cookieOn(server: Binary): Promise<string> {
  const known = cookies.get(server) ?? setUpBy(server);
  cookies.set(server, known);
  return known;
}

/** The link by which the first person sets up. */
export async function setUpUrl(server: Binary): Promise<string> {
  const { stdout } = await runBinary(["setup-url"], { HOOKWHEEL_DATA_DIR: server.dataDir });
  return stdout.trim();
}

/** A server that is short of breath is asked again, as it wishes; so often at most. */
const TRIES_COUNT_MAX = 30;

/** Posts JSON to the API. @throws Error when it is refused */
export async function post<Answer = { id: string }>(
  server: Binary,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const all = { "content-type": "application/json", "idempotency-key": crypto.randomUUID(), ...headers };
  const init = { method: "POST", headers: all, body: JSON.stringify(body) };
  let response = await server.api(path, init);
  for (let tries = 1; response.status === 503 && tries < TRIES_COUNT_MAX; tries++) {
    await Bun.sleep(1000);
    response = await server.api(path, init);
  }
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json() as Promise<Answer>;
}

async function setUpBy(server: Binary): Promise<string> {
  const form = { ...ADA, token: tokenIn(await setUpUrl(server)) };
  return (await visitorOf(server, await visit(server, "POST", "/setup", form))).cookie;
}
