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
  const start = startHookwheel(ownCommand("serve"));
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => interrupted.abort());
  try {
    const figures = await measure(start, options, shell.isTerminal ? progressLine : undefined, interrupted.signal);
    const isText = flags["json"] === undefined;
    shell.print(
      isText ? `${textOf("hookwheel", figures)}\n\n${DEFINITIONS}` : JSON.stringify({ ...options, ...figures }),
    );
    return faultsIn(figures).length === 0 ? 0 : 1;
  } catch (error) {
    if (interrupted.signal.aborted) return 1;
    throw error;
  }
}

/** Rewrites one line of the terminal. */
export const progressLine: Watch = (acceptedCount, receivedCount) => {
  process.stderr.write(`\r\x1b[K${count(acceptedCount)} accepted, ${count(receivedCount)} received …\r`);
};
