/** What the log writes, and what it never does. */
import { expect, test } from "bun:test";
import { createLog, type LogFields, type LogLevel } from "../../server/base/log.ts";

const clock = { now: () => Date.UTC(2026, 10, 21, 3, 4, 5, 678) };

/** A log into memory, read back as written; `room` says whether the reader keeps up. */
function startLog({ level = "debug" as LogLevel, isTerminal = false } = {}) {
  const reader = { lines: [] as string[], hasRoom: true };
  const output = { isTerminal, hasRoom: () => reader.hasRoom, write: (line: string) => void reader.lines.push(line) };
  return { log: createLog(level, clock, output), reader, last: () => JSON.parse(reader.lines.at(-1) ?? "{}") };
}

test("a line has its level, its time by the clock, what happened and its fields", () => {
  const { log, reader } = startLog();
  log.info("listening", { url: "http://127.0.0.1:8420", isFirstBoot: true, adminKeyPath: null });
  expect(reader.lines).toEqual([
    `{"level":"info","time":"2026-11-21T03:04:05.678Z","event":"listening","url":"http://127.0.0.1:8420","isFirstBoot":true,"adminKeyPath":null}\n`,
  ]);
});

test("lines below the level are not written", () => {
  const { log, reader } = startLog({ level: "warn" });
  log.debug("a");
  log.info("b");
  log.warn("c");
  log.error("d");
  expect(reader.lines.map((line) => JSON.parse(line).event)).toEqual(["c", "d"]);
});

test("a field that is not on the list stays out, and so does what is no plain value", () => {
  const { log, last } = startLog();
  const careless = {
    body: "payload",
    authorization: "Bearer x",
    path: { secret: 1 },
    status: 202,
    __proto__: { role: "x" },
  };
  log.info("request", careless as unknown as LogFields);
  expect(last()).toEqual({ level: "info", time: expect.any(String), event: "request", status: 202 });
});

test("of an error its name, text and place are kept, and nothing else of it", () => {
  const { log, last } = startLog();
  log.error("attempt", { error: Object.assign(new TypeError("no such thing"), { request: { headers: "secret" } }) });
  expect(last().error).toBe("TypeError: no such thing");
  expect(last().stack).toMatch(/^\s+at .*log\.test\.ts/);
  expect(JSON.stringify(last())).not.toContain("secret");
  log.error("attempt", { error: "just a text" });
  expect(last().error).toBe("just a text");
});

test("a text is cut before it fills the log", () => {
  const { log, last } = startLog();
  log.warn("odd answer", { reason: "x".repeat(1_000_000) });
  expect(last().reason).toBe(`${"x".repeat(2_000)}…`);
});

test("errors are counted, also when nobody reads them", () => {
  const { log, reader } = startLog();
  reader.hasRoom = false;
  log.error("a");
  log.warn("b");
  log.error("c");
  expect(log.errorsCount).toBe(2);
  expect(reader.lines).toEqual([]);
});

test("a reader that was too slow learns how much it missed", () => {
  const { log, reader } = startLog();
  reader.hasRoom = false;
  log.info("a");
  log.info("b");
  reader.hasRoom = true;
  log.info("c");
  log.info("d");
  const lines = reader.lines.map((line) => JSON.parse(line));
  expect(lines.map(({ event }) => event)).toEqual(["log lines dropped", "c", "d"]);
  expect(lines[0].count).toBe(2);
});

test("on a terminal a line is for reading", () => {
  const { log, reader } = startLog({ isTerminal: true });
  log.warn("port in use", { status: 404, reason: "two words", adminKeyPath: null });
  expect(reader.lines[0]).toMatch(
    /^\d\d:\d\d:05 warn  port in use  status=404  reason="two words"  adminKeyPath=null\n$/,
  );
});

test("what is logged cannot steer the terminal", () => {
  const { log, reader } = startLog({ isTerminal: true });
  log.warn("odd answer", { reason: "a\u001b[2Jb\nc\u009bd\u202ee", path: "/\u0007x" });
  log.error("fault", { error: new Error("\u001b]0;title\u0007") });
  // oxlint-disable-next-line no-control-regex
  expect(reader.lines.join("")).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(reader.lines[0]?.split("\n")).toHaveLength(2);
});
