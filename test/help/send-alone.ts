/** Sends from a process of its own, for what depends on how a process was started: run as `bun send-alone.ts <plan>`. */
import type { Exchange } from "../../server/outbound/exchange.ts";
import { requestTo, startSender } from "./sender.ts";

/** What to send. */
export interface SendingPlan {
  /** One after the other; their exchanges are the answer. `shop.example` is 127.0.0.1. */
  urls: string[];
  /** Begun before, and left hanging. */
  hungUrls?: string[];
  timeoutMs?: number;
}

/** Runs a plan in a new process, started by `command` with these variables added, and reads its exchanges. */
export async function sendAlone(
  plan: SendingPlan,
  env: Record<string, string>,
  command: string[] = [],
): Promise<Exchange[]> {
  await using run = Bun.spawn([...command, process.execPath, import.meta.path, JSON.stringify(plan)], {
    env: { ...process.env, ...env },
    stderr: "inherit",
  });
  return (await new Response(run.stdout).json()) as Exchange[];
}

if (import.meta.main) {
  const { urls, hungUrls = [], timeoutMs = 10_000 } = JSON.parse(process.argv[2] as string) as SendingPlan;
  const send = startSender({ names: { "shop.example": ["127.0.0.1"] } });
  for (const url of hungUrls) void send(requestTo(url));
  const exchanges: Exchange[] = [];
  for (const url of urls) exchanges.push(await send(requestTo(url, { timeoutMs })));
  await Bun.write(Bun.stdout, JSON.stringify(exchanges));
  process.exit();
}
