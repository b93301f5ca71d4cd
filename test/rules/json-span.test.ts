/** The scanner against jsonc-parser and JSON.parse. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type Node, parseTree } from "jsonc-parser";
import { DEPTH_MAX, decodeJson, elementsOf, membersOf, type Span } from "../../server/rules/json-span.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The decoded body and the spans of its members; fails when it has none. */
function read(text: string): { text: string; spans: ReadonlyMap<string, Span> } {
  const body = decodeJson(bytesOf(text));
  if (body.kind !== "json" || body.members.kind !== "members") throw new Error(`not read: ${text}`);
  return { text: body.text, spans: body.members.spans };
}

/** The exact text of one member. */
function sliceOf(text: string, name: string): string {
  const { start, end } = read(text).spans.get(name)!;
  return text.slice(start, end);
}

const space = fc.string({ unit: fc.constantFrom(" ", "\n", "\t", "\r"), maxLength: 2 });
const quoted = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\\\\",
        '\\"',
        "\\n",
        "\\/",
        "\\u0041",
        "\\ud800",
        "\\ud83d\\ude00",
        "{",
        "]",
        ",",
        ":",
        "é",
        "💡",
      ),
      fc
        .string({ unit: "grapheme-ascii", minLength: 1, maxLength: 3 })
        .map((text) => JSON.stringify(text).slice(1, -1)),
    ),
    { maxLength: 5 },
  )
  .map((parts) => `"${parts.join("")}"`);
const scalar = fc.oneof(
  quoted,
  fc.constantFrom("null", "true", "false", "0", "-0", "1.0", "1e999", "-1E+2", "12345678901234567890123"),
);
/** JSON as people write it: odd white space, escapes, numbers that no double holds. */
const { json, object, list } = fc.letrec<{ json: string; object: string; list: string }>((tie) => ({
  json: fc.oneof({ maxDepth: 4 }, scalar, tie("object"), tie("list")),
  object: fc
    .tuple(space, fc.array(fc.tuple(space, quoted, space, space, tie("json"), space), { maxLength: 4 }))
    .map(
      ([gap, members]) =>
        `{${gap}${members.map(([a, name, b, c, value, d]) => `${a}${name}${b}:${c}${value}${d}`).join(",")}}`,
    ),
  list: fc
    .tuple(space, fc.array(fc.tuple(space, tie("json"), space), { maxLength: 4 }))
    .map(([gap, elements]) => `[${gap}${elements.map((parts) => parts.join("")).join(",")}]`),
}));

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** What jsonc-parser finds of an object: names and spans in order. */
function membersByJsonc(node: Node): [string, Span][] {
  return node.children!.map(({ children }) => [children![0]!.value as string, spanOf(children![1]!)]);
}

test("the members of an object stand where jsonc-parser finds them, and a name that comes twice is told", () => {
  fc.assert(
    fc.property(space, object, space, (before, text, after) => {
      const whole = before + text + after;
      const body = decodeJson(bytesOf(whole));
      if (body.kind !== "json") throw new Error(body.message);
      const expected = membersByJsonc(parseTree(whole)!);
      const names = expected.map(([name]) => name);
      const twice = names.find((name, i) => names.indexOf(name) < i);
      if (twice !== undefined) expect(body.members).toEqual({ kind: "duplicate", name: twice });
      else expect(body.members).toEqual({ kind: "members", spans: new Map(expected) });
      expect(body.text).toBe(whole);
    }),
    { numRuns: 1000 },
  );
});

test("the elements of an array, and the members of each, stand where jsonc-parser finds them", () => {
  fc.assert(
    fc.property(list, (events) => {
      const { text, spans } = read(`{"a": 1, "events": ${events} }`);
      const { start } = spans.get("events")!;
      const elements = elementsOf(text, start)!;
      const expected = parseTree(events)!.children!;
      expect(elements).toEqual(expected.map((node) => moved(spanOf(node), start)));
      expected.forEach((node, i) => {
        const found = membersOf(text, elements[i]!.start);
        if (node.type !== "object") expect(found).toEqual({ kind: "no_object" });
        else if (found.kind === "members") {
          expect([...found.spans]).toEqual(membersByJsonc(node).map(([name, span]) => [name, moved(span, start)]));
        }
      });
    }),
    { numRuns: 500 },
  );
});

