/** Looks through screens as everybody must be able to use them: by axe, in light and dark, and on a small phone. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import type { Screen } from "../ui/screen.ts";
import type { Open } from "./browser.ts";
import { signInAs } from "./console.ts";

/** What is serious of what was found, each with the screen's name. */
export async function lookedThrough(open: Open, screens: readonly Screen[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, server, path, isIn, waitFor, prepare } of screens) {
    const options = { colorScheme: "light", viewport: { width: 1280, height: 860 }, reducedMotion: "reduce" } as const;
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
  return faults;
}

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
