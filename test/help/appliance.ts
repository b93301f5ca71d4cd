/** Hookwheel as a journey has it: the real server on a real folder, with clock and dice of the test. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, type Seams, startApp } from "../../server/app.ts";
import { type Config, parseConfig } from "../../server/base/config.ts";
import { type Log, createLog } from "../../server/base/log.ts";
import { type TestClock, startClock } from "./clock.ts";
import type { Receiver } from "./receiver.ts";

/** What a journey may replace or set. */
export interface ApplianceOptions {
  clock?: TestClock;
  dice?: Seams["dice"];
  transport?: NonNullable<Seams["transport"]>;
  lookUp?: NonNullable<Seams["lookUp"]>;
  /** The addresses of the default organization's owners. */
  owners?: string[];
  /** `HOOKWHEEL_…` variables, beside a free port and open loopback. */
  env?: Record<string, string>;
  /** A folder of an earlier appliance; else a fresh one, removed at the end. */
  dataDir?: string;
  /** Receivers that may hang: what hangs with them is not waited for. */
  receivers?: Receiver[];
}

/** An answer whose shape the test's expectations say. */
// oxlint-disable-next-line typescript/no-explicit-any -- spelling it out in each test would say it twice
type Anything = any;

/** A running appliance. */
export interface Appliance extends AsyncDisposable {
  readonly url: string;
  readonly adminKey: string;
  readonly dataDir: string;
  readonly clock: TestClock;
  readonly app: App;
  /** The lines of its log, as JSON. */
  readonly logLines: string[];
  /** A request to `/api/v1…` with the admin key. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  get<Body = Anything>(path: string): Promise<Body>;
  post<Body = Anything>(path: string, body: unknown, headers?: Record<string, string>): Promise<Body>;
  patch<Body = Anything>(path: string, body: unknown): Promise<Body>;
  delete(path: string): Promise<Response>;
  /** Moves time and waits for what it set off. */
  pass(ms: number): Promise<void>;
  /** Stops it and leaves its folder. */
  stop(): Promise<void>;
}

const ADMIN_KEY = "hw_admin_0123456789abcdefghijklmnop";

/** A loop that keeps pace, however busy the machine that runs the tests. */
const STEADY: NonNullable<Seams["loop"]> = { lagMs: () => 0, hasStalledDuring: () => false, [Symbol.dispose]() {} };

/** Starts an appliance. */
export async function startAppliance(options: ApplianceOptions = {}): Promise<Appliance> {
  const { clock = startClock(), dice = () => 0.5, receivers = [], env = {} } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "hookwheel-")));
  const logLines: string[] = [];
  const config = configOf(dataDir, env);
  const { transport, lookUp, owners = [] } = options;
  const app = await startApp(
    config,
    { clock, dice, loop: STEADY, ...(transport && { transport }), ...(lookUp && { lookUp }) },
    logTo(logLines, clock),
  );
  let isRunning = true;

  const request: Appliance["request"] = (method, path, body, headers = {}) =>
    fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${ADMIN_KEY}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });

  async function setOwners(): Promise<void> {
    const { data } = await (await ok(await request("GET", "/organizations"))).json();
    await ok(await request("PATCH", `/organizations/${data[0].id}`, { ownerEmails: owners }));
  }

  /**
   * Quiet but for what hangs with a receiver, which only time can end. A timer that has just rung gets a turn of the loop
   * to end what hung, before that is taken for hanging still.
   */
  async function settled(): Promise<void> {
    while (!app.isQuiet()) {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      if (app.isQuiet(receivers.reduce((sum, receiver) => sum + receiver.hungCount, 0))) return;
    }
  }

  async function stop(): Promise<void> {
    if (!isRunning) return;
    isRunning = false;
    await app.stop();
  }

  if (owners.length > 0) await setOwners();
  return {
    url: app.url,
    adminKey: ADMIN_KEY,
    dataDir,
    clock,
    app,
    logLines,
    request,
    get: async (path) => (await ok(await request("GET", path))).json(),
    post: async (path, body, headers) => (await ok(await request("POST", path, body, headers))).json(),
    patch: async (path, body) => (await ok(await request("PATCH", path, body))).json(),
    delete: (path) => request("DELETE", path),
    pass: (ms) => clock.pass(ms, settled),
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function configOf(dataDir: string, env: Record<string, string>): Config {
  return parseConfig({
    env: {
      HOOKWHEEL_PORT: "0",
      HOOKWHEEL_DATA_DIR: dataDir,
      HOOKWHEEL_ADMIN_KEY: ADMIN_KEY,
      HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8",
      HOOKWHEEL_SHUTDOWN_SECONDS: "0",
      ...env,
    },
    flags: {},
  });
}

function logTo(lines: string[], clock: TestClock): Log {
  return createLog("debug", clock, { isTerminal: false, hasRoom: () => true, write: (line) => void lines.push(line) });
}

async function ok(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${response.status} ${response.url}: ${await response.text()}`);
}
