/** JSON as it is typed. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { colouredTokens } from "../../ui/json/colours.ts";
import { lineOf, nearestPlace, scan } from "../../ui/json/scan.ts";

const isSound = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test("whatever the language's own parser takes is sound, and has its value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, 2), (value, blanks) => {
      const text = JSON.stringify(value, null, blanks);
      expect(scan(text)).toMatchObject({ value: JSON.parse(text) });
    }),
  );
});

test("a text with a letter too many or too few is sound only where the language's own parser says so", () => {
  const cut = fc.tuple(
    fc.jsonValue({ maxDepth: 4 }),
    fc.nat(),
    fc.constantFrom("", "{", "}", "]", ",", '"', "\\", "0", "\n"),
  );
  fc.assert(
    fc.property(cut, ([value, place, letter]) => {
      const text = JSON.stringify(value, null, 1);
      const at = place % (text.length + 1);
      const typed = text.slice(0, at) + letter + text.slice(letter === "" ? at + 1 : at);
      const scanned = scan(typed);
      if ("fault" in scanned && scanned.fault === "twice") return;
      expect("value" in scanned).toBe(isSound(typed));
      if ("fault" in scanned) expect(scanned.at).toBeLessThanOrEqual(typed.length);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['{"a": 1,}', "trailing", 7],
  ['{"a" 1}', "colon", 5],
  ['{"a": }', "value", 6],
  ["{a: 1}", "key", 1],
  ['{"a": 1 "b": 2}', "comma", 8],
  ['{"a": "x\n"}', "string", 6],
  ['{"a": "\\x"}', "escape", 7],
  ['{"a": 01}', "number", 6],
  ['{"a": 1, "a": 2}', "twice", 9],
  ["{} x", "after", 3],
  ["", "value", 0],
  [`${"[".repeat(200)}`, "deep", 101],
])("what is wrong with %s is told at its place", (text, fault, at) => {
  expect(scan(text)).toEqual({ fault, at } as never);
});

test("every part has its place under the path that the API calls it", () => {
  const text = '{"retry": {"waitsMs": [5, 60]}, "a": null}';
  const scanned = scan(text);
  if (!("places" in scanned)) throw new Error("it is sound");
  const textAt = (path: string) => text.slice(...(nearestPlace(scanned.places, path) ?? [0, 0]));
  expect(textAt("retry.waitsMs[1]")).toBe("60");
  expect(textAt("retry.waitsMs")).toBe('"waitsMs": [5, 60]');
  expect(textAt("retry.jitterShare")).toBe('"retry": {"waitsMs": [5, 60]}');
  expect(textAt("retry.waitsMs[7].x")).toBe('"waitsMs": [5, 60]');
  expect(textAt("nothing.such")).toBe(text);
  expect(lineOf('{\n  "a": x', 9)).toEqual({ line: 2, column: 8 });
});

test("colours leave every letter as it is, whether the text is whole or not", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[],:"\\ \na1-é') }), (text) => {
      expect(
        colouredTokens(text)
          .map(({ text }) => text)
          .join(""),
      ).toBe(text);
    }),
  );
  expect(colouredTokens('{"a": "b').map(({ kind }) => kind)).toEqual(["mark", "key", "mark", "space", "string"]);
});
