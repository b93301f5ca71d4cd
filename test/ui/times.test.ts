/** How points in time read. */
import { expect, test } from "bun:test";
import { agoText, momentText, tookText, utcText } from "../../ui/times.ts";

const NOW = new Date(2026, 10, 20, 14, 2, 11).getTime();
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

test.each([
  [-5 * SECOND, "now"],
  [999, "now"],
  [SECOND, "1 s ago"],
  [59.9 * SECOND, "59 s ago"],
  [MINUTE, "1 m ago"],
  [HOUR - 1, "59 m ago"],
  [23.9 * HOUR, "23 h ago"],
])("what was %d ms ago reads as %s", (spanMs, text) => {
  expect(agoText(NOW - spanMs, NOW)).toBe(text.replace(/(\d) (?=[smh] )/, "$1\u2009\u2060"));
});

test("a day ago it becomes the day, and another year is named", () => {
  expect(agoText(NOW - 24 * HOUR, NOW)).toBe("19 Nov, 14:02");
  expect(agoText(NOW - 365 * 24 * HOUR, NOW)).toBe("20 Nov 2025, 14:02");
});

test("today's moments are told to the second, others by their day", () => {
  expect(momentText(NOW - HOUR, NOW)).toBe("13:02:11");
  expect(momentText(NOW - 24 * HOUR, NOW)).toBe("19 Nov, 14:02");
});

test("the exact time is UTC to the millisecond", () => {
  expect(utcText("2026-11-20T14:02:11.846Z")).toBe("2026-11-20 14:02:11.846 UTC");
});

test.each([
  [0, "0 ms"],
  [82.4, "82 ms"],
  [4_249, "4.2 s"],
  [64_000, "1 m 4 s"],
])("what took %d ms reads as %s", (spanMs, text) => {
  expect(tookText(spanMs)).toBe(text.replace(/(\d) (?=[sm])/g, "$1\u2009\u2060"));
});
