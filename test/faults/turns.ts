/** An endpoint with a large backlog is turned off, on or deleted, while other endpoints get their events. */
import { Database } from "bun:sqlite";
import { join } from "node:path";
import { type Binary, startBinary } from "../help/binary.ts";
import { type BacklogOptions, buildBacklog } from "./backlog.ts";
import { type BystandersReport, watchBystanders } from "./bystanders.ts";
import { errorLines, listEndpoints, OPEN_LOOPBACK } from "./client.ts";
import { startFarEnd } from "./far-end.ts";
import { freshFolder } from "./folder.ts";
import { monotonicMs, until, wait } from "./patience.ts";

/** What is done to it. `nothing` is for comparison. */
export type TurnKind = "nothing" | "pause" | "resume" | "cancel" | "delete" | "recover";

/** What was seen. */
export interface TurnReport extends BystandersReport {
  /** From the request until all of the backlog was settled, and for what is sent until it had arrived. */
  settledMs: number;
  arrivedMs: number | null;
  /** Commits that took more than 30 and 100 ms, of the run. */
  slowCommits: [over30Ms: number, over100Ms: number];
  errors: string[];
}

/** What its backlog is made of. */
const STATES: Record<TurnKind, NonNullable<BacklogOptions["state"]>> = {
  nothing: "held",
  pause: "waiting",
  resume: "held",
  cancel: "held",
  delete: "held",
  recover: "failed",
};

const PATIENCE_MS = 120_000;
const BYSTANDERS = 20;

/** Before the turn, so that what is normal is seen too. */
const CALM_MS = 500;

/** Does one of them to an endpoint with so many deliveries, beside others that get some 800 events a second for a while. */
export async function turnBesideBystanders(kind: TurnKind, count: number, forMs: number): Promise<TurnReport> {
  await using folder = await freshFolder();
  await using customer = startFarEnd(() => 200);
  await using bright = startFarEnd(() => 200);
  await buildBacklog({
    dataDir: folder.path,
    endpoints: [{ url: customer.url("customer"), isFailing: false }],
    waitingEach: count,
    dueEach: kind === "pause" ? 0 : count,
    state: STATES[kind],
  });
  await using server = await startBinary({ dataDir: folder.path, env: OPEN_LOOPBACK });
  const [endpoint] = await listEndpoints(server);
  const urls = Array.from({ length: BYSTANDERS }, (_, n) => bright.url(`bystander-${n}`));
  const watched = watchBystanders(server, bright, urls, forMs);
  await wait(CALM_MS);
  const begunMs = monotonicMs();
  await turn(server, endpoint!.id, kind);
  await until("all of it is settled", () => isSettled(folder.path), PATIENCE_MS);
  const settledMs = monotonicMs() - begunMs;
  const isSent = kind === "resume" || kind === "recover";
  if (isSent) await until("all of it has arrived", () => customer.arrivals.length >= count, PATIENCE_MS);
  return {
    settledMs: Math.round(settledMs),
    arrivedMs: isSent ? Math.round(monotonicMs() - begunMs) : null,
    ...(await watched),
    slowCommits: await slowCommits(server),
    errors: errorLines(server),
  };
}

/** Asks for it. */
async function turn(server: Binary, id: string, kind: TurnKind): Promise<void> {
  const path = `/webhooks/endpoints/${id}`;
  const ask = async (method: string, verb: string, body?: object) => {
    const headers = { "content-type": "application/json" };
    const answer = await server.api(path + verb, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  };
  switch (kind) {
    case "nothing":
      return;
    case "pause":
      return ask("POST", "/pause");
    case "resume":
    case "cancel":
      return ask("POST", "/enable", { held: kind });
    case "recover":
      return ask("POST", "/recover", { since: "1970-01-01T00:00:00Z" });
    case "delete":
      return ask("DELETE", "");
  }
}

/** Everybody's events and verdicts wait for a commit: these are what a step of ours could hold up. */
async function slowCommits({ url }: Binary): Promise<[number, number]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string) =>
    Number(
      text
        .split("\n")
        .find((line) => line.startsWith(name))
        ?.split(" ")
        .at(-1),
    );
  const within = (seconds: number) => value(`hookwheel_commit_seconds_bucket{le="${seconds}"}`);
  const all = value("hookwheel_commit_seconds_count");
  return [all - within(0.03), all - within(0.1)];
}

/** Whether nothing is left to sweep or to recover: looked up in the file, since a deleted endpoint shows nothing. */
function isSettled(dataDir: string): boolean {
  using db = new Database(join(dataDir, "hookwheel.db"), { readonly: true });
  const left = "SELECT (SELECT count(*) FROM sweeps) + (SELECT count(*) FROM recoveries WHERE state = 0) AS count";
  return db.query<{ count: number }, []>(left).get()!.count === 0;
}
