/** A server under test as a process of its own: started, looked at, stopped. */
import { readFile } from "node:fs/promises";
import type { Clock } from "../../base/clock.ts";
import { linesOf } from "./lines.ts";

const START_MS_MAX = 15_000;
const STOP_MS_MAX = 20_000;

/** How to start it. */
export interface ServerCommand {
  command: string[];
  /** Its working folder, where also its `stderr` is kept. */
  folder: string;
  env: Record<string, string>;
}

/** What it costs, by the kernel's books; `null` where there is no `/proc`. */
export interface ProcessCost {
  /** The most memory that it ever held. */
  peakBytes: number | null;
  /** Processor time since its start, over all threads. */
  cpuMs: number | null;
}

/** A server that listens. */
export class ServerProcess implements AsyncDisposable {
  /** Its origin. */
  readonly url: string;
  readonly #child: Bun.Subprocess;
  readonly #clock: Clock;

  private constructor(url: string, child: Bun.Subprocess, clock: Clock) {
    this.url = url;
    this.#child = child;
    this.#clock = clock;
  }

  /**
   * Starts it, and waits for the line of its log that has a `url`.
   *
   * @throws Error with what it said, when it ends or says no such thing within 15 s
   */
  static async start({ command, folder, env }: ServerCommand, clock: Clock): Promise<ServerProcess> {
    const stderr = Bun.file(`${folder}/stderr`);
    const child = Bun.spawn(command, { cwd: folder, env, stdin: "ignore", stdout: "pipe", stderr });
    const patience = clock.after(START_MS_MAX, () => child.kill());
    const lines = linesOf(child.stdout);
    const said: string[] = [];
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      said.push(next.value);
      const url = /"url":"([^"]+)"/.exec(next.value)?.[1];
      if (url === undefined) continue;
      patience.cancel();
      void drain(lines);
      return new ServerProcess(url, child, clock);
    }
    throw new Error(`the server did not start:\n${said.join("\n")}\n${await stderr.text()}`);
  }

  async cost(): Promise<ProcessCost> {
    const [status, stat] = await Promise.all([procText(this.#child.pid, "status"), procText(this.#child.pid, "stat")]);
    const peakKiB = /^VmHWM:\s*(\d+)/m.exec(status)?.[1];
    // Fields 14 and 15: user and system time in hundredths of a second. The name in field 2 may hold anything.
    const ticks = /^.*\)(?: \S+){11} (\d+) (\d+)/s.exec(stat);
    return {
      peakBytes: peakKiB === undefined ? null : Number(peakKiB) * 1024,
      cpuMs: ticks === null ? null : (Number(ticks[1]) + Number(ticks[2])) * 10,
    };
  }

  /** As an operator stops it: it may finish what it has in hand. */
  async stop(): Promise<void> {
    this.#child.kill("SIGTERM");
    const patience = this.#clock.after(STOP_MS_MAX, () => this.#child.kill("SIGKILL"));
    await this.#child.exited;
    patience.cancel();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

async function drain(lines: AsyncGenerator<string>): Promise<void> {
  for await (const _ of lines);
}

/** Empty where the system keeps no such books. */
function procText(pid: number, name: string): Promise<string> {
  return readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
}
