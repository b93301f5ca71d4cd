/** `serve`: the server, from its configuration to its orderly stop. */
import { startApp, type App } from "../app.ts";
import { systemClock } from "../base/clock.ts";
import { parseConfig, type Config } from "../base/config.ts";
import { systemDice } from "../base/dice.ts";
import { outputTo } from "../base/log-output.ts";
import { createLog, type Log } from "../base/log.ts";
import { VERSION } from "../base/version.ts";
import { firstSteps } from "./first-steps.ts";
import type { Flags, Shell } from "./shell.ts";
import { startErrorOf } from "./start-fault.ts";
import { StopSignals } from "./stop-signals.ts";

/** Serves until a signal ends it. @throws StartError when it cannot start */
export async function serve(flags: Flags, shell: Shell): Promise<number> {
  const clock = systemClock();
  const config = parseConfig({ env: shell.env, flags });
  const log = createLog(config.logLevel, clock, outputTo(process.stdout));
  const signals = new StopSignals(clock);
  for (const warning of config.warnings) log.warn("configuration", { reason: warning });
  keepRunning(log);
  const app = await startApp(config, { clock, dice: systemDice }, log).catch(...)
}
