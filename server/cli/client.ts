/** How a verb speaks to a running server. */
import type { Clock } from "../base/clock.ts";
import type { Config } from "../base/config.ts";

const ANSWER_MS_MAX = 3_000;

/** Where this machine reaches a server with this configuration: `http://127.0.0.1:8420`, also when it listens everywhere. */
export function localUrl({ host, port }: Pick<Config, "host" | "port">): string {
  const local = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${local.includes(":") ? `[${local}]` : local}:${port}`;
}

/** The status that the server gives to a GET. @throws what `fetch` throws, or a `TimeoutError` after 3 s */
export async function statusOf(url: string, clock: Clock): Promise<number> {
  const { signal, cancel } = clock.signalAfter(ANSWER_MS_MAX);
  try {
    const response = await fetch(url, { signal, proxy: false, redirect: "manual" });
    await response.body?.cancel();
    return response.status;
  } finally {
    cancel();
  }
}
