/** The receiver and the load as processes of their own, asked and answering by JSON lines on stdin and stdout. */
import { join } from "node:path";
import { type Clock, systemClock } from "../../base/clock.ts";
import { linesOf } from "./lines.ts";
import { Load, type LoadOptions, type LoadReport } from "./load.ts";
import { Receiver, type ReceiverReport } from "./receiver.ts";

const PROGRESS_EVERY_MS = 250;

/** What each role is made of, in `bench-role <name> <options as JSON>`. */
export interface RoleOptions {
  receiver: { secret: string };
  load: LoadOptions;
}

/** What each role can be asked, and its answers; `report` and `run` leave their moments in the folder that is named. */
export interface RoleAnswers {
  receiver: { url: string; arrived: null; report: ReceiverReport & { cpuMs: number } };
  load: { run: LoadReport & { cpuMs: number } };
}

type Name = keyof RoleOptions;
type Ask = (argument: never) => Promise<unknown>;

interface Part {
  /** Events so far. */
  count: number;
  asks: Readonly<Record<string, Ask>>;
  close(): void;
}

/** This program again with other arguments: compiled it is the executable alone, else Bun with our `main.ts`. */
export function ownCommand(...args: string[]): string[] {
  const isCompiled = import.meta.dir.startsWith("/$bunfs/");
  return [process.execPath, ...(isCompiled ? [] : [join(import.meta.dir, "../../main.ts")]), ...args];
}

/** Plays a role until stdin ends: the hidden verb `bench-role`. Resolves to the exit code. */
export async function benchRole(name: string, optionsJson: string): Promise<number> {
  const clock = systemClock();
  const part = name === "receiver" ? receiver(JSON.parse(optionsJson), clock) : load(JSON.parse(optionsJson), clock);
  const tellProgress = () => {
    say({ count: part.count });
    clock.after(PROGRESS_EVERY_MS, tellProgress);
  };
  // Whoever asked is gone: there is nobody to answer.
  process.stdout.on("error", () => process.exit(1));
  tellProgress();
  for await (const line of linesOf(Bun.stdin.stream())) {
    const [verb, argument] = JSON.parse(line) as [string, never];
    say({ answer: (await part.asks[verb]?.(argument)) ?? null });
  }
  part.close();
  return 0;
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** A role in a process of its own, seen from the one that started it. */
export class Role<N extends Name> implements AsyncDisposable {
  /** Events accepted or received so far. */
  count = 0;
  readonly #child: Bun.Subprocess<"pipe", "pipe", "inherit">;
  #waiting = Promise.withResolvers<unknown>();

  /** @param interrupted ends the process, and so whatever is asked of it */
  constructor(name: N, options: RoleOptions[N], interrupted: AbortSignal) {
    const command = ownCommand("bench-role", name, JSON.stringify(options));
    this.#child = Bun.spawn(command, { stdin: "pipe", stdout: "pipe", signal: interrupted });
    void this.#listen(name);
  }

  /** One question at a time. @throws Error when the process ends instead of answering */
  async ask<V extends keyof RoleAnswers[N] & string>(verb: V, argument: unknown = null): Promise<RoleAnswers[N][V]> {
    this.#child.stdin.write(`${JSON.stringify([verb, argument])}\n`);
    this.#child.stdin.flush();
    const answer = await this.#waiting.promise;
    this.#waiting = Promise.withResolvers();
    return answer as RoleAnswers[N][V];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill();
    await this.#child.exited;
  }

  async #listen(name: N): Promise<void> {
    for await (const line of linesOf(this.#child.stdout)) {
      const { count, answer } = JSON.parse(line) as { count?: number; answer?: unknown };
      if (count === undefined) this.#waiting.resolve(answer);
      else this.count = count;
    }
    this.#waiting.promise.catch(() => {});
    this.#waiting.reject(new Error(`the ${name} process of the bench ended early`));
  }
}

function receiver({ secret }: RoleOptions["receiver"], clock: Clock): Part {
  const receiver = new Receiver(secret, clock);
  return {
    get count() {
      return receiver.report.count;
    },
    asks: {
      url: async () => receiver.url,
      arrived: (expected: number) => receiver.arrived(expected),
      report: async (folder: string) => {
        await receiver.receivedAt.write(folder, "received");
        return { ...receiver.report, cpuMs: cpuMs() };
      },
    },
    close: () => receiver.close(),
  };
}

function load(options: RoleOptions["load"], clock: Clock): Part {
  const load = new Load(options, clock);
  return {
    get count() {
      return load.count;
    },
    asks: {
      run: async (folder: string) => {
        const report = { ...(await load.run()), cpuMs: cpuMs() };
        await load.postedAt.write(folder, "posted");
        await load.acceptedAt.write(folder, "accepted");
        return report;
      },
    },
    close: () => {},
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
