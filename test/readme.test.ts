/** The README, as far as it can be held to the code: its variables, its map, its commands. */
import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { environmentName, VARIABLES, type Values } from "../server/base/variables.ts";
import { scripts } from "../package.json";

const TOP = join(import.meta.dir, "..");
const readme = await Bun.file(join(TOP, "README.md")).text();

/** A section's text, without its heading. */
function section(heading: string): string {
  return readme.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
}

test("every variable is in the table with its default, and none that does not exist", () => {
  const rows = [...section("Configure it").matchAll(/^\| (`HOOKWHEEL_.*?) +\| (.*?) +\|/gm)];
  const documented = rows.flatMap(([, names = "", defaults = ""]) => {
    const values = defaults.split(", ");
    return names.split(", ").map((name, at) => [name, values[at]]);
  });
  const expected = (Object.keys(VARIABLES) as (keyof Values)[]).map((key) => {
    const fallback = VARIABLES[key].default;
    const isMade = key === "adminKey" || key === "secretKey";
    const isNone = fallback === null || String(fallback) === "";
    const shown = isMade ? "made on the first start" : isNone ? "–" : `\`${fallback}\``;
    return [`\`${environmentName(key)}\``, shown];
  });
  expect(documented).toEqual(expected);
});

test("what the map names exists, and the map is at most 60 lines long", () => {
  const map = section("The map");
  const paths = [...map.matchAll(/^((?:server|ui|migrations|test)[\w./-]*?)\/? /gm)].map(([, path = ""]) => path);
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !existsSync(join(TOP, path)))).toEqual([]);
  expect(map.split("\n").length).toBeLessThanOrEqual(60);
});

test("every script that it tells to run exists", () => {
  const told = [...readme.matchAll(/\b(?:bun|bun@[\d.]+) run (\w+)/g)].map(([, name]) => name);
  expect(told).toContain("start");
  expect(told.filter((name) => !Object.hasOwn(scripts, name ?? ""))).toEqual([]);
});
