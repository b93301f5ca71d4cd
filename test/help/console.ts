/** The console in a browser, opened as somebody who has the key. */
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Binary } from "./binary.ts";
import type { Open } from "./browser.ts";

/** A page of the console. */
export interface ConsoleVisit {
  page: Page;
  /** What went wrong on it so far. That the server has no sessions and no stream yet is no fault. */
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

/** Posts JSON to the API. @throws Error when it is refused */
export async function post<Answer = { id: string }>(
  server: Binary,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await server.api(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json() as Promise<Answer>;
}
