/** Checks by schemas on their thread: what is wrong is told, and what takes too long is given up. */
import { expect, test } from "bun:test";
import { systemClock } from "../../server/base/clock.ts";
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

test("a schema that runs in a circle, and one whose keyword has no such value, are told as unusable", async () => {
  using checks = createSchemaChecks(systemClock());
  expect(await checks.check({ $ref: "#" }, "{}")).toEqual(UNUSABLE);
  expect(await checks.check({ enum: 5 }, "{}")).toEqual(UNUSABLE);
});
