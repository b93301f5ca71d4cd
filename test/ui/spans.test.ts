/** How spans of time read. */
import { expect, test } from "bun:test";
import { spanText } from "../../ui/spans.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, "0 s"],
  [999, "0 s"],
  [MINUTE - 1, "59 s"],
  [MINUTE, "1 m 0 s"],
  [3 * MINUTE + 12 * SECOND, "3 m 12 s"],
  [HOUR - 1, "59 m 59 s"],
  [4 * HOUR + 59 * SECOND, "4 h 0 m"],
  [DAY - 1, "23 h 59 m"],
  [2 * DAY + 5 * HOUR + 59 * MINUTE, "2 d 5 h"],
  [400 * DAY, "400 d 0 h"],
])("a span of %d ms reads as its two largest units: %s", (spanMs, text) => {
  expect(spanText(spanMs)).toBe(text.replace(/(\d) (?=[smhd])/g, "$1\u2009\u2060"));
});
