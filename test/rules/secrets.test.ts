/** Secrets that take over from one another. */
import { expect, test } from "bun:test";
import { liveSecrets, nextEndOf, rotated } from "../../server/rules/secrets.ts";

const NOW = 1_000_000;
const FIRST = { secret: "the first secret", endsAt: null };

test("the last secret signs beside the new one until the overlap ends", () => {
  const both = rotated([FIRST], "the second secret", 500, NOW)!;
  expect(both).toEqual([
    { secret: "the second secret", endsAt: null },
    { secret: "the first secret", endsAt: NOW + 500 },
  ]);
  expect(nextEndOf(both)).toBe(NOW + 500);
  expect(liveSecrets(both, NOW + 499)).toEqual(both);
  expect(liveSecrets(both, NOW + 500)).toEqual([both[0]!]);
});

test("while two sign, no third comes, but at once and alone", () => {
  const both = rotated([FIRST], "the second secret", 500, NOW)!;
  expect(rotated(both, "the third secret", 500, NOW + 499)).toBeNull();
  expect(rotated(both, "the third secret", 0, NOW + 499)).toEqual([{ secret: "the third secret", endsAt: null }]);
  expect(rotated(both, "the third secret", 500, NOW + 500)).toEqual([
    { secret: "the third secret", endsAt: null },
    { secret: "the second secret", endsAt: NOW + 1000 },
  ]);
});

test("without an overlap the new one signs alone", () => {
  const alone = rotated([FIRST], "the second secret", 0, NOW)!;
  expect(alone).toEqual([{ secret: "the second secret", endsAt: null }]);
  expect(nextEndOf(alone)).toBeNull();
});
