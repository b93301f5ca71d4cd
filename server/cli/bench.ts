/** `bench`: how fast this machine accepts and delivers, and what it costs. */
import { measure, type Watch } from "./bench/measure.ts";
import { readBenchOptions } from "./bench/options.ts";
import { ownCommand } from "./bench/role.ts";
import { startHookwheel } from "./bench/start-hookwheel.ts";
import { count, DEFINITIONS, faultsIn, textOf } from "./bench/text.ts";
import type { Flags, Shell } from "./shell.ts";

/** Measures this very program. 1 when events were lost or wrongly signed. @throws AppError `invalid` for an option */
export async function bench(flags: Flags, shell: Shell): Promise<number> {
  const options = readBenchOptions(flags);
  const figures = await measure(
    startHookwheel(ownCommand("serve")),
    options,
    shell.isTerminal ? progressLine : () => {},
  );
  shell.print(
    flags["json"] === undefined ? `${textOf("hookwheel", figures)}\n\n${DEFINITIONS}` : JSON.stringify(figures),
  );
  return faultsIn(figures).length === 0 ? 0 : 1;
}

/** Rewrites one line of the terminal. */
export const progressLine: Watch = (acceptedCount, receivedCount) => {
  process.stderr.write(`\r${count(acceptedCount)} accepted, ${count(receivedCount)} received …\x1b[K`);
};
