/** Verdicts: what an outcome means for its delivery, and for its endpoint's health. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { standard } from "../../server/profiles/standard.ts";
import { ENDPOINT_STATUSES, type EndpointHealth } from "../../server/rules/endpoint.ts";
import { OUTCOME_KINDS, type Outcome, type OutcomeKind } from "../../server/rules/outcome.ts";
import { type Judged, judge } from "../../server/rules/verdict.ts";

const NOW = Date.UTC(2027, 0, 1);
const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

const WELL: EndpointHealth = {
  consecutiveFailures: 0,
  failingSince: null,
  lastSuccessAt: null,
  lastFailureAt: null,
  heldUntil: null,
  holdMs: 0,
};

function outcomeOf(kind: OutcomeKind, retryAfter: string | null = null): Outcome {
  return { kind, reason: `it was ${kind}`, status: null, retryAfter };
}

/** The first scheduled attempt of a healthy endpoint under `standard`, ended now; what is given differs. */
function judged(kind: OutcomeKind, other: Partial<Judged> = {}): Judged {
  return {
    delivery: { step: 0, isTest: false },
    trigger: "schedule",
    outcome: outcomeOf(kind),
    startedAt: NOW - 100,
    endedAt: NOW,
    profile: standard,
    endpoint: { status: "active" },
    isOutdated: false,
    health: WELL,
    dice: 0.5,
    ...other,
  };
}

const failing = (consecutiveFailures: number, forMs: number): EndpointHealth => ({
  ...WELL,
  consecutiveFailures,
  failingSince: NOW - forMs,
});

describe("a delivery", () => {
  test("that arrived is delivered, whatever set it off", () => {
    for (const trigger of ["schedule", "manual", "test"] as const) {
      expect(judge(judged("delivered", { trigger })).change).toEqual({ kind: "delivered" });
    }
  });

  test("that failed is tried again after the wait of its step, counted from the end of the attempt", () => {
    expect(judge(judged("server_error")).change).toEqual({
      kind: "retry",
      dueAt: NOW + 5 * SECOND,
      step: 1,
      reason: "it was server_error",
    });
    const late = judge(judged("timed_out", { delivery: { step: 8, isTest: false } })).change;
    expect(late).toEqual({ kind: "retry", dueAt: NOW + 24 * HOUR, step: 9, reason: "it was timed_out" });
  });

  test("has failed when its schedule is used up, or when a new profile has fewer waits than it has steps", () => {
    const failed = { kind: "failed" as const, reason: "it was refused" };
    expect(judge(judged("refused", { delivery: { step: 9, isTest: false } })).change).toEqual(failed);
    const short = { ...standard, retry: { waitsMs: [1000], jitterShare: 0 } };
    expect(judge(judged("refused", { delivery: { step: 5, isTest: false }, profile: short })).change).toEqual(failed);
  });

  test.each<[retryAfter: string, waitMs: number]>([
    ["1", 5 * SECOND],
    ["60", 60 * SECOND],
    ["315360000", DAY],
    ["Fri, 01 Jan 2027 12:00:00 GMT", 12 * HOUR],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 5 * SECOND],
    ["1e9", 5 * SECOND],
    ["-60", 5 * SECOND],
  ])("whose receiver says Retry-After %p waits for %i ms, not less than its schedule", (retryAfter, waitMs) => {
    const outcome = outcomeOf("throttled", retryAfter);
    expect(judge(judged("throttled", { outcome })).change).toMatchObject({ dueAt: NOW + waitMs, step: 1 });
  });

  test("gets no further attempt by Retry-After", () => {
    const outcome = outcomeOf("unavailable", "60");
    const { change } = judge(judged("unavailable", { outcome, delivery: { step: 9, isTest: false } }));
    expect(change.kind).toBe("failed");
  });
});

describe("a delivery, apart from its schedule,", () => {
  test("that a person tried again in vain stays as it was, also when the fault was ours", () => {
    for (const kind of OUTCOME_KINDS.filter((kind) => kind !== "delivered")) {
      expect(judge(judged(kind, { trigger: "manual" })).change).toEqual({ kind: "kept" });
    }
  });

  test.each<OutcomeKind>(["our_network", "our_stall"])("that met a fault of ours (%s) loses no step", (kind) => {
    const delivery = { step: 9, isTest: false };
    for (const [dice, waitMs] of [
      [0, 8000],
      [0.5, 10_000],
      [0.75, 11_000],
    ] as const) {
      const { change } = judge(judged(kind, { delivery, dice }));
      expect(change).toEqual({ kind: "retry", dueAt: NOW + waitMs, step: 9, reason: `it was ${kind}` });
    }
  });

  test("of a test has one attempt", () => {
    for (const kind of OUTCOME_KINDS.filter((kind) => kind !== "delivered")) {
      const verdict = judge(judged(kind, { trigger: "test", delivery: { step: 0, isTest: true } }));
      expect(verdict.change).toEqual({ kind: "failed", reason: `it was ${kind}` });
    }
  });

  test("whose receiver is gone for good has failed; where 410 is like any other, it is tried again", () => {
    expect(judge(judged("gone")).change).toEqual({ kind: "failed", reason: "it was gone" });
    const profile = { ...standard, health: { ...standard.health!, isGoneFinal: false } };
    expect(judge(judged("gone", { profile, health: failing(50, 6 * DAY) })).change.kind).toBe("retry");
    expect(judge(judged("gone", { profile: { ...standard, health: null } })).change.kind).toBe("retry");
  });
});

