/** `healthcheck`: whether a server with this configuration runs. */
import { systemClock } from "../base/clock.ts";
import { parseConfig } from "../base/config.ts";
import { localUrl } from "../base/local-url.ts";
import { statusOf } from "./client.ts";
import type { Flags, Shell } from "./shell.ts";

/**
 * 0 when `/healthz` answers 200, else 1 with the reason. Not `/readyz`: who watches this kills what is unhealthy, and a
 * server that is only busy, or waits for disk space, must not be killed.
 */
export async function healthcheck(flags: Flags, shell: Shell): Promise<number> {
  const url = `${localUrl(parseConfig({ env: shell.env, flags }))}/healthz`;
  try {
    const status = await statusOf(url, systemClock());
    if (status === 200) return 0;
    shell.tell(`${url} answered ${status}`);
  } catch (error) {
    shell.tell(`${url} does not answer: ${error instanceof Error ? error.message : error}`);
  }
  return 1;
}
