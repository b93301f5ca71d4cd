/** `config print`: every value and where it comes from. */
import { parseConfig } from "../base/config.ts";
import { shownConfig } from "../base/shown-config.ts";
import { printRows } from "./rows.ts";
import type { Flags, Shell } from "./shell.ts";

/** Prints a line for each variable: name, value, source. Secrets are masked. */
export function configPrint(flags: Flags, shell: Shell): number {
  const config = parseConfig({ env: shell.env, flags });
  printRows(
    shell,
    shownConfig(config).map(({ variable, value, source }) => [variable, value ?? "–", source]),
  );
  for (const warning of config.warnings) shell.tell(`warning: ${warning}`);
  return 0;
}
