/** When a delivery that only fails is tried again, and what its owners hear. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { agentset } from "../../server/profiles/agentset.ts";
import { agentpost } from "../../server/profiles/agentpost.ts";
import { standard } from "../../server/profiles/standard.ts";
import { nextAttemptAt } from "../../server/rules/retry.ts";
import { drawnIn } from "../../ui/profiles/drawn.ts";
import { attemptsOf, lengthOf, marksOf, placeOf, ticksOf, withRoom } from "../../ui/profiles/schedule.ts";
import { shortSpan } from "../../ui/spans.ts";
import type { Profile } from "../../ui/set-up-shapes.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const plain = (text: string) => text.replaceAll(/\u2009\u2060|\u00a0/g, " ");
const retryOf = ({ retry }: { retry: object }) => retry as Profile["retry"];
const healthOf = ({ health }: { health: object | null }) => health as Profile["health"];

test("an attempt falls where the server's own rule puts it, at every throw of the dice", () => {
  const schedule = fc.record({
    waitsMs: fc.array(fc.integer({ min: 0, max: 30 * DAY }), { maxLength: 20 }),
    jitterShare: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(schedule, fc.double({ min: 0, max: 0.999, noNaN: true }), (retry, dice) => {
      let at = 0;
      for (const attempt of attemptsOf(retry).slice(1)) {
        at = nextAttemptAt(retry, at, attempt.number - 1, dice) as number;
        expect(at).toBeGreaterThanOrEqual(attempt.earliestMs - attempt.number);
        expect(at).toBeLessThanOrEqual(attempt.latestMs + attempt.number);
      }
    }),
  );
});

test("one delivery comes to a warning alone where its failures and its time suffice, else others must fail too", () => {
  const marks = (profile: { retry: object; health: object | null }) =>
    marksOf(healthOf(profile), attemptsOf(retryOf(profile))).map(({ kind, attempt, atMs }) => [
      kind,
      attempt?.number ?? null,
      atMs === null ? null : plain(shortSpan(atMs)),
    ]);
  expect(marks(standard)).toEqual([
    ["told", 8, "1 d 7 h"],
    ["told", 10, "3 d 3 h"],
    ["told", null, "4 d 12 h"],
    ["disabled", null, "5 d"],
  ]);
  expect(marks(agentset).map(([, attempt]) => attempt)).toEqual([5, 10, null, null]);
  expect(marks(agentpost)).toEqual([["disabled", null, null]]);
  expect(marks({ ...standard, health: null })).toEqual([]);
});

test("the line is long enough for all that stands on it, and near moments stand apart", () => {
  const attempts = attemptsOf(retryOf(standard));
  const lengthMs = lengthOf(attempts, marksOf(healthOf(standard), attempts));
  expect(lengthMs).toBe(5 * DAY);
  const places = attempts.map(({ atMs }) => placeOf(atMs, lengthMs));
  expect(places[0]).toBe(0);
  for (const [at, place] of places.slice(1).entries()) expect(place - (places[at] as number)).toBeGreaterThan(0.05);
  expect(ticksOf(lengthMs, 0.075).map((ms) => plain(shortSpan(ms)))).toEqual([
    "1 m",
    "10 m",
    "1 h",
    "6 h",
    "1 d",
    "2 d",
    "5 d",
  ]);
  expect([...withRoom([0, 1, 2, 10, 11], (one) => one, 2)]).toEqual([0, 2, 10]);
});

test.each([
  [0, "0 s"],
  [400, "400 ms"],
  [5_000, "5 s"],
  [144_000, "2 m 24 s"],
  [HOUR, "1 h"],
  [HOUR + 5_000, "1 h"],
  [2.5 * DAY, "2 d 12 h"],
])("a span of %d ms is short: %s", (spanMs, text) => {
  expect(plain(shortSpan(spanMs))).toBe(text);
});

test("what can be drawn is drawn while the rest is wrong, and nothing is when the waits are", () => {
  expect(drawnIn({ ...standard, health: { warnings: "x" } })).toMatchObject({ health: null, retry: standard.retry });
  expect(drawnIn(standard)).toMatchObject({ health: standard.health, timeoutMs: 15_000 });
  for (const retry of [
    null,
    {},
    { waitsMs: [1, "2"], jitterShare: 0 },
    { waitsMs: [], jitterShare: 2 },
    { waitsMs: Array(51).fill(1), jitterShare: 0 },
  ]) {
    expect(drawnIn({ retry })).toBeNull();
  }
  expect(drawnIn(7)).toBeNull();
});
