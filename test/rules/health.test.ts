/** When the owners of an endpoint hear that it fails, and when it is disabled. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { standard } from "../../server/profiles/standard.ts";
import type { EndpointHealth } from "../../server/rules/endpoint.ts";
import { UNTRIED } from "../../server/rules/health.ts";
import type { VerdictNotice } from "../../server/rules/notice.ts";
import type { Outcome, OutcomeKind } from "../../server/rules/outcome.ts";
import type { HealthRule } from "../../server/rules/profile.ts";
import { type Judged, judge } from "../../server/rules/verdict.ts";

const NOON = Date.UTC(2026, 0, 5, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** By the count alone: told at 5, 10 and 15, disabled on the 20th. */
const COUNTING: HealthRule = {
  warnings: [5, 10, 15].map((afterFailures) => ({ afterFailures, afterMs: 0 })),
  disable: { afterFailures: 20, afterMs: 0 },
  isGoneFinal: false,
};

/** An attempt that ended after so many ms since noon; `other` differs from a scheduled one to an active endpoint. */
interface Met extends Partial<Pick<Judged, "endpoint" | "isOutdated" | "trigger">> {
  kind: OutcomeKind;
  afterMs: number;
  isTest?: boolean;
}

/** Judges one attempt after the other; answers what was told, by the number of the attempt from 1 on. */
function tell(rule: HealthRule | null, mets: readonly Met[]): [attempt: number, notice: VerdictNotice][] {
  let health: EndpointHealth = UNTRIED;
  return mets.flatMap(
    ({ kind, afterMs, isTest = false, endpoint, isOutdated = false, trigger = "schedule" }, place) => {
      const outcome: Outcome = { kind, reason: `it was ${kind}`, status: null, retryAfter: null };
      const at = NOON + afterMs;
      const verdict = judge({
        delivery: { step: 0, isTest },
        trigger,
        outcome,
        startedAt: at,
        endedAt: at,
        profile: { ...standard, health: rule },
        endpoint: endpoint ?? { status: "active" },
        isOutdated,
        health,
        dice: 0.5,
      });
      ({ health } = verdict);
      expect(verdict.disable).toBe(verdict.notices.find(({ kind }) => kind === "disabled")?.reason ?? null);
      return verdict.notices.map((notice): [number, VerdictNotice] => [place + 1, notice]);
    },
  );
}

/** What was told, in short: the attempt, and the level or `disabled`. */
function told(rule: HealthRule | null, mets: readonly Met[]): [attempt: number, what: number | string][] {
  return tell(rule, mets).map(([attempt, notice]) => [attempt, notice.kind === "failing" ? notice.level : notice.kind]);
}

function failures(count: number, stepMs: number): Met[] {
  return Array.from({ length: count }, (_, place) => ({ kind: "server_error", afterMs: place * stepMs }));
}

describe("owners", () => {
  test("are told after 5, 10 and 15 failed attempts in a row, and of the disabling on the 20th", () => {
    const heard = [
      [5, 1],
      [10, 2],
      [15, 3],
      [20, "disabled"],
    ];
    expect(told(COUNTING, failures(20, 1000))).toEqual(heard as never);
    expect(told(COUNTING, failures(20, 0))).toEqual(heard as never);
  });

  test("of `standard` are told at 20, 50 and 90 % of five days, and not before so many failures", () => {
    const hourly = failures(5 * 24 + 1, HOUR);
    expect(told(standard.health, hourly)).toEqual([
      [25, 1],
      [61, 2],
      [109, 3],
      [121, "disabled"],
    ]);
    const rare = failures(20, DAY);
    expect(told(standard.health, rare)).toEqual([
      [4, 1],
      [10, 2],
      [18, 3],
      [20, "disabled"],
    ]);
  });

  test("hear in words for how long and how often it failed, and what the last attempt met", () => {
    expect(tell(COUNTING, failures(5, 15 * 60_000))).toEqual([
      [
        5,
        { kind: "failing", level: 1, reason: "failed for 1 hour, 5 attempts in a row", failure: "it was server_error" },
      ],
    ]);
    expect(tell(standard.health, [{ kind: "gone", afterMs: 0 }])).toEqual([
      [1, { kind: "disabled", reason: "answered 410 Gone", failure: "it was gone" }],
    ]);
  });

  test("hear nothing where the profile has no rule, nor of a 410 that is like any other", () => {
    expect(told(null, failures(200, DAY))).toEqual([]);
    expect(told(COUNTING, [{ kind: "gone", afterMs: 0 }])).toEqual([]);
  });

  test("hear of the highest level alone when several are reached at once, and of the disabling alone with it", () => {
    const late = [...failures(9, 0), { kind: "server_error", afterMs: 3 * DAY } as const];
    expect(told(standard.health, late)).toEqual([[10, 2]]);
    expect(told(standard.health, [...failures(30, 0), { kind: "refused", afterMs: 9 * DAY }])).toEqual([
      [31, "disabled"],
    ]);
  });
});

