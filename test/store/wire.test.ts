/** What is asked of the writer comes over as it was, whatever its texts hold. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { type Asked, packAsked, unpackAsked } from "../../server/store/sqlite/wire.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("", `{"a":"\\"1 2\\""}`, "9 {", "ö", "界".repeat(100), "\u{1f600}", "\ud800", "a: b\nc: d"),
);

const given = fc.oneof(
  fc.constant(null),
  fc.record({ delivery: fc.nat(), reason: text }),
  fc.record({ at: fc.nat(), texts: fc.array(text, { maxLength: 3 }) }),
);

const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.constant({ ask: "close" } as const),
  fc.record({
    ask: fc.constant("commit" as const),
    units: fc.array(fc.record({ name: fc.constant("probe" as const), given }), { maxLength: 5 }),
  }),
);

test("what is packed is unpacked as it was", () => {
  fc.assert(
    fc.property(asked, (one) => {
      expect(unpackAsked(packAsked(one))).toEqual(one);
    }),
    { numRuns: 2000 },
  );
});

test("long texts are not escaped", () => {
  const body = `{"quoted":"${'\\"'.repeat(1000)}"}`;
  const one: Asked = { ask: "commit", units: [{ name: "probe", given: { texts: [body] } }] };
  expect(packAsked(one)).toEndWith(body);
});
