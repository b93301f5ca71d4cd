/** Checks by schemas on their thread: what is wrong is told, and what takes too long is given up. */
import { expect, test } from "bun:test";
import { type Clock, systemClock } from "../../server/base/clock.ts";
import { createSchemaChecks } from "../../server/flow/schema-checks.ts";

const ACME = { organization: 1, isManagement: false };
const OTHER = { organization: 2, isManagement: false };

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
    checks.check(ACME, counts, `{"count": 1}`),
    checks.check(ACME, counts, `{"count": "1"}`),
    checks.check(ACME, { maxProperties: 0 }, `{"a": 1}`),
    checks.check(ACME, counts, `{}`),
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
  const answers = await Promise.all(
    [...schemas, ...schemas].map((schema, i) => checks.check({ ...ACME, organization: i % 3 }, schema, "{}")),
  );
  expect(answers.map(([fault]) => fault!.path)).toEqual(
    [...schemas, ...schemas].map(({ required }) => `data.${required[0]}`),
  );
});

test("a schema that takes for ever is given up within seconds, and not tried again; the others go on", async () => {
  using checks = createSchemaChecks(systemClock());
  const slow = endless(60);
  const startedMs = systemClock().monotonicMs();
  const [first, other] = await Promise.all([
    checks.check(ACME, slow, "{}"),
    checks.check(ACME, { required: ["a"] }, "{}"),
  ]);
  expect(first).toEqual(UNUSABLE);
  expect(other).toEqual([{ path: "data.a", message: "is required" }]);
  expect(systemClock().monotonicMs() - startedMs).toBeLessThan(5000);
  const againMs = systemClock().monotonicMs();
  expect(await checks.check(ACME, slow, "{}")).toEqual(UNUSABLE);
  expect(systemClock().monotonicMs() - againMs).toBeLessThan(100);
});

test("a pattern that backtracks for ever, and errors without number, keep nobody waiting either", async () => {
  using checks = createSchemaChecks(systemClock());
  const pattern = { properties: { text: { pattern: "^(a+)+$" } } };
  expect(await checks.check(ACME, pattern, JSON.stringify({ text: `${"a".repeat(60)}!` }))).toHaveLength(1);
  const errors = JSON.parse(JSON.stringify(endless(60)).replaceAll("allOf", "anyOf").replace("true", "false"));
  expect(await checks.check(ACME, errors, "{}")).toEqual(UNUSABLE);
  expect(await checks.check(ACME, { required: ["a"] }, "{}")).toEqual([{ path: "data.a", message: "is required" }]);
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
    expect(await checks.check(ACME, good, "{}")).toEqual([{ path: "data.a", message: "is required" }]);
  }
});

test("timers that come late blame nobody: what is slow all the same is told to come back", async () => {
  using checks = createSchemaChecks(lateClock(Infinity, 0.2));
  const slow = endless(60);
  await expect(checks.check(ACME, slow, "{}")).rejects.toThrow("Come back in a second");
  expect(await checks.check(ACME, { required: ["a"] }, "{}")).toEqual([{ path: "data.a", message: "is required" }]);
  await expect(checks.check(ACME, slow, "{}")).rejects.toThrow("Come back in a second");
});

test("who is asked along with a slow one is not blamed with it", async () => {
  using checks = createSchemaChecks(systemClock());
  const good = Array.from({ length: 20 }, (_, i) => ({ required: [`field${i}`] }));
  const schemas = good.toSpliced(7, 0, endless(60) as never);
  const answers = await Promise.all(schemas.map((schema) => checks.check(ACME, schema, "{}")));
  expect(answers.splice(7, 1)).toEqual([UNUSABLE]);
  expect(answers).toEqual(good.map(({ required }) => [{ path: `data.${required[0]}`, message: "is required" }]));
});

test("organizations take turns: one with many slow schemas keeps another waiting for one of them at most", async () => {
  using checks = createSchemaChecks(systemClock());
  let slowCount = 0;
  const slow = Array.from({ length: 6 }, async () => {
    await checks.check(ACME, endless(60), "{}");
    slowCount++;
  });
  for (let nth = 0; nth < 3; nth++) {
    expect(await checks.check(OTHER, { required: ["a"] }, "{}")).toEqual([{ path: "data.a", message: "is required" }]);
    expect(slowCount).toBeLessThanOrEqual(nth);
  }
  await Promise.all(slow);
});

test("what is too slow with one organization's data is still checked for the others of its profile", async () => {
  using checks = createSchemaChecks(systemClock());
  const schema = { properties: { texts: { items: { pattern: "^(a+)+$" } } } };
  const slow = JSON.stringify({ texts: Array(9).fill(`${"a".repeat(60)}!`) });
  expect(await checks.check(ACME, schema, slow)).toEqual(UNUSABLE);
  expect(await checks.check(ACME, schema, "{}")).toEqual(UNUSABLE);
  expect(await checks.check(OTHER, schema, "{}")).toEqual([]);
});

test("of one organization two samples are checked at once, and events beside them", async () => {
  using checks = createSchemaChecks(systemClock());
  const sample = (organization: number) => checks.check({ organization, isManagement: true }, endless(60), "{}");
  const two = [sample(1), sample(1)];
  const refused = sample(1);
  const others = [sample(2), checks.check(ACME, { required: ["a"] }, `{"a": 1}`)];
  await expect(refused).rejects.toMatchObject({ kind: "too_many", retryAfterSeconds: 1 });
  expect(await Promise.all([...two, ...others])).toEqual([UNUSABLE, UNUSABLE, UNUSABLE, []]);
  expect(await sample(1)).toEqual(UNUSABLE);
});

test("of one organization a thousand checks wait, of all five thousand: the rest is told to come back", async () => {
  using checks = createSchemaChecks(systemClock());
  const askedBy = (organization: number, count: number) =>
    Array.from({ length: count }, () => checks.check({ organization, isManagement: false }, {}, "{}"));
  const comesBack = { kind: "unavailable", retryAfterSeconds: 1 };
  const taken = [1, 2, 3, 4].flatMap((organization) => askedBy(organization, 1000));
  const [ofOne] = askedBy(1, 1);
  await expect(ofOne).rejects.toMatchObject(comesBack);
  await Promise.all(taken);
  const filling = [1, 2, 3, 4, 5].flatMap((organization) => askedBy(organization, 1000));
  const [ofAll] = askedBy(6, 1);
  await expect(ofAll).rejects.toMatchObject(comesBack);
  await Promise.all(filling);
  expect(await Promise.all(askedBy(6, 1))).toEqual([[]]);
});

test("a schema that runs in a circle, and one whose keyword has no such value, are told as unusable", async () => {
  using checks = createSchemaChecks(systemClock());
  expect(await checks.check(ACME, { $ref: "#" }, "{}")).toEqual(UNUSABLE);
  expect(await checks.check(ACME, { enum: 5 }, "{}")).toEqual(UNUSABLE);
});
