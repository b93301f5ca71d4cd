/** Every screen, on a server with life in it: no serious fault of accessibility, light and dark, and it fits a small phone. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { signInAs } from "../help/console.ts";
import { liveThroughScene } from "../help/scene.ts";
import { screensOf } from "../ui/screens.ts";

/** Some thirty screens, each looked through twice. */
const PATIENCE_MS = 480_000;

const every = "every screen can be used by anybody, in light and dark, and fits 360 px";
browserTest(
  every,
  async (open) => {
    const folder = await mkdtemp(join(tmpdir(), "hookwheel-screens-"));
    const dataDir = join(folder, "data");
    const { adminKey } = await liveThroughScene(dataDir);
    await using full = await startBinary({ dataDir, env: { HOOKWHEEL_ADMIN_KEY: adminKey } });
    await using empty = await startBinary();
    await using fresh = await startBinary();
    const faults: string[] = [];
    for (const { name, server, path, isIn, waitFor, prepare } of await screensOf(full, empty, fresh)) {
      const options = {
        colorScheme: "light",
        viewport: { width: 1280, height: 860 },
        reducedMotion: "reduce",
      } as const;
      const { page } = await open(server.url + path, options, async (blank) => isIn && signInAs(blank, server));
      await page.getByText(waitFor).first().waitFor({ state: "attached" });
      await prepare?.(page);
      for (const fault of await graveFaults(new AxeBuilder({ page }))) faults.push(`${name}: ${fault}`);
      await page.emulateMedia({ colorScheme: "dark" });
      const contrast = new AxeBuilder({ page }).withRules("color-contrast");
      for (const fault of await graveFaults(contrast)) faults.push(`${name} in dark: ${fault}`);
      const width = await narrowWidth(page);
      if (width > 360) faults.push(`${name}: ${width} px wide on a small phone`);
      await page.context().close();
    }
    await rm(folder, { recursive: true });
    expect(faults).toEqual([]);
  },
  PATIENCE_MS,
);

async function graveFaults(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

async function narrowWidth(page: Page): Promise<number> {
  await page.setViewportSize({ width: 360, height: 740 });
  return page.evaluate(() => document.documentElement.scrollWidth);
}
