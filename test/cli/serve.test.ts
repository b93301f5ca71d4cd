/** The built executable from its start to its stop, as whoever runs it sees it. */
import { expect, test } from "bun:test";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBinary, startBinary } from "../help/binary.ts";

test("nothing must be configured: it says where it listens, where the key is, and the key works", async () => {
  await using server = await startBinary();
  expect(JSON.parse(server.logs[0] ?? "")).toMatchObject({
    level: "info",
    event: "listening",
    url: server.url,
    pid: server.pid,
    isFirstBoot: true,
    adminKeyPath: join(server.dataDir, "admin-key"),
  });
  expect(await server.api("/webhooks/endpoints")).toMatchObject({ status: 200 });
  expect(await server.api("/webhooks/endpoints", { headers: { authorization: "Bearer no" } })).toMatchObject({
    status: 401,
  });
  server.kill("SIGTERM");
  await server.exited;
  expect(server.stderr.join("\n")).toContain(`curl ${server.url}/api/v1/events`);
});

test("its files are nobody else's", async () => {
  await using server = await startBinary();
  const files = await readdir(server.dataDir);
  expect(files.length).toBeGreaterThan(2);
  for (const path of ["", ...files]) {
    expect([path, (await stat(join(server.dataDir, path))).mode & 0o077]).toEqual([path, 0]);
  }
});

test("a signal stops it in order, also when Ctrl-C comes twice", async () => {
  for (const signals of [["SIGTERM"], ["SIGINT", "SIGINT"]] as const) {
    await using server = await startBinary();
    for (const signal of signals) server.kill(signal);
    expect(await server.exited).toBe(0);
    expect(server.logs.map((line) => JSON.parse(line).event)).toEqual(["listening", "stopping", "stopped"]);
  }
});

test("on the next start it keeps its key and tells no first steps", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "hookwheel-data-"));
  const keys: string[] = [];
  for (const stderrLines of [true, false]) {
    await using server = await startBinary({ dataDir });
    keys.push(server.adminKey);
    server.kill("SIGTERM");
    await server.exited;
    expect(server.stderr.length > 0).toBe(stderrLines);
  }
  expect(keys[1]).toBe(keys[0]);
  await rm(dataDir, { recursive: true });
});

test("a port in use ends it with a sentence", async () => {
  await using first = await startBinary();
  const env = { HOOKWHEEL_PORT: String(first.port) };
  const { code, stderr, stdout } = await runBinary(["serve"], env);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toBe(
    `Port ${first.port} on 127.0.0.1 is in use: stop what listens there, or choose another with HOOKWHEEL_PORT.\n`,
  );
});

test("mistakes in the configuration end it with 2, and mere oddities are logged", async () => {
  const { code, stdout, stderr } = await runBinary([], { HOOKWHEEL_PORT: "x", HOOKWHEEL_ADMIN_KEY: "short" });
  expect([code, stdout, stderr.trim().split("\n").length]).toEqual([2, "", 2]);
  await using server = await startBinary({ env: { HOOKWHEEL_MAX_INFLIGHT: "5" } });
  expect(JSON.parse(server.logs[0] ?? "")).toMatchObject({
    level: "warn",
    reason: "HOOKWHEEL_MAX_INFLIGHT is unknown: did you mean HOOKWHEEL_MAX_IN_FLIGHT?",
  });
});

test("the same executable asks after its health, and says which it is", async () => {
  await using server = await startBinary();
  expect(await runBinary(["healthcheck", "--port", String(server.port)])).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await runBinary(["version"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^hookwheel \d/) });
});
