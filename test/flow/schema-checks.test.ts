/** Checks by schemas on their thread: what is wrong is told, and what takes too long is given up. */
import { expect, test } from "bun:test";
import { type Clock, systemClock } from "../../server/base/clock.ts";
import { createSchemaChecks } from "../../server/flow/schema-checks.ts";

const UNUSABLE = [{ path: "data", message: "cannot be checked: the schema of its type is unusable" }];

/** Twice as long a way with each level. */
function endless(depth: number): object {
  const levels = Array.from({ length: depth }, (_, level) => {
    const next = { $ref: `#/$defs/level${level + 1}` };
    return [`level${level}`, { allOf: [next, next] }] as const;
  });
  return { $ref: "#/$defs/level0", $defs: { ...Object.fromEntries(levels), [`level${depth}`]: true } };
}

test("answers come to whoever asked, for one schema and for many", async () => {
  using checks = createSchemaChecks(systemClock());
  const counts = { type: "object", required: ["count"], properties: { count: { type: "integer" } } };
  const answers = await Promise.all([
    checks.check(counts, `{"count": 1}`),
    checks.check(counts, `{"count": "1"}`),
    checks.check({ maxProperties: 0 }, `{"a": 1}`),
    checks.check(counts, `{}`),
  ]);
  expect(answers).toEqual([
    [],
    [{ path: "data.count", message: "must be integer" }],
    [{ path: "data", message: expect.any(String) }],
    [{ path: "data.count", message: "is required" }],
  ]);
});

test("a thousand and more schemas take turns in the thread's memory", async () => {
  using checks = createSchemaChecks(systemClock());
  const schemas = Array.from({ length: 1200 }, (_, i) => ({ required: [`field${i}`] }));
  const answers = await Promise.all([...schemas, ...schemas].map((schema) => checks.check(schema, "{}")));
  expect(answers.map(([fault]) => fault!.path)).toEqual(
    [...schemas, ...schemas].map(({ required }) => `data.${required[0]}`),
  );
});

test("a schema that takes for ever is given up within seconds, and not tried again; the others go on", async () => {
  using checks = createSchemaChecks(systemClock());
  const slow = endless(60);
  const startedMs = systemClock().monotonicMs();
  const [first, other] = await Promise.all([checks.check(slow, "{}"), checks.check({ required: ["a"] }, "{}")]);
  expect(first).toEqual(UNUSABLE);
  expect(other).toEqual([{ path: "data.a", message: "is required" }]);
  expect(systemClock().monotonicMs() - startedMs).toBeLessThan(5000);
  const againMs = systemClock().monotonicMs();
  expect(await checks.check(slow, "{}")).toEqual(UNUSABLE);
  expect(systemClock().monotonicMs() - againMs).toBeLessThan(100);
});

test("a pattern that backtracks for ever, and errors without number, keep nobody waiting either", async () => {
  using checks = createSchemaChecks(systemClock());
  const pattern = { properties: { text: { pattern: "^(a+)+$" } } };
  expect(await checks.check(pattern, JSON.stringify({ text: `${"a".repeat(60)}!` }))).toHaveLength(1);
  const errors = JSON.parse(JSON.stringify(endless(60)).replaceAll("allOf", "anyOf").replace("true", "false"));
  expect(await checks.check(errors, "{}")).toEqual(UNUSABLE);
  expect(await checks.check({ required: ["a"] }, "{}")).toEqual([{ path: "data.a", message: "is required" }]);
});

/** A clock whose timers, so many of them, come seconds late, as after a stop of the process: before any answer is taken. */
function lateClock(lateCount: number, waitShare: number): Pick<Clock, "after" | "monotonicMs"> {
  const { after, monotonicMs } = systemClock();
  let jumpedMs = 0;
  return {
    monotonicMs: () => monotonicMs() + jumpedMs,
    after(waitMs, run) {
      if (lateCount-- <= 0) return after(waitMs, run);
      return after(waitMs * waitShare, () => {
        jumpedMs += 2000;
        run();
      });
    },
  };
}

test("when the process stood still for seconds, no schema is blamed for it", async () => {
  using checks = createSchemaChecks(lateClock(3, 0));
  const good = { required: ["a"] };
  for (let nth = 0; nth < 3; nth++) {
    expect(await checks.check(good, "{}")).toEqual([{ path: "data.a", message: "is required" }]);
  }
});

test("timers that come late blame nobody: what is slow all the same is told to come back", async () => {
  using checks = createSchemaChecks(lateClock(Infinity, 0.2));
  const slow = endless(60);
  await expect(checks.check(slow, "{}")).rejects.toThrow("Come back in a second");
  expect(await checks.check({ required: ["a"] }, "{}")).toEqual([{ path: "data.a", message: "is required" }]);
  await expect(checks.check(slow, "{}")).rejects.toThrow("Come back in a second");
});

test("who is asked along with a slow one is not blamed with it", async () => {
  using checks = createSchemaChecks(systemClock());
  const good = Array.from({ length: 20 }, (_, i) => ({ required: [`field${i}`] }));
  const schemas = good.toSpliced(7, 0, endless(60) as never);
  const answers = await Promise.all(schemas.map((schema) => checks.check(schema, "{}")));
  expect(answers.splice(7, 1)).toEqual([UNUSABLE]);
  expect(answers).toEqual(good.map(({ required }) => [{ path: `data.${required[0]}`, message: "is required" }]));
});

test("a schema that runs in a circle, and one whose keyword has no such value, are told as unusable", async () => {
  using checks = createSchemaChecks(systemClock());
  expect(await checks.check({ $ref: "#" }, "{}")).toEqual(UNUSABLE);
  expect(await checks.check({ enum: 5 }, "{}")).toEqual(UNUSABLE);
});
