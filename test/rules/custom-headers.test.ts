/** Which headers a customer may add. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { customHeaderFault, customHeadersFault } from "../../server/rules/custom-headers.ts";

const FORBIDDEN =
  "host content-length transfer-encoding te trailer connection keep-alive upgrade expect content-type content-encoding " +
  "accept-encoding user-agent cookie proxy-authorization proxy-x webhook-id webhook-signature svix-id x-forwarded-for " +
  "x-amz-target x-aws-ec2-metadata-token metadata metadata-flavor";

test.each(FORBIDDEN.split(" "))("%s cannot be set, in any case", (name) => {
  for (const written of [name, name.toUpperCase()]) {
    expect(customHeaderFault(written, "x")).toBe(`choose another name: ${written} is set by the sender or not allowed`);
  }
});

test.each(["Authorization", "X-Api-Key", "x-host", "teapot", "x-webhook-id", "accept-language", "__proto__"])(
  "%s can be set",
  (name) => {
    expect(customHeaderFault(name, "Bearer x")).toBeNull();
  },
);

test.each(["", "a b", "a:", "a\r\nb", "é", "a\0", "(a)"])("%j is no name", (name) => {
  expect(customHeaderFault(name, "x")).toBe("use letters, digits and - in a header's name");
});

test("a value is one line of Latin-1, without white space around it", () => {
  expect([customHeaderFault("x", "caf\xe9\tx"), customHeaderFault("x", "")]).toEqual([null, null]);
  for (const value of ["a\r\nb: c", "a\nb", "a\rb", "a\0", "\u0100", "💥", "a\x7f"]) {
    expect(customHeaderFault("x", value)).toBe("keep the value of x on one line, in Latin-1 characters");
  }
  expect(customHeaderFault("x", " a")).toBe("remove the white space around the value of x");
});

test("a header that passes is taken by fetch as it stands", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (name, value) => {
      if (customHeaderFault(`x${name}`, value) !== null) return true;
      return new Headers([[`x${name}`, value]]).get(`x${name}`) === value;
    }),
  );
});

test("there are at most 20, each within 4 KiB, each name once", () => {
  const some = (count: number) => Array.from({ length: count }, (_, i) => [`x-${i}`, "y"] as const);
  expect([customHeadersFault(some(20)), customHeadersFault([])]).toEqual([null, null]);
  expect(customHeadersFault(some(21))).toBe("use at most 20 headers");
  expect(customHeadersFault([["x", "y".repeat(4095)]])).toBeNull();
  expect(customHeadersFault([["x", "y".repeat(4096)]])).toBe("keep x within 4096 bytes");
  expect(
    customHeadersFault([
      ["x-a", "1"],
      ["X-A", "2"],
    ]),
  ).toBe("give X-A once");
  expect(
    customHeadersFault([
      ["x-a", "1"],
      ["host", "2"],
    ]),
  ).toBeString();
});
