/** Retry times, `Retry-After`, and the holding of a line. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { standard } from "../../server/profiles/standard.ts";
import type { OutcomeKind } from "../../server/rules/outcome.ts";
import { type Hold, holdAfter, openingOf } from "../../server/rules/hold.ts";
import { nextAttemptAt } from "../../server/rules/retry.ts";
import { parseRetryAfter } from "../../server/rules/retry-after.ts";

const NOW = Date.UTC(2027, 0, 1);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe("the schedule", () => {
  test("waits 5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h by the standard profile, then gives up", () => {
    const waits = Array.from({ length: 10 }, (_, i) => nextAttemptAt(standard.retry, NOW, i + 1, 0.5));
    const hours = [2, 5, 10, 14, 20, 24].map((count) => NOW + count * HOUR);
    expect(waits).toEqual([NOW + 5 * SECOND, NOW + 5 * MINUTE, NOW + 30 * MINUTE, ...hours, null]);
  });

  test.each([
    [0, 0.2, 80_000],
    [0.5, 0.2, 100_000],
    [0.75, 0.2, 110_000],
    [0, 0, 100_000],
    [0.99, 0, 100_000],
  ])("with dice %d and a jitter of %d, 100 s become %i ms", (dice, jitterShare, waitMs) => {
    expect(nextAttemptAt({ waitsMs: [100_000], jitterShare }, NOW, 1, dice)).toBe(NOW + waitMs);
  });

  test("strays no further than its jitter, and to whole milliseconds", () => {
    const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), dice, (failuresCount, dice) => {
        const waitMs = standard.retry.waitsMs[failuresCount - 1]!;
        const strayMs = nextAttemptAt(standard.retry, NOW, failuresCount, dice)! - NOW - waitMs;
        expect(Number.isInteger(strayMs)).toBe(true);
        expect(Math.abs(strayMs)).toBeLessThanOrEqual(waitMs * 0.2);
      }),
    );
  });

  test("cannot be asked before anything failed", () => {
    expect(() => nextAttemptAt(standard.retry, NOW, 0, 0.5)).toThrow();
  });
});

describe("Retry-After", () => {
  test.each([
    ["120", NOW + 120 * SECOND],
    ["0", NOW],
    [" 7 ", NOW + 7 * SECOND],
    ["007", NOW + 7 * SECOND],
    ["315360000", NOW + 315_360_000 * SECOND],
    ["Fri, 01 Jan 2027 00:05:00 GMT", NOW + 5 * MINUTE],
    ["Friday, 01-Jan-27 00:05:00 GMT", NOW + 5 * MINUTE],
    ["Fri Jan  1 00:05:00 2027", NOW + 5 * MINUTE],
    ["Sun, 06 Nov 1994 08:49:37 GMT", NOW],
    ["Fri, 01 Jan 2037 00:00:00 GMT", Date.UTC(2037, 0, 1)],
  ])("%p means %i", (header, at) => {
    expect(parseRetryAfter(header, NOW)).toBe(at);
  });

  test.each([
    null,
    "",
    "-5",
    "+5",
    "1.5",
    "1e9",
    "0x10",
    "abc",
    "12 s",
    "1, 2",
    "Infinity",
    "2027-01-01T00:05:00Z",
    "Fri, 01 Jan 2027 00:05:00 +0100",
    "Fri, 01 Foo 2027 00:05:00 GMT",
    "Fri, 01 Jan 2027 25:05:00 GMT",
    "١٢",
  ])("%p means nothing", (header) => {
    expect(parseRetryAfter(header, NOW)).toBeNull();
  });

  test("of any text is nothing, or a moment that is not past", () => {
    const texts = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789e.-+ ") }));
    fc.assert(fc.property(texts, (header) => (parseRetryAfter(header, NOW) ?? NOW) >= NOW));
  });
});

const FREE: Hold = { heldUntil: null, holdMs: 0 };

/** The hold after an answer that ends at `atMs` from now, to an attempt that began `tookMs` earlier. */
function after(hold: Hold, kind: OutcomeKind, atMs: number, retryAfter: string | null = null, tookMs = 10): Hold {
  const outcome = { kind, reason: kind, status: 503, retryAfter };
  return holdAfter(hold, outcome, NOW + atMs - tookMs, NOW + atMs);
}

