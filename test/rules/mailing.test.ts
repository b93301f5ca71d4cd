/** When mails are tried again, and how many an owner gets. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { HOUR_MS, heldUntilOf, nextTryAt } from "../../server/rules/mailing.ts";

const NOW = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;

test("a mail is tried again after 1, 5 and 30 minutes, 2 and 12 hours, and then given up", () => {
  const waits = [1, 2, 3, 4, 5, 6].map((tries) => {
    const at = nextTryAt(tries, NOW);
    return at === null ? null : (at - NOW) / MINUTE;
  });
  expect(waits).toEqual([1, 5, 30, 120, 720, null]);
});

test("an owner never gets more than ten mails within any hour, and is kept waiting no longer than that needs", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 * MINUTE }), { maxLength: 80 }), (waits) => {
      const sent: number[] = [];
      let now = NOW;
      for (const wait of waits) {
        now += wait;
        const until = heldUntilOf(sent, now);
        if (until !== null) {
          expect(until).toBeGreaterThan(now);
          expect(heldUntilOf(sent, until - 1)).toBe(until);
          now = until;
          expect(heldUntilOf(sent, now)).toBeNull();
        }
        sent.push(now);
      }
      for (const at of sent)
        expect(sent.filter((other) => other > at - HOUR_MS && other <= at).length).toBeLessThan(11);
    }),
  );
});

test("mails from before the clock was set back hold nobody up", () => {
  const later = Array.from({ length: 20 }, (_, n) => NOW + n * MINUTE + 1);
  expect(heldUntilOf(later, NOW)).toBeNull();
});
