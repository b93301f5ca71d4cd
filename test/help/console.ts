/** The console in a browser, opened as somebody who has the key. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { type Binary, runBinary } from "./binary.ts";
import type { Open } from "./browser.ts";
import { PASSWORD, tokenIn, visit, type Visitor, visitorOf } from "./people.ts";

/** A page of the console. */
export interface ConsoleVisit {
  page: Page;
  /** What went wrong on it so far. A 404 is none: what is asked for may be gone. */
  faults: () => string[];
}

/** Opens a page of the console. */
export async function openConsole(
  open: Open,
  server: Binary,
  path: string,
  options: BrowserContextOptions = {},
): Promise<ConsoleVisit> {
  const { page, faults } = await open(server.url + path, options, (blank) =>
    blank.addInitScript((key) => sessionStorage.setItem("hookwheel-key", key), server.adminKey),
  );
  return { page, faults: () => faults.filter((fault) => !/status of 404/.test(fault)) };
}

/** The first person, set up through the API: email and password as `test/help/people.ts` has them. */
export async function startPersonOn(server: Binary): Promise<Visitor> {
  const { stdout } = await runBinary(["setup-url"], { HOOKWHEEL_DATA_DIR: server.dataDir });
  const form = { token: tokenIn(stdout.trim()), email: "ada@example.com", name: "Ada", password: PASSWORD };
  return visitorOf(server, await visit(server, "POST", "/setup", form));
}

/** Opens a page of the console as somebody who is signed in. */
export async function openAs(open: Open, server: Binary, { cookie }: Visitor, path: string): Promise<ConsoleVisit> {
  const [name = "", value = ""] = cookie.split("=");
  const { page, faults } = await open(server.url + path, {}, (blank) =>
    blank.context().addCookies([{ name, value, url: server.url }]),
  );
  return { page, faults: () => faults.filter((fault) => !/status of 404/.test(fault)) };
}

/** Posts JSON to the API. @throws Error when it is refused */
export async function post<Answer = { id: string }>(server: Binary, path: string, body: unknown): Promise<Answer> {
  const response = await server.api(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json() as Promise<Answer>;
}
