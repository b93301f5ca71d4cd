/** Takes a picture of every screen, light and dark, wide and narrow, into `.test/pictures`. Run as `bun test/ui/pictures.ts`. */
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { CHROMIUM, FLAGS } from "../help/browser.ts";
import { startBinary } from "../help/binary.ts";
import { signInAs } from "../help/console.ts";
import { liveThroughScene } from "../help/scene.ts";
import type { Screen } from "./screen.ts";
import { screensOf } from "./screens.ts";
import { setUpScreens } from "./set-up-screens.ts";

const FOLDER = join(import.meta.dir, "../../.test/pictures");
const SIZES = [
  { width: 1280, height: 860 },
  { width: 360, height: 740 },
];

/** What is in the name of a picture that is wanted; all of them without. */
const wanted = process.argv.slice(2);

if (!CHROMIUM) throw new Error("no Chromium here (Debian: apt-get install chromium)");
const dataDir = join(tmpdir(), `hookwheel-pictures-${process.pid}`);
const { adminKey } = await liveThroughScene(dataDir);
const binary = await startBinary({ dataDir, env: { HOOKWHEEL_ADMIN_KEY: adminKey } });
const empty = await startBinary();
const fresh = await startBinary();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
await mkdir(FOLDER, { recursive: true });
try {
  const screens = [...(await screensOf(binary, empty, fresh)), ...(await setUpScreens(binary, empty))];
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of SIZES) {
      for (const screen of screens) {
        const name = `${screen.name}-${colorScheme}-${viewport.width}`;
        if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
        await using context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" });
        await take(context, screen, join(FOLDER, `${name}.png`));
      }
    }
  }
} finally {
  await browser.close();
  for (const one of [binary, empty, fresh]) await one[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
}

/** Makes the window as high as the page, so that what sticks to its edges stands where a person sees it. */
async function stretch(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, whole) });
}

async function take(context: BrowserContext, screen: Screen, path: string): Promise<void> {
  const page = await context.newPage();
  if (screen.isIn) await signInAs(page, screen.server);
  page.on("pageerror", (error) => process.stderr.write(`${path}: ${error}\n`));
  await page.goto(screen.server.url + screen.path);
  await page.getByText(screen.waitFor).first().waitFor({ state: "attached" });
  await screen.prepare?.(page);
  await page.locator(".bone").first().waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
  if (screen.isWhole) await stretch(page);
  await page.screenshot({ path });
}
