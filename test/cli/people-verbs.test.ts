/** The verbs about people and keys, as whoever has the machine uses them: beside a running server, and without one. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Binary, runBinary, startBinary } from "../help/binary.ts";
import { EARLIER_VERSION, makeEarlierFile } from "../help/earlier-file.ts";
import { PASSWORD, signIn, tokenIn, visit } from "../help/people.ts";

setDefaultTimeout(60_000);

/** A folder that outlives its servers. */
async function makeFolder() {
  const path = await mkdtemp(join(tmpdir(), "hookwheel-verbs-"));
  return {
    path,
    verb: (...args: string[]) => runBinary(args, { HOOKWHEEL_DATA_DIR: path }),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

async function stop(server: Binary): Promise<void> {
  server.kill("SIGTERM");
  await server.exited;
}

test("the first start tells the set-up URL, which works, and no later start does", async () => {
  await using folder = await makeFolder();
  await using first = await startBinary({ dataDir: folder.path });
  await first.api("/events");
  const { stdout } = await folder.verb("setup-url");
  const told = first.stderr.find((line) => line.includes("/setup#"))?.trim() ?? "";
  expect(told).toStartWith(`${first.url}/setup#`);
  const setUp = (url: string) =>
    visit(first, "POST", "/setup", { token: tokenIn(url), email: "ada@example.com", name: "Ada", password: PASSWORD });
  expect((await setUp(told)).status).toBe(401);
  expect((await setUp(stdout.trim())).status).toBe(201);
  expect(await folder.verb("setup-url")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("admin reset-password"),
  });
  expect(first.logs.join("\n")).not.toContain(tokenIn(told));
  await stop(first);
  await using again = await startBinary({ dataDir: folder.path });
  await stop(again);
  expect(again.stderr).toEqual([]);
});

test("also with an admin key that the operator gave, the first start tells it", async () => {
  await using server = await startBinary({ env: { HOOKWHEEL_ADMIN_KEY: "hw_admin_0123456789abcdefghijklmnop" } });
  await stop(server);
  expect(server.stderr.join("\n")).toContain("/setup#");
});

test("verbs work beside a running server, after one that was killed, and without one", async () => {
  await using folder = await makeFolder();
  const people: string[] = [];
  const add = async (email: string) => {
    const { code, stdout, stderr } = await folder.verb("admin", "create", email, "--name", "Somebody");
    expect([email, code, stderr]).toEqual([email, 0, expect.stringContaining("It opens once")]);
    people.push(email);
    return stdout.trim();
  };
  const links: string[] = [];
  {
    await using server = await startBinary({ dataDir: folder.path });
    links.push(await add("running@example.com"));
    expect(statSync(join(folder.path, "control.sock")).mode & 0o777).toBe(0o600);
    server.kill("SIGKILL");
    await server.exited;
  }
  expect(existsSync(join(folder.path, "control.sock"))).toBe(true);
  links.push(await add("killed@example.com"));
  {
    await using server = await startBinary({ dataDir: folder.path });
    links.push(await add("again@example.com"));
    await stop(server);
  }
  expect(existsSync(join(folder.path, "control.sock"))).toBe(false);
  links.push(await add("stopped@example.com"));
  expect((await folder.verb("admin", "create", "STOPPED@example.com")).code).toBe(2);

  await using server = await startBinary({ dataDir: folder.path });
  for (const url of links) {
    const chosen = await visit(server, "POST", "/session/password", { token: tokenIn(url), password: PASSWORD });
    expect([url, chosen.status]).toEqual([url, 201]);
  }
  const { stdout } = await folder.verb("admin", "list");
  for (const email of people) expect(stdout).toContain(email);
});

test("a password that is lost is chosen anew by a link", async () => {
  await using folder = await makeFolder();
  await using server = await startBinary({ dataDir: folder.path });
  const choose = (url: string, password: string) =>
    visit(server, "POST", "/session/password", { token: tokenIn(url.trim()), password });
  await choose((await folder.verb("admin", "create", "ada@example.com")).stdout, PASSWORD);
  const link = (await folder.verb("admin", "reset-password", "Ada@Example.com")).stdout;
  expect((await signIn(server, "ada@example.com")).status).toBe(201);
  expect((await choose(link, "another long one")).status).toBe(201);
  expect((await signIn(server, "ada@example.com")).status).toBe(401);
  const nobody = await folder.verb("admin", "reset-password", "nobody@example.com");
  expect([nobody.code, nobody.stderr.trim()]).toEqual([2, "There is nobody with this email: see `admin list`."]);
});

test("keys are made, listed and revoked, and hold at once", async () => {
  await using folder = await makeFolder();
  await using server = await startBinary({ dataDir: folder.path });
  const { stdout, stderr } = await folder.verb("keys", "create", "CI", "--role", "read");
  const key = stdout.trim();
  expect(key).toStartWith("hw_read_");
  const statusAs = async () => (await server.api("/events", { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await statusAs()).toBe(200);
  const id = /key_\w+/.exec(stderr)![0];
  const listed = (await folder.verb("keys", "list")).stdout;
  expect(listed).toContain(id);
  expect(listed).not.toContain(key);
  expect((await folder.verb("keys", "revoke", id)).code).toBe(0);
  expect(await statusAs()).toBe(401);
  expect(await folder.verb("keys", "revoke", id)).toMatchObject({ code: 2, stderr: "There is no such key.\n" });
  expect((await folder.verb("keys", "create", "a", "--role", "king")).stderr).toContain("key.role");
  expect((await folder.verb("keys", "create", "a", "--organization", "acme")).code).toBe(2);
  const audit = await (await server.api("/audit")).json();
  expect(audit.data).toMatchObject([
    { action: "key.revoked", actor: { kind: "operator", id: null } },
    { action: "key.created", actor: { kind: "operator" } },
    { action: "instance.set_up_offered" },
  ]);
});

test("on data of an earlier version a verb tells once where the earlier file is kept", async () => {
  await using folder = await makeFolder();
  const path = join(folder.path, "hookwheel.db");
  makeEarlierFile(path, 1);
  const told = `The data was migrated to this version; the earlier file is kept as ${path}.version-${EARLIER_VERSION}.\n`;
  const { code, stderr } = await folder.verb("keys", "list");
  expect([code, stderr]).toEqual([0, told]);
  expect((await folder.verb("keys", "list")).stderr).toBe("");
});

test("a folder without a Hookwheel is told, and left as it is", async () => {
  await using folder = await makeFolder();
  const { code, stderr } = await folder.verb("setup-url");
  expect([code, stderr]).toEqual([
    1,
    `There is no Hookwheel in ${folder.path}: start it first, or name its HOOKWHEEL_DATA_DIR.\n`,
  ]);
  expect(existsSync(join(folder.path, "hookwheel.db"))).toBe(false);
});