describe("an endpoint's health", () => {
  test("counts each failure, and remembers the first", () => {
    const first = judge(judged("refused")).health;
    expect(first).toEqual({ ...WELL, consecutiveFailures: 1, failingSince: NOW, lastFailureAt: NOW });
    const second = judge(judged("timed_out", { health: first, endedAt: NOW + HOUR })).health;
    expect(second).toMatchObject({ consecutiveFailures: 2, failingSince: NOW, lastFailureAt: NOW + HOUR });
  });

  test("is well after any success", () => {
    const health = { ...failing(30, 3 * DAY), heldUntil: NOW - HOUR, holdMs: 32_000 };
    expect(judge(judged("delivered", { health })).health).toEqual({ ...WELL, lastSuccessAt: NOW });
  });

  test("has its line held by a 503", () => {
    const { health } = judge(judged("unavailable", { outcome: outcomeOf("unavailable", "120") }));
    expect(health.heldUntil).toBe(NOW + 120 * SECOND);
  });

  test.each<[string, Partial<Judged>]>([
    ["a test", { trigger: "test", delivery: { step: 0, isTest: true } }],
    ["a time in which our process stood still", { outcome: outcomeOf("our_stall") }],
    ["an attempt begun before it was last enabled", { isOutdated: true }],
  ])("takes no note of %s", (_, other) => {
    const health = failing(19, 5 * DAY);
    for (const kind of ["gone", "throttled", "delivered"] as const) {
      const verdict = judge(judged(kind, { health, ...other }));
      expect(verdict.health).toEqual(health);
      expect(verdict.disable).toBeNull();
    }
  });

  test("counts nothing while nobody answers us, but has its line held twice as long each time", () => {
    const failing19 = failing(19, 5 * DAY);
    const first = judge(judged("our_network", { health: failing19 }));
    expect(first).toMatchObject({ health: { ...failing19, heldUntil: NOW + SECOND, holdMs: SECOND }, disable: null });
    const again = { health: first.health, startedAt: NOW + SECOND, endedAt: NOW + SECOND };
    expect(judge(judged("our_network", again)).health).toMatchObject({
      heldUntil: NOW + 3 * SECOND,
      holdMs: 2 * SECOND,
    });
    const test = { trigger: "test", delivery: { step: 0, isTest: true }, health: failing19 } as const;
    expect(judge(judged("our_network", test)).health).toEqual(failing19);
  });
});

describe("an endpoint that only fails", () => {
  test.each([
    [19, 5 * DAY, "failed for 5 days, 20 attempts in a row"],
    [36, 5.9 * DAY, "failed for 5 days, 37 attempts in a row"],
    [18, 9 * DAY, null],
    [500, 5 * DAY - 1, null],
  ])("after %i failures in %i ms, one more means: %p", (failures, forMs, reason) => {
    expect(judge(judged("refused", { health: failing(failures, forMs) })).disable).toBe(reason);
  });

  test("is disabled by one 410, and by nothing where the profile says never", () => {
    expect(judge(judged("gone")).disable).toBe("answered 410 Gone");
    const never = { ...standard, health: null };
    expect(judge(judged("gone", { profile: never, health: failing(99, 99 * DAY) })).disable).toBeNull();
  });

  test.each([
    [90 * SECOND, "failed for 1 minute, 20 attempts in a row"],
    [5 * HOUR, "failed for 5 hours, 20 attempts in a row"],
    [0, "failed for 0 minutes, 20 attempts in a row"],
  ])("and is disabled by the count alone after %i ms says so", (forMs, reason) => {
    const profile = {
      ...standard,
      health: { warnings: [], disable: { afterFailures: 20, afterMs: 0 }, isGoneFinal: false },
    };
    expect(judge(judged("refused", { profile, health: failing(19, forMs) })).disable).toBe(reason);
  });

  test("and is off already is not disabled again", () => {
    for (const status of ENDPOINT_STATUSES.filter((status) => status !== "active")) {
      const endpoint = { status };
      expect(judge(judged("gone", { endpoint })).disable).toBeNull();
      expect(judge(judged("refused", { endpoint, health: failing(40, 6 * DAY) })).disable).toBeNull();
    }
  });
});

test("whatever fails however often, a delivery ends after as many scheduled attempts as it has waits and one, each in time", () => {
  const failures = OUTCOME_KINDS.filter((kind) => kind !== "delivered" && kind !== "gone");
  const met = fc.record({
    kind: fc.constantFrom(...failures),
    retryAfter: fc.constantFrom(null, "5", "7200", "99999999", "soon"),
    dice: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(met, { minLength: 60, maxLength: 60 }), (mets) => {
      let at = NOW;
      let step = 0;
      let scheduled = 0;
      for (const { kind, retryAfter, dice } of mets) {
        const delivery = { step, isTest: false };
        const { change } = judge(judged(kind, { delivery, endedAt: at, outcome: outcomeOf(kind, retryAfter), dice }));
        const isOurs = kind === "our_network" || kind === "our_stall";
        if (!isOurs) scheduled++;
        if (change.kind !== "retry") {
          expect(change.kind).toBe("failed");
          break;
        }
        const waitMs = isOurs ? 10_000 : standard.retry.waitsMs[step]!;
        expect(change.dueAt).toBeGreaterThanOrEqual(at + waitMs * 0.8);
        expect(change.dueAt).toBeLessThanOrEqual(at + Math.max(waitMs * 1.2, DAY));
        expect(change.step).toBe(isOurs ? step : step + 1);
        ({ dueAt: at, step } = change);
      }
      expect(scheduled).toBe(10);
    }),
  );
});
