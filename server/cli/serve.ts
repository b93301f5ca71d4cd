/** `serve`: the server, from its configuration to its orderly stop. */
import { startApp, type App } from "../app.ts";
import { systemClock } from "../base/clock.ts";
import { parseConfig, type Config } from "../base/config.ts";
import { systemDice } from "../base/dice.ts";
import { createLog, type Log } from "../base/log.ts";
import { localUrl } from "../base/local-url.ts";
import { outputTo } from "../base/log-output.ts";
import { VERSION } from "../base/version.ts";
import { firstSteps } from "./first-steps.ts";
import type { Flags, Shell } from "./shell.ts";
import { startFault } from "./start-fault.ts";
import { stopSignals } from "./stop-signals.ts";
import { logUncaught } from "./uncaught.ts";

/** The shell's own code for what Ctrl-C ended. */
const INTERRUPTED = 130;

/** Serves until a signal ends it. @throws ConfigError, or StartError when it cannot start */
export async function serve(flags: Flags, shell: Shell): Promise<number> {
  const clock = systemClock();
  const config = parseConfig({ env: shell.env, flags });
  const log = createLog(config.logLevel, clock, outputTo(process.stdout));
  for (const warning of config.warnings) log.warn("configuration", { reason: warning });
  logUncaught(log);

  const asked = Promise.withResolvers<string>();
  const onSignal = stopSignals(clock, asked.resolve, () => process.exit(INTERRUPTED));
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, onSignal);

  const starting = startApp(config, { clock, dice: systemDice }, log).catch((error: unknown) => {
    throw startFault(error, config);
  });
  const app = await Promise.race([starting, asked.promise.then(() => null)]);
  if (app === null) return 0; // Nothing was accepted yet: there is nothing to finish.
  await tellStarted(app, config, log, shell);
  log.info("stopping", { signal: await asked.promise });
  await app.stop();
  log.info("stopped");
  return 0;
}

/** To programs as a line of the log; to a person in words, which go to stderr so that stdout stays a log. */
async function tellStarted(app: App, config: Config, log: Log, shell: Shell): Promise<void> {
  const { url, isFirstBoot, adminKeyPath } = app;
  const { dataDir, host } = config;
  log.info("listening", { url, pid: process.pid, version: VERSION, dataDir, isFirstBoot, adminKeyPath });
  const localUrlHere = localUrl({ host, port: Number(new URL(url).port) });
  if (!isFirstBoot && !shell.isTerminal) return;
  const setUpUrl = await app.setUpUrl().catch(() => null);
  shell.tell(firstSteps(localUrlHere, adminKeyPath, setUpUrl));
}