test("whatever bytes come, the answer is JSON.parse's, and cut-out parts parse to the same values", () => {
  const broken = fc
    .tuple(json, fc.nat(), fc.constantFrom("", '"', "\\", "{", "]", ",", ":", "\0", "x"))
    .map(([text, at, insert]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + insert + text.slice(cut + 1);
    });
  fc.assert(
    fc.property(fc.oneof(json, broken), (text) => {
      const wellFormed = text.toWellFormed();
      const body = decodeJson(bytesOf(wellFormed));
      const parsed = (() => {
        try {
          return { value: JSON.parse(wellFormed) as unknown };
        } catch {
          return null;
        }
      })();
      expect(body.kind).toBe(parsed === null ? "not_json" : "json");
      if (body.kind !== "json" || body.members.kind !== "members") return;
      const { value, members } = body;
      expect(value).toEqual(parsed!.value);
      for (const [name, { start, end }] of members.spans) {
        expect(JSON.parse(wellFormed.slice(start, end))).toEqual((value as Record<string, unknown>)[name]);
      }
    }),
    { numRuns: 2000 },
  );
});

test("any bytes at all are answered, never thrown at", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => ["json", "not_json"].includes(decodeJson(bytes).kind)),
  );
});

test.each([
  ['{"data": {"b":1, "a":2}}', '{"b":1, "a":2}'],
  [
    '{"data":{"id":12345678901234567890,"price":1.0,"far":1e999}}',
    '{"id":12345678901234567890,"price":1.0,"far":1e999}',
  ],
  ['{"data":{"a":1,"a":2}}', '{"a":1,"a":2}'],
  ['{"data":{"__proto__":{"x":1}}}', '{"__proto__":{"x":1}}'],
  ['{"data":{"half":"\\ud800","slash":"\\/","brace":"}\\""}}', '{"half":"\\ud800","slash":"\\/","brace":"}\\""}'],
  ['{"\\u0064ata" : [ 1 ] }', "[ 1 ]"],
  ['{"data":-0}', "-0"],
  ['{"x":"\\\\","data":"\\\\\\""}', '"\\\\\\""'],
])("%s keeps its data as %s", (text, data) => {
  expect(sliceOf(text, "data")).toBe(data);
});

describe("refused", () => {
  test.each([
    ["a BOM", [0xef, 0xbb, 0xbf, 0x7b, 0x7d]],
    ["a lone byte above 7f", [0x22, 0xff, 0x22]],
    ["an overlong form", [0x22, 0xc0, 0x80, 0x22]],
    ["an encoded surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["a character cut short", [0x22, 0xe2, 0x82, 0x22]],
    ["nothing", []],
    ["a raw NUL", [0x7b, 0x00, 0x7d]],
  ])("%s is not JSON", (_, bytes) => {
    expect(decodeJson(new Uint8Array(bytes)).kind).toBe("not_json");
  });

  test.each([
    "{} {}",
    '{"a":1,}',
    "{'a':1}",
    '{"a"}',
    '{"a":}',
    '{"a":1',
    '{"a',
    '{"a":"\\',
    "// x\n{}",
    "NaN",
    '{"a":01}',
    '{"\\x":1}',
  ])("%s is not JSON", (text) => {
    expect(decodeJson(bytesOf(text)).kind).toBe("not_json");
  });

  test.each([
    ['{"type":1,"type":2}', "type"],
    ['{"type":1,"t\\u0079pe":2}', "type"],
    ['{"__proto__":1,"__proto__":2}', "__proto__"],
    ['{"":1,"":2}', ""],
  ])("%s names a member twice", (text, name) => {
    expect(decodeJson(bytesOf(text))).toMatchObject({ kind: "json", members: { kind: "duplicate", name } });
  });

  test.each(["[]", "1", '"{}"', "null"])("%s is JSON, but no object", (text) => {
    expect(decodeJson(bytesOf(text))).toMatchObject({ kind: "json", members: { kind: "no_object" } });
  });
});

test.each([
  ["arrays", (depth: number) => "[".repeat(depth) + "]".repeat(depth)],
  ["objects", (depth: number) => '{"a":'.repeat(depth) + "1" + "}".repeat(depth)],
  ["an array in a member", (depth: number) => `{"data":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`],
])("%s may be nested to the limit and no deeper, and brackets in a string do not count", (_, nest) => {
  expect(decodeJson(bytesOf(nest(DEPTH_MAX))).kind).toBe("json");
  expect(decodeJson(bytesOf(nest(DEPTH_MAX + 1))).kind).toBe("too_deep");
  expect(decodeJson(bytesOf(nest(1_000_000))).kind).toBe("too_deep");
  expect(decodeJson(bytesOf(JSON.stringify({ data: nest(1000) }))).kind).toBe("json");
});
