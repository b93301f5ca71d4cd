/** A fault that nobody caught, in a process of its own. */
import { expect, test } from "bun:test";
import { join } from "node:path";

const SERVER = join(import.meta.dir, "../../server");

const PROGRAM = `
  import { systemClock } from "${SERVER}/base/clock.ts";
  import { createLog } from "${SERVER}/base/log.ts";
  import { outputTo } from "${SERVER}/base/log-output.ts";
  import { logUncaught } from "${SERVER}/cli/uncaught.ts";
  const log = createLog("info", systemClock(), outputTo(process.stdout));
  logUncaught(log);
  void Promise.reject(new Error("rejected"));
  setImmediate(() => { throw new TypeError("thrown"); });
  setImmediate(() => log.info("still running", { count: log.errorsCount }));
`;

test("it is logged and counted, and the process goes on", async () => {
  const child = Bun.spawn([process.execPath, "-e", PROGRAM], { stdin: "ignore", stdout: "pipe", stderr: "inherit" });
  const text = await new Response(child.stdout).text();
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { level: "error", event: "unhandled rejection", error: "Error: rejected", stack: expect.stringContaining("at ") },
    { level: "error", event: "uncaught exception", error: "TypeError: thrown" },
    { level: "info", event: "still running", count: 2 },
  ]);
  expect(await child.exited).toBe(0);
});
