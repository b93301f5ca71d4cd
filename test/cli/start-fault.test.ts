/** What is said when the system does not let us start: its real errors, made here. */
import { expect, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { parseConfig } from "../../server/base/config.ts";
import { StartError } from "../../server/base/start-error.ts";
import { startFault } from "../../server/cli/start-fault.ts";

const config = parseConfig({ env: { HOOKWHEEL_PORT: "8420", HOOKWHEEL_HOST: "192.0.2.1" } });

test("a port in use is named, and how to choose another", () => {
  using taken = listen("127.0.0.1", 0);
  const said = sentenceFor(() => listen("127.0.0.1", taken.port ?? 0));
  expect(said).toBe(
    "Port 8420 on 192.0.2.1 is in use: stop what listens there, or choose another with HOOKWHEEL_PORT.",
  );
});

test.each(["192.0.2.1", "nowhere.invalid"])("an address that is not ours is named: %s", (host) => {
  expect(sentenceFor(() => listen(host, 0))).toStartWith("This machine has no address 192.0.2.1: set HOOKWHEEL_HOST");
});

test("a file where the folder should be is named", () => {
  expect(sentenceFor(() => mkdirSync(import.meta.path, { recursive: true }))).toBe(
    "./data is no folder: choose another with HOOKWHEEL_DATA_DIR.",
  );
});

test("a path without permission is named", () => {
  const error = Object.assign(new Error("EACCES: permission denied"), {
    code: "EACCES",
    syscall: "open",
    path: "/data/db",
  });
  expect(startFault(error, config)).toMatchObject({
    name: "StartError",
    message: expect.stringMatching(/^Cannot write to \/data\/db: .*HOOKWHEEL_DATA_DIR\.$/),
    cause: error,
  });
});

test("what is none of these stays as it is", () => {
  for (const error of [new TypeError("a bug"), new StartError("said already"), "odd"]) {
    expect(startFault(error, config)).toBe(error);
  }
});

function listen(hostname: string, port: number) {
  return Bun.serve({ hostname, port, fetch: () => new Response() });
}

function sentenceFor(start: () => unknown): string {
  try {
    start();
  } catch (error) {
    return (startFault(error, config) as Error).message;
  }
  throw new Error("it started");
}
