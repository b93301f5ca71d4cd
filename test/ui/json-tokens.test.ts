/** JSON as it is shown: nothing of it is lost or changed. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { indented, jsonTokens } from "../../ui/json-tokens.ts";

test("the parts of any JSON text, joined, are the text; formatted, it says the same", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, "\t"), (text, space) => {
      const written = JSON.stringify(JSON.parse(text), null, space);
      const tokens = jsonTokens(written) ?? [];
      expect(tokens.map(({ text }) => text).join("")).toBe(written);
      const formatted = indented(tokens)
        .map(({ text }) => text)
        .join("");
      expect(formatted).toBe(JSON.stringify(JSON.parse(written), null, 2));
    }),
  );
});

test("numbers and repeated keys that a parser would change are shown as they are", () => {
  const tokens = jsonTokens(`{"n":12345678901234567890,"n":1.0e+2,"é":"\\u00e9"}`) ?? [];
  expect(
    indented(tokens)
      .map(({ text }) => text)
      .join(""),
  ).toBe(`{\n  "n": 12345678901234567890,\n  "n": 1.0e+2,\n  "é": "\\u00e9"\n}`);
  expect(tokens.filter(({ kind }) => kind === "key").map(({ text }) => text)).toEqual([`"n"`, `"n"`, `"é"`]);
  expect(tokens.filter(({ kind }) => kind === "string").map(({ text }) => text)).toEqual([`"\\u00e9"`]);
});

test.each(["", "OK", "<b>no</b>", "{", `{"a":1}x`, "NaN"])("what is not JSON has no parts: %j", (text) => {
  expect(jsonTokens(text)).toBeNull();
});
