/** Ours or theirs, against a watch that forgets nothing. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { kindOfStatus, type Outcome, type OutcomeKind } from "../../server/rules/outcome.ts";
import { createUplinkWatch, type EndedAttempt } from "../../server/rules/uplink.ts";

const SECOND = 1000;
const HOUR = 3_600 * SECOND;

function outcomeOf(answer: number | OutcomeKind): Outcome {
  const status = typeof answer === "number" ? answer : null;
  const kind = typeof answer === "number" ? kindOfStatus(answer) : answer;
  return { kind, reason: kind, status, retryAfter: null };
}

/** An attempt that ends at `endedMs` and took `tookMs`. */
function attempt(endpoint: number, answer: number | OutcomeKind, endedMs: number, tookMs = 10): EndedAttempt {
  return { endpoint, outcome: outcomeOf(answer), startedMonotonicMs: endedMs - tookMs, endedMonotonicMs: endedMs };
}

/** Notes so many timeouts, one a second, to endpoints in turn; answers the last word. */
function fail(watch: ReturnType<typeof createUplinkWatch>, count: number, endpoints: number, fromMs = 0): string {
  let word = "";
  for (let i = 0; i < count; i++) word = watch.note(attempt(i % endpoints, "timed_out", fromMs + i * SECOND));
  return word;
}

test("twenty attempts to five endpoints without any status are our fault, until anyone answers", () => {
  const watch = createUplinkWatch();
  expect(fail(watch, 19, 5)).toBe("theirs");
  expect(watch.downSinceMonotonicMs).toBeNull();
  expect(watch.note(attempt(4, "name_not_found", 19 * SECOND))).toBe("ours");
  expect(watch.downSinceMonotonicMs).toBe(0);
  expect(watch.note(attempt(4, "blocked", 20 * SECOND))).toBe("theirs");
  expect(watch.note(attempt(9, "timed_out", 600 * SECOND))).toBe("ours");
  expect(watch.note(attempt(9, 500, 601 * SECOND))).toBe("theirs");
  expect(watch.downSinceMonotonicMs).toBeNull();
  expect(watch.note(attempt(9, "timed_out", 602 * SECOND))).toBe("theirs");
});

test.each([
  ["twenty attempts to four endpoints", (watch: ReturnType<typeof createUplinkWatch>) => fail(watch, 60, 4)],
  [
    "twenty attempts over more than a minute",
    (watch: ReturnType<typeof createUplinkWatch>) => {
      for (let i = 0; i < 100; i++) watch.note(attempt(i % 10, "timed_out", i * 3.2 * SECOND));
      return "theirs";
    },
  ],
  [
    "four endpoints, and a fifth that failed before anyone answered",
    (watch: ReturnType<typeof createUplinkWatch>) => {
      watch.note(attempt(9, "timed_out", 0));
      watch.note(attempt(8, 200, 1));
      return fail(watch, 30, 4, 20);
    },
  ],
  [
    "five endpoints of which one failed more than a minute ago",
    (watch: ReturnType<typeof createUplinkWatch>) => {
      watch.note(attempt(9, "timed_out", 0));
      return fail(watch, 50, 4, 61 * SECOND);
    },
  ],
])("%s are their fault", (_, fails) => {
  const watch = createUplinkWatch();
  expect(fails(watch)).toBe("theirs");
  expect(watch.downSinceMonotonicMs).toBeNull();
});

test("an endpoint counts by its latest failure", () => {
  const watch = createUplinkWatch();
  [0, 1, 0].forEach((endpoint, i) => watch.note(attempt(endpoint, "timed_out", i * 5 * SECOND)));
  for (let i = 0; i < 20; i++) watch.note(attempt(2 + (i % 2), "timed_out", 30 * SECOND));
  expect(watch.note(attempt(4, "timed_out", 68 * SECOND))).toBe("theirs");
  expect(watch.note(attempt(5, "timed_out", 68 * SECOND))).toBe("ours");
});

test.each<OutcomeKind>([
  "certificate_expired",
  "certificate_wrong_name",
  "certificate_untrusted",
  "tls_failed",
  "not_http",
  "headers_too_large",
])("one that answers, if only with %s, is a sign of life", (kind) => {
  const watch = createUplinkWatch();
  expect(fail(watch, 20, 5)).toBe("ours");
  expect(watch.note(attempt(9, kind, 20 * SECOND))).toBe("theirs");
  expect(watch.downSinceMonotonicMs).toBeNull();
  for (let i = 0; i < 100; i++) expect(watch.note(attempt(i, kind, i * SECOND))).toBe("theirs");
});

