/** The command line as a person uses it: what it prints, and its exit codes. */
import { describe, expect, test } from "bun:test";
import { run } from "../../server/cli/program.ts";
import { withVerb } from "../../server/cli/verb.ts";
import { version } from "../../package.json" with { type: "json" };

/** Runs a verb in a bare environment. */
async function call(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const printed: string[] = [];
  const told: string[] = [];
  const code = await run(args, {
    env,
    isTerminal: false,
    print: (text) => void printed.push(text),
    tell: (text) => void told.push(text),
  });
  return { code, printed: printed.join("\n"), told: told.join("\n") };
}

test("without a verb it serves", () => {
  expect(withVerb([])).toEqual(["serve"]);
  expect(withVerb(["--port", "1"])).toEqual(["serve", "--port", "1"]);
  expect(withVerb(["healthcheck", "--port", "1"])).toEqual(["healthcheck", "--port", "1"]);
  expect(withVerb(["--help"])).toEqual(["--help"]);
});

test("it tells its version", async () => {
  for (const args of [["version"], ["--version"]]) {
    expect(await call(args)).toEqual({ code: 0, printed: `hookwheel ${version}`, told: "" });
  }
});

test("help names the verbs, and a verb's help its flags with their variables", async () => {
  const { code, printed } = await call(["--help"]);
  expect(code).toBe(0);
  expect(printed).toContain("healthcheck");
  expect(printed).not.toContain("bench-role");
  const help = await call(["serve", "--help"]);
  expect(help.printed).toContain("--max-in-flight");
  expect(help.printed).toContain("HOOKWHEEL_MAX_IN_FLIGHT");
  expect(help.printed).toContain("--admin-key-file");
  expect(help.printed).not.toMatch(/--admin-key\s/);
});

test("a mistyped verb or flag is told with the likely one", async () => {
  const verb = await call(["verison"]);
  expect([verb.code, verb.told]).toEqual([2, expect.stringContaining("version")]);
  const flag = await call(["serve", "--prot", "1"]);
  expect([flag.code, flag.told]).toEqual([2, expect.stringContaining("--port")]);
});

test("all mistakes in the configuration are told at once, whichever verb reads it", async () => {
  const env = { HOOKWHEEL_PORT: "x", HOOKWHEEL_SECRET_KEY: "short" };
  for (const verb of [["serve"], ["healthcheck"], ["config", "print"]]) {
    const { code, told } = await call(verb, env);
    expect([verb, code]).toEqual([verb, 2]);
    expect(told.split("\n")).toEqual([
      "HOOKWHEEL_PORT: must be a whole number from 0 to 65535",
      "HOOKWHEEL_SECRET_KEY: must have 32 to 256 visible ASCII characters",
    ]);
  }
});

test("config print shows each value and its source, and secrets masked", async () => {
  const key = "hw_admin_0123456789abcdef0123456789";
  const mail = { HOOKWHEEL_SMTP_URL: "smtp://me:hunter2@mail.example", HOOKWHEEL_MAIL_FROM: "a@b.example" };
  const env = { HOOKWHEEL_ADMIN_KEY: key, HOOKWHEEL_HOTS: "::", ...mail };
  const { code, printed, told } = await call(["config", "print", "--port", "99"], env);
  expect(code).toBe(0);
  expect(printed).toMatch(/^HOOKWHEEL_PORT +99 +flag$/m);
  expect(printed).toMatch(/^HOOKWHEEL_HOST +127\.0\.0\.1 +default$/m);
  expect(printed).toMatch(/^HOOKWHEEL_ADMIN_KEY +•••• +environment$/m);
  expect(printed).toMatch(/^HOOKWHEEL_SECRET_KEY +– +default$/m);
  expect(printed).toMatch(/^HOOKWHEEL_SMTP_URL +•••• +environment$/m);
  expect(printed).toMatch(/^HOOKWHEEL_MAIL_FROM +a@b\.example +environment$/m);
  expect(printed).not.toContain(key);
  expect(printed).not.toContain("hunter2");
  expect(told).toBe("warning: HOOKWHEEL_HOTS is unknown: did you mean HOOKWHEEL_HOST?");
});

describe("healthcheck", () => {
  test.each([
    ["127.0.0.1", "127.0.0.1"],
    ["0.0.0.0", "0.0.0.0"],
    ["localhost", "localhost"],
  ])("finds a server that listens on %s", async (hostname, host) => {
    using server = serve(200, hostname);
    expect(await call(["healthcheck", "--host", host, "--port", String(server.port)])).toEqual({
      code: 0,
      printed: "",
      told: "",
    });
  });

  test("says what an unhealthy server answered", async () => {
    using server = serve(503);
    const { code, told } = await call(["healthcheck"], { HOOKWHEEL_PORT: String(server.port) });
    expect([code, told]).toEqual([1, `http://127.0.0.1:${server.port}/healthz answered 503`]);
  });

  test("says where nobody answers", async () => {
    const server = serve(200);
    const { port } = server;
    await server.stop(true);
    const { code, told } = await call(["healthcheck", "--port", String(port)]);
    expect(told).toStartWith(`http://127.0.0.1:${port}/healthz does not answer: `);
    expect(code).toBe(1);
  });
});

/** A server that gives `status` on `/healthz` alone. */
function serve(status: number, hostname = "127.0.0.1") {
  return Bun.serve({
    hostname,
    port: 0,
    fetch: (request) => new Response(null, { status: new URL(request.url).pathname === "/healthz" ? status : 404 }),
  });
}
