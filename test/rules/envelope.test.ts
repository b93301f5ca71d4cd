/** Envelopes against a template that is filled in as a value. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { compileEnvelope, type EnvelopeValues } from "../../server/rules/envelope.ts";
import type { Envelope } from "../../server/rules/profile.ts";

const VALUES: EnvelopeValues = {
  id: "evt_01jbqd3s0efmzr5v0f8qj1x2y3",
  type: "document.ready",
  timestamp: "2027-01-01T00:00:00.000Z",
  organization: 'acme "inc"',
  environment: "production",
  dataText: '{ "total":1.0, "big":12345678901234567890 }',
};

test.each<[Envelope, string]>([
  [
    { type: "$type", timestamp: "$timestamp", data: "$data" },
    '{"type":"document.ready","timestamp":"2027-01-01T00:00:00.000Z","data":{ "total":1.0, "big":12345678901234567890 }}',
  ],
  [
    { org_id: "$organization", meta: { env: { id: "$environment" } }, id: "$id" },
    '{"org_id":"acme \\"inc\\"","meta":{"env":{"id":"production"}},"id":"evt_01jbqd3s0efmzr5v0f8qj1x2y3"}',
  ],
  [
    { $id: "a", version: 2, is: true, none: null, note: "$id and more", other: "$unknown", empty: {} },
    '{"$id":"a","version":2,"is":true,"none":null,"note":"$id and more","other":"$unknown","empty":{}}',
  ],
  [{}, "{}"],
])("the template %j is rendered field by field", (template, text) => {
  expect(compileEnvelope(template)(VALUES)).toBe(text);
});

test("a compiled envelope says what the template says when it is filled in by hand", () => {
  const leaf = fc.oneof(
    fc.constantFrom("$id", "$type", "$timestamp", "$organization", "$environment", "$data", "$Data", "data"),
    fc.string({ unit: "binary" }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const name = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("__proto__", "constructor", "$data", "7"));
  const { node } = fc.letrec<{ node: Envelope }>((tie) => ({
    node: fc.dictionary(name, fc.oneof({ maxDepth: 3 }, leaf, tie("node")), { maxKeys: 5, noNullPrototype: true }),
  }));
  const word = fc.string({ unit: "binary" });
  const values = fc.record({
    id: word,
    type: word,
    timestamp: word,
    organization: word,
    environment: word,
    data: fc.json(),
  });
  fc.assert(
    fc.property(node, values, (template, { data, ...words }) => {
      const filled = JSON.stringify(template, (_, value: unknown) => {
        if (value === "$data") return JSON.parse(data) as unknown;
        return typeof value === "string" && value.slice(1) in words && value.startsWith("$")
          ? words[value.slice(1) as keyof typeof words]
          : value;
      });
      const text = compileEnvelope(template)({ ...words, dataText: JSON.stringify(JSON.parse(data)) });
      expect(text).toBe(filled);
    }),
  );
});
