/** Schemas of event types: which can be used, and how what is wrong with data is told. */
import { expect, test } from "bun:test";
import { compileSchema, schemaFault } from "../../server/rules/json-schema.ts";

test.each([
  ["an empty one", {}],
  ["one that says its draft", { $schema: "https://json-schema.org/draft/2020-12/schema", type: "object" }],
  [
    "one that refers to its own parts",
    { $defs: { id: { type: "string" } }, properties: { id: { $ref: "#/$defs/id" } } },
  ],
  ["one that refers to an anchor", { $defs: { id: { $anchor: "id" } }, properties: { id: { $ref: "#id" } } }],
  ["one with a field of the name $ref", { properties: { $ref: { type: "string" } } }],
  ["one with a reference in its data", { const: { $ref: "https://example.com/a.json" } }],
])("%s can be used", (_, schema) => {
  expect(schemaFault(schema)).toBeNull();
});

test.each([
  ["another draft", { $schema: "http://json-schema.org/draft-07/schema#" }, "use draft 2020-12, or leave out $schema"],
  ["a remote reference", { items: { $ref: "https://example.com/a.json" } }, /^refer only to parts .* https:/],
  ["a reference to a file", { $ref: "other.json" }, /^refer only to parts/],
  ["a reference to nothing", { properties: { a: { $ref: "#/$defs/a" } } }, "#/$defs/a leads nowhere"],
  ["a dynamic reference", { $dynamicRef: "#a" }, /^use \$ref/],
  ["a pattern that is none", { pattern: "(" }, "( is no regular expression"],
  ["a pattern of names that is none", { patternProperties: { "[": {} } }, "[ is no regular expression"],
  ["32 KiB and more", { description: "x".repeat(32 * 1024) }, /^keep it within 32768 bytes/],
  [
    "two parts of one name",
    { $defs: { a: { $id: "https://a.example/b" }, b: { $id: "https://a.example/b" } } },
    /^give a/,
  ],
])("%s is refused", (_, schema, fault) => {
  expect(schemaFault(schema)).toEqual(typeof fault === "string" ? fault : expect.stringMatching(fault));
});

const SCHEMA = {
  type: "object",
  required: ["status", "items"],
  additionalProperties: false,
  properties: {
    status: { enum: ["READY", "FAILED"] },
    items: { type: "array", minItems: 1, items: { $ref: "#/$defs/item" } },
    "odd/na~me": { type: ["string", "null"] },
    owner: { anyOf: [{ type: "string" }, { type: "object", required: ["id"] }] },
    at: { type: "string", format: "date-time" },
  },
  $defs: { item: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 3 } } } },
};

test.each([
  ["what is missing", { items: [{ name: "a" }] }, { "data.status": "is required" }],
  ["a value that is none of a list", { status: "GONE", items: [{ name: "a" }] }, { "data.status": /READY/ }],
  ["a wrong type, deep inside", { status: "READY", items: [{ name: 1 }] }, { "data.items[0].name": "must be string" }],
  [
    "two at once",
    { status: "READY", items: [{}, { name: "long" }] },
    {
      "data.items[0].name": "is required",
      "data.items[1].name": /3/,
    },
  ],
  ["a field too many", { status: "READY", items: [{ name: "a" }], more: 1 }, { "data.more": "is not a known field" }],
  [
    "a name with slash and tilde",
    { status: "READY", items: [{ name: "a" }], "odd/na~me": 1 },
    {
      "data.odd/na~me": "must be string or null",
    },
  ],
  ["none of several choices", { status: "READY", items: [{ name: "a" }], owner: {} }, { "data.owner": /any/ }],
  ["a time that is none", { status: "READY", items: [{ name: "a" }], at: "noon" }, { "data.at": /date-time/ }],
  ["too few", { status: "READY", items: [] }, { "data.items": /1/ }],
])("the data's fault is told with its path: %s", (_, data, faults) => {
  const found = compileSchema(SCHEMA)(data);
  expect(found).toEqual(
    Object.entries(faults).map(([path, message]) => ({
      path,
      message: typeof message === "string" ? message : expect.stringMatching(message),
    })),
  );
});

test("data that fits has no fault, and the schema is left as it was", () => {
  const before = JSON.stringify(SCHEMA);
  expect(compileSchema(SCHEMA)({ status: "READY", items: [{ name: "abc" }], owner: { id: 1 } })).toEqual([]);
  expect(JSON.stringify(SCHEMA)).toBe(before);
});