describe("a line", () => {
  test.each<OutcomeKind>(["throttled", "unavailable", "our_network"])(
    "is held for a second by the first %s",
    (kind) => {
      expect(after(FREE, kind, 0)).toEqual({ heldUntil: NOW + SECOND, holdMs: SECOND });
    },
  );

  test.each<OutcomeKind>(["delivered", "server_error", "rejected", "gone", "timed_out", "redirected"])(
    "is not held by %s",
    (kind) => {
      expect(after(FREE, kind, 0, "60")).toEqual(FREE);
    },
  );

  test("is held twice as long by each probe that fails so, up to a minute, and anew from a second after a success", () => {
    let hold = FREE;
    const holds = Array.from({ length: 8 }, () => {
      const atMs = (hold.heldUntil ?? NOW) - NOW + 20;
      hold = after(hold, "unavailable", atMs);
      return hold.heldUntil! - NOW - atMs;
    });
    expect(holds).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * SECOND));
    hold = after(hold, "delivered", HOUR);
    expect(hold).toEqual(FREE);
    expect(after(hold, "unavailable", HOUR).holdMs).toBe(SECOND);
  });

  test.each([
    ["120", 120 * SECOND],
    ["86400", HOUR],
    ["9".repeat(400), HOUR],
    ["Fri, 01 Jan 2027 00:05:00 GMT", 5 * MINUTE],
    ["0", 0],
    ["-1", SECOND],
    ["1e9", SECOND],
  ])("is held as Retry-After %p asks: for %i ms", (retryAfter, heldMs) => {
    expect(after(FREE, "throttled", 0, retryAfter).heldUntil).toBe(NOW + heldMs);
  });

  test("that ten attempts at once found overloaded is held for a second, not for a thousand", () => {
    let hold = FREE;
    for (let atMs = 0; atMs < 10; atMs++) hold = after(hold, "unavailable", atMs);
    expect(hold).toEqual({ heldUntil: NOW + 9 + SECOND, holdMs: SECOND });
  });

  test("stays held as long as was asked for, whatever attempts from before say", () => {
    const asked = after(FREE, "throttled", 0, "3600");
    expect(after(asked, "delivered", 5 * SECOND, null, 6 * SECOND)).toEqual(asked);
    expect(after(asked, "timed_out", 5 * SECOND, null, 6 * SECOND)).toEqual(asked);
    expect(after(asked, "unavailable", 5 * SECOND, null, 6 * SECOND).heldUntil).toBe(asked.heldUntil);
    expect(after(asked, "throttled", 5 * SECOND, "1", 6 * SECOND).heldUntil).toBe(asked.heldUntil);
  });

  test("is shut while held, lets one probe through afterwards, and is free after its answer", () => {
    const held = after(FREE, "unavailable", 0);
    expect(openingOf(FREE, NOW)).toBe("all");
    expect(openingOf(held, NOW + SECOND - 1)).toBe("none");
    expect(openingOf(held, NOW + SECOND)).toBe("one");
    expect(openingOf(after(held, "server_error", SECOND + 50), NOW + SECOND + 50)).toBe("all");
    expect(openingOf(after(held, "unavailable", SECOND + 50), NOW + SECOND + 50)).toBe("none");
  });

  test("is not shut for a day because the clock was set back by one", () => {
    const held = after(FREE, "unavailable", 24 * HOUR);
    expect(openingOf(held, NOW)).toBe("one");
    expect(after(held, "delivered", 0)).toEqual(FREE);
  });
});