describe("owners, when not all of it counts,", () => {
  test("hear afresh after a success, which resets the count", () => {
    const well: Met = { kind: "delivered", afterMs: 0 };
    expect(told(COUNTING, [...failures(4, 0), well, ...failures(4, 0)])).toEqual([]);
    expect(told(COUNTING, [...failures(6, 0), well, ...failures(6, 0)])).toEqual([
      [5, 1],
      [12, 1],
    ]);
  });

  const uncounted: [string, Partial<Met>][] = [
    ["tests", { isTest: true, trigger: "test" }],
    ["a standing still of our process", { kind: "our_stall" }],
    ["a time without network on our side", { kind: "our_network" }],
    ["attempts begun before it was last enabled", { isOutdated: true }],
  ];
  test.each(uncounted)("hear nothing of %s, which count for nothing", (_, other) => {
    const mets = failures(20, 1000).flatMap((met) => [met, { ...met, ...other }]);
    expect(told(COUNTING, mets)).toEqual([
      [9, 1],
      [19, 2],
      [29, 3],
      [39, "disabled"],
    ]);
  });

  test("hear nothing of what an endpoint that is off still fails", () => {
    for (const status of ["paused", "disabled"] as const) {
      const mets = failures(30, DAY).map((met): Met => ({ ...met, endpoint: { status } }));
      expect(told(standard.health, mets)).toEqual([]);
    }
  });
});

const threshold = fc.record({
  afterFailures: fc.integer({ min: 1, max: 12 }),
  afterMs: fc.integer({ min: 0, max: 40 }),
});
const anyRule = fc.record({
  warnings: fc.array(threshold, { maxLength: 4 }),
  disable: threshold,
  isGoneFinal: fc.boolean(),
});
const anyMets = fc
  .array(
    fc.record({
      kind: fc.constantFrom<OutcomeKind>("server_error", "server_error", "timed_out", "gone", "our_stall", "delivered"),
      waitMs: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 60 },
  )
  .map((mets) => {
    let afterMs = 0;
    return mets.map(({ kind, waitMs }): Met => ({ kind, afterMs: (afterMs += waitMs) }));
  });

test("whatever the rule and whatever comes, each level is told at most once between two successes, and at its time", () => {
  fc.assert(
    fc.property(anyRule, anyMets, (rule, mets) => {
      // An independent account: failures in a row and their first time, and the levels reached, counted from the start.
      let failuresCount = 0;
      let since = 0;
      let level = 0;
      const heard = mets.flatMap(({ kind, afterMs }, place): [number, number | string][] => {
        if (kind === "our_stall") return [];
        if (kind === "delivered") failuresCount = level = 0;
        else if (failuresCount++ === 0) since = afterMs;
        if (failuresCount === 0) return [];
        const holds = (one: { afterFailures: number; afterMs: number }) =>
          failuresCount >= one.afterFailures && afterMs - since >= one.afterMs;
        const before = level;
        level = rule.warnings.filter(holds).length;
        if ((kind === "gone" && rule.isGoneFinal) || holds(rule.disable)) return [[place + 1, "disabled"]];
        return level > before ? [[place + 1, level]] : [];
      });
      expect(told(rule, mets)).toEqual(heard);
    }),
  );
});
