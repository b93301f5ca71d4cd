/** What of a JSON value does not fit the shape that the server's document says. */
import { expect, test } from "bun:test";
import { type Shape, shapeFaults } from "../../ui/json/check.ts";
import { checkedJson, refusedAt } from "../../ui/json/fault.ts";

const SHAPE: Shape = {
  type: "object",
  additionalProperties: false,
  properties: {
    timeoutMs: { type: "integer", minimum: 1000, maximum: 60_000 },
    userAgent: { type: ["string", "null"] },
    encoding: { enum: ["hex", "base64"] },
    waits: { type: "array", maxItems: 2, items: { type: "integer" } },
    health: {
      anyOf: [
        {
          type: "object",
          required: ["afterMs"],
          properties: { afterMs: { type: "integer" } },
          additionalProperties: false,
        },
        { type: "null" },
      ],
    },
  },
};

test.each([
  [{ timeoutMs: 10 }, "timeoutMs", "must be at least 1,000"],
  [{ timeoutMs: 60_001 }, "timeoutMs", "must be at most 60,000"],
  [{ timeoutMs: 1500.5 }, "timeoutMs", "must be a whole number"],
  [{ userAgent: 7 }, "userAgent", "must be a text or null"],
  [{ encoding: "utf8" }, "encoding", 'must be one of "hex", "base64"'],
  [{ waits: [1, 2, 3] }, "waits", "may have at most 2 entries"],
  [{ waits: [1, "2"] }, "waits[1]", "must be a whole number"],
  [{ health: {} }, "health", "afterMs is missing"],
  [{ health: { afterMs: "1" } }, "health.afterMs", "must be a whole number"],
  [{ health: 7 }, "health", "must be an object or null"],
  [{ colour: 1 }, "colour", "there is no field colour"],
  [[], "", "must be an object"],
])("%j is wrong at %s: %s", (value, path, message) => {
  expect(shapeFaults(SHAPE, value)).toEqual([{ path, message }]);
});

test("what fits is right, null where it may be too", () => {
  const value = { timeoutMs: 1000, userAgent: null, encoding: "hex", waits: [], health: null };
  expect(shapeFaults(SHAPE, value)).toEqual([]);
  expect(checkedJson(JSON.stringify(value), SHAPE)).toEqual({ value });
});

test("a fault stands where its value does, the server's own faults too", () => {
  const text = '{\n  "waits": [1, "2"]\n}';
  expect(checkedJson(text, SHAPE)).toEqual({ fault: { text: "waits[1]: must be a whole number.", at: 17 } });
  const told = [{ path: "sample.waits[0]", message: "is odd" }];
  expect(refusedAt(text, told, "sample")).toEqual({ text: "waits[0]: is odd.", at: 14 });
  expect(refusedAt(text, told, "schema")).toBeNull();
  expect(refusedAt(text, [{ path: "eventTypes[0].type", message: "x" }], "eventTypes")).toEqual({
    text: "[0].type: x.",
    at: 0,
  });
});
