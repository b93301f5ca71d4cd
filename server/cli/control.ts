/** How verbs have something done: by the running server, else on the data folder itself. */
import { join } from "node:path";
import { CONTROL_SOCKET, controlFolder } from "../app.ts";
import { systemClock } from "../base/clock.ts";
import { parseConfig } from "../base/config.ts";
import { AppError, type RefusalKind } from "../base/errors.ts";
import { askControl } from "./client.ts";
import type { Flags, Shell } from "./shell.ts";
import { startFault } from "./start-fault.ts";

interface Answer {
  value?: unknown;
  refusal?: { kind: RefusalKind; message: string };
}

/** Asks, and answers what is to be printed. @throws ConfigError, StartError, or AppError when it is refused */
export async function ask<Value>(flags: Flags, shell: Shell, asked: object): Promise<Value> {
  const config = parseConfig({ env: shell.env, flags });
  const clock = systemClock();
  const answer = (await askControl(join(config.dataDir, CONTROL_SOCKET), asked, clock)) as Answer | null;
  if (answer?.refusal) throw new AppError(answer.refusal.kind, answer.refusal.message);
  if (answer !== null) return answer.value as Value;
  try {
    return (await controlFolder(config, clock, asked, shell.tell)) as Value;
  } catch (error) {
    throw error instanceof AppError && error.kind !== "unavailable" ? error : startFault(error, config);
  }
}

/** What is not empty, without its `undefined`: as JSON would be. */
export function given<Fields extends object>(fields: Fields): Partial<Fields> {
  return JSON.parse(JSON.stringify(fields)) as Partial<Fields>;
}