test("five hundred endpoints that never answer, beside one that does, never are our fault", () => {
  const watch = createUplinkWatch();
  for (let tick = 0; tick < 500; tick++) {
    if (tick % 50 === 0) watch.note(attempt(1000, 200, tick * 100));
    for (let endpoint = 0; endpoint < 500; endpoint += 5) {
      expect(watch.note(attempt(endpoint + (tick % 5), "timed_out", tick * 100, 15 * SECOND))).toBe("theirs");
    }
  }
  expect(watch.downSinceMonotonicMs).toBeNull();
});

test("what was blocked or could not be sent says nothing of the network", () => {
  const watch = createUplinkWatch();
  for (let i = 0; i < 100; i++) watch.note(attempt(i, i % 2 ? "blocked" : "unsendable", i));
  expect(fail(watch, 19, 5, 100)).toBe("theirs");
});

test("after a day without any answer receivers are dead by themselves, until one has answered", () => {
  const watch = createUplinkWatch();
  expect(fail(watch, 20, 5)).toBe("ours");
  expect(watch.note(attempt(0, "refused", 24 * HOUR))).toBe("ours");
  expect(watch.note(attempt(0, "refused", 24 * HOUR + 1))).toBe("theirs");
  expect(watch.downSinceMonotonicMs).toBeNull();
  expect(fail(watch, 100, 10, 24 * HOUR + SECOND)).toBe("theirs");
  expect(watch.note(attempt(9, 500, 25 * HOUR))).toBe("theirs");
  expect(fail(watch, 20, 5, 25 * HOUR + SECOND)).toBe("ours");
});

/** The rule in the plainest words, over the whole history. */
function plainWatch(): (attempt: EndedAttempt) => "ours" | "theirs" {
  const history: EndedAttempt[] = [];
  let isDown = false;
  let downSince = 0;
  return (attempt) => {
    const { outcome, endedMonotonicMs: now } = attempt;
    if (outcome.status !== null) isDown = false;
    else if (outcome.kind === "blocked" || outcome.kind === "unsendable") return "theirs";
    history.push(attempt);
    const statusAt = Math.max(...history.filter((a) => a.outcome.status !== null).map((a) => a.endedMonotonicMs));
    const lastStatus = history.findLastIndex((a) => a.outcome.status !== null);
    const counted = history
      .slice(lastStatus + 1)
      .filter((a) => a.startedMonotonicMs >= statusAt && now - a.endedMonotonicMs <= 60 * SECOND);
    const isMet = counted.length >= 20 && new Set(counted.map((a) => a.endpoint)).size >= 5;
    if (isMet && !isDown) downSince = counted.at(-20)!.endedMonotonicMs;
    isDown ||= isMet;
    return isDown && now - downSince <= 24 * HOUR ? "ours" : "theirs";
  };
}

test("it says what the plain rule says of the whole history", () => {
  const attempts = fc.array(
    fc.record({
      endpoint: fc.nat(6),
      answer: fc.oneof(
        { weight: 60, arbitrary: fc.constantFrom<OutcomeKind>("timed_out", "refused", "name_server_failed") },
        { weight: 2, arbitrary: fc.constantFrom<number | OutcomeKind>(200, 500, "blocked") },
      ),
      waitMs: fc.oneof({ weight: 9, arbitrary: fc.nat(3 * SECOND) }, { weight: 1, arbitrary: fc.nat(30 * SECOND) }),
      tookMs: fc.nat(4 * SECOND),
    }),
    { minLength: 20, maxLength: 120, size: "max" },
  );
  let downCount = 0;
  fc.assert(
    fc.property(attempts, (attempts) => {
      const watch = createUplinkWatch();
      const plain = plainWatch();
      let now = 0;
      for (const { endpoint, answer, waitMs, tookMs } of attempts) {
        now += waitMs;
        const ended = attempt(endpoint, answer, now, tookMs);
        const word = plain(ended);
        expect(watch.note(ended)).toBe(word);
        if (word === "ours") downCount++;
      }
    }),
    { numRuns: 200 },
  );
  expect(downCount).toBeGreaterThan(100);
});
