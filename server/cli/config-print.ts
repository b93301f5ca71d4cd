/** `config print`: every value and where it comes from. */
import { parseConfig, type Config } from "../base/config.ts";
import { environmentName, VARIABLES, type Values } from "../base/variables.ts";
import type { Flags, Shell } from "./shell.ts";

/** Prints a line for each variable: name, value, source. Secrets are masked. */
export function configPrint(flags: Flags, shell: Shell): number {
  const config = parseConfig({ env: shell.env, flags });
  const rows = (Object.keys(VARIABLES) as (keyof Values)[]).map(
    (key) => [environmentName(key), shown(config, key), config.sources[key]] as const,
  );
  const [nameWidth, valueWidth] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const [name, value, source] of rows) {
    shell.print(`${name.padEnd(nameWidth ?? 0)}  ${value.padEnd(valueWidth ?? 0)}  ${source}`);
  }
  for (const warning of config.warnings) shell.tell(`warning: ${warning}`);
  return 0;
}

function shown(config: Config, key: keyof Values): string {
  const value = config[key];
  if (value === null || value.toString() === "") return "–";
  return VARIABLES[key].isSecret ? "••••" : value.toString();
}
