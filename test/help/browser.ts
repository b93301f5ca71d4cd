/** A real browser for a test: the system's Chromium, driven by playwright-core. */
import { test } from "bun:test";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** How Chromium is started: quiet, and without a sandbox, since tests run as root too. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where the system's Chromium is, nothing without one. */
export const CHROMIUM = ["chromium", "chromium-browser", "google-chrome"].map((name) => Bun.which(name)).find(Boolean);
const isSkipped = !CHROMIUM && !process.env["CI"];
if (isSkipped)
  process.stderr.write("Browser tests are skipped: no Chromium here (Debian: apt-get install chromium).\n");

/** A page that was opened, and what went wrong on it so far: console errors, CSP violations, uncaught exceptions. */
export interface Visit {
  page: Page;
  faults: string[];
}

/** Opens an address in a window of its own: no cookies, no cache, nothing shared. `prepare` runs before the page does. */
export type Open = (
  url: string,
  options?: BrowserContextOptions,
  prepare?: (page: Page) => Promise<unknown>,
) => Promise<Visit>;

/** A browser is started, and pages are drawn: on a slow machine this takes its time. */
const PATIENCE_MS = 60_000;

/** A test with a fresh browser; skipped where there is none, but never under CI. */
export function browserTest(name: string, run: (open: Open) => Promise<void>, patienceMs = PATIENCE_MS): void {
  const visit = async () => {
    if (!CHROMIUM) throw new Error("no Chromium found");
    await using browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    await run(async (url, options, prepare) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
      page.on("pageerror", (error) => faults.push(String(error)));
      await prepare?.(page);
      await page.goto(url);
      return { page, faults };
    });
  };
  test.skipIf(isSkipped)(name, visit, patienceMs);
}

/** Keeps what the server answers to a change from the page until it is resolved; what is only read goes its way. */
export async function holdAnswer(page: Page, url: string): Promise<PromiseWithResolvers<void>> {
  const released = Promise.withResolvers<void>();
  await page.route(url, async (route) => {
    if (route.request().method() === "GET") return route.fallback();
    const response = await route.fetch();
    await released.promise;
    return route.fulfill({ response });
  });
  return released;
}
