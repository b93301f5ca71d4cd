/** The built executable as a process: started in an empty folder with a bare environment, spoken to, stopped. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { linesOf } from "../../server/cli/bench/lines.ts";

const BINARY = join(import.meta.dir, "../../dist/hookwheel");

/** Longer than a start waits for the lock of its data folder. */
const START_MS_MAX = 20_000;

/** What to start it with; nothing is needed. */
export interface BinaryOptions {
  /** Beside `PATH`, `HOME`, the data folder and a free port. */
  env?: Readonly<Record<string, string>>;
  /** After `serve`. */
  args?: readonly string[];
  /** A folder that stays; without one the data goes with the server. */
  dataDir?: string;
  /** A folder that stays; without one an empty folder that goes with the server. */
  cwd?: string;
  /** A command that becomes it, with its process id: `["prlimit", "--nofile=64"]`. */
  through?: readonly string[];
  /** Kills it so long after its start, in ms, in whatever it is doing. */
  killAfterMs?: number;
}

/** A server that listens; disposing kills it. */
export interface Binary extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly adminKey: string;
  readonly pid: number;
  /** The lines of stdout so far. */
  readonly logs: readonly string[];
  /** The lines of stderr so far. */
  readonly stderr: readonly string[];
  /** The exit code, once all that it said is read; 128 and more for a signal. */
  readonly exited: Promise<number>;
  kill(signal: NodeJS.Signals): void;
  /** A request under `/api/v1`, with the admin key unless it brings another. */
  api(path: string, init?: RequestInit): Promise<Response>;
}

/** The line of the log that says where it listens. */
interface Listening {
  event: "listening";
  url: string;
  /** `null` when the key was given. */
  adminKeyPath: string | null;
}

/** Starts `serve` and waits until it listens. @throws Error with all that it said when it ends before that */
export async function startBinary(options: BinaryOptions = {}): Promise<Binary> {
  const folder = await mkdtemp(join(tmpdir(), "hookwheel-binary-"));
  const { args = [], cwd = folder, dataDir = join(folder, "data") } = options;
  const env = { ...bareEnv(folder), HOOKWHEEL_PORT: "0", HOOKWHEEL_DATA_DIR: dataDir, ...options.env };
  const child = spawn(["serve", ...args], env, cwd, options);
  const logs: string[] = [];
  const stderr: string[] = [];
  const listening = Promise.withResolvers<Listening | null>();
  const read = Promise.all([
    keepLines(child.stdout, logs, (line) => {
      if (line.includes('"event":"listening"')) listening.resolve(JSON.parse(line) as Listening);
    }),
    keepLines(child.stderr, stderr),
  ]).finally(() => listening.resolve(null));
  const exited = read.then(() => child.exited);

  const end = async () => {
    child.kill("SIGKILL");
    const code = await exited;
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  const patience = setTimeout(() => child.kill("SIGKILL"), START_MS_MAX);
  const told = await listening.promise;
  clearTimeout(patience);
  if (told === null)
    throw new Error([`it ended with ${await end()} before it listened`, ...logs, ...stderr].join("\n"));

  const { origin: url, port } = new URL(told.url);
  const adminKey = await keyOf(told, cwd, options.env);
  return {
    url,
    port: Number(port),
    dataDir,
    adminKey,
    pid: child.pid,
    logs,
    stderr,
    exited,
    kill: (signal) => child.kill(signal),
    api(path, init) {
      const headers = new Headers(init?.headers);
      if (!headers.has("authorization")) headers.set("authorization", `Bearer ${adminKey}`);
      return fetch(`${url}/api/v1${path}`, { ...init, headers });
    },
    [Symbol.asyncDispose]: async () => void (await end()),
  };
}

/** Runs another verb to its end, in an empty folder. */
export async function runBinary(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const folder = await mkdtemp(join(tmpdir(), "hookwheel-binary-"));
  const child = spawn(args, { ...bareEnv(folder), ...env }, folder);
  const [stdout, stderr, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), child.exited]);
  await rm(folder, { recursive: true, force: true });
  return { code, stdout, stderr };
}

/** All that a process needs, and nothing that ours has. */
function bareEnv(home: string): Record<string, string> {
  return { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: home };
}

function spawn(args: readonly string[], env: Record<string, string>, cwd: string, how: BinaryOptions = {}) {
  if (!existsSync(BINARY)) throw new Error("dist/hookwheel is missing: run `bun run build`");
  const { through = [], killAfterMs } = how;
  return Bun.spawn([...through, BINARY, ...args], {
    env,
    cwd,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    ...(killAfterMs !== undefined && { timeout: killAfterMs, killSignal: "SIGKILL" }),
  });
}

function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

async function keepLines(
  stream: ReadableStream<Uint8Array>,
  lines: string[],
  tell?: (line: string) => void,
): Promise<void> {
  for await (const line of linesOf(stream)) {
    lines.push(line);
    tell?.(line);
  }
}

async function keyOf({ adminKeyPath }: Listening, cwd: string, env: BinaryOptions["env"]): Promise<string> {
  if (adminKeyPath === null) return env?.["HOOKWHEEL_ADMIN_KEY"] ?? "";
  return (await Bun.file(resolve(cwd, adminKeyPath)).text()).trim();
}
