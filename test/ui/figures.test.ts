/** Figures made of figures. */
import { expect, test } from "bun:test";
import { hoursOf, rateText, tallest, ticksOf } from "../../ui/overview/figures.ts";
import { troubled } from "../../ui/overview/troubled.ts";
import type { Bucket, Endpoint } from "../../ui/shapes.ts";

const NONE = { from: "", attempts: 0, delivered: 0, retried: 0, failed: 0, ours: 0, skipped: 0, cancelled: 0 };
const bucket = (part: Partial<Bucket>): Bucket => ({ ...NONE, ...part });

test("what is made again is told from what failed for good, and what is our fault is no failure of a webhook", () => {
  const hours = [
    { delivered: 3, retried: 2, failed: 1 },
    { ours: 5, delivered: 7 },
  ].map(bucket);
  expect(hoursOf(hours)).toEqual([
    { delivered: 3, retried: 2, failed: 1 },
    { delivered: 7, retried: 0, failed: 0 },
  ]);
});

test.each([
  [1, "100 %"],
  [0.99999, "99.99 %"],
  [0.9998, "99.98 %"],
  [0.614, "61.40 %"],
  [0.5, "50.00 %"],
  [0.00001, "0.00 %"],
  [0, "0 %"],
])("a rate of %d reads as %s, and is never rounded up to all", (rate, text) => {
  expect(rateText(rate)).toBe(text.replace(" ", "\u2009\u2060"));
});

test("the tallest bar counts every outcome, and an empty chart has a height too", () => {
  expect(tallest([bucket({ delivered: 2, failed: 3 }), bucket({ delivered: 4 })])).toBe(5);
  expect(tallest([])).toBe(1);
});

test.each([
  [96, 6, [0, 16, 32, 48, 64, 80]],
  [60, 6, [0, 10, 20, 30, 40, 50]],
  [3, 6, [0, 1, 2]],
])("of %d bars about %d are named", (length, count, ticks) => {
  expect(ticksOf(length, count)).toEqual(ticks);
});

test("the gravest webhooks come first, and those that are well not at all", () => {
  const endpoints = [
    { id: "well", status: "active", consecutiveFailures: 0, waitingCount: 3 },
    { id: "holding", status: "paused", consecutiveFailures: 0, waitingCount: 9 },
    { id: "failing", status: "active", consecutiveFailures: 2, waitingCount: 0 },
    { id: "worse", status: "active", consecutiveFailures: 7, waitingCount: 0 },
    { id: "resting", status: "paused", consecutiveFailures: 0, waitingCount: 0 },
    { id: "disabled", status: "disabled", consecutiveFailures: 1, waitingCount: 0 },
  ] as Endpoint[];
  expect(troubled(endpoints).map(({ id }) => id)).toEqual(["disabled", "worse", "failing", "holding"]);
});
