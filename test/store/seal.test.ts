/** Sealed values: only their own key opens them, only for their own row, and only as they were. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { createDecipheriv, hkdfSync } from "node:crypto";
import { newId } from "../../server/base/ids.ts";
import { createSeal } from "../../server/store/seal.ts";
import { NOON } from "./room.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const seal = createSeal(KEY);
const row = newId(NOON);

test("what is sealed is opened as it was, also when the program was started anew", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (plain) => {
      expect(createSeal(KEY).open(seal.seal(plain, row), row)).toBe(plain);
    }),
  );
});

test("it is AES-256-GCM, and another program that has the key can open it", () => {
  const sealed = Buffer.from(seal.seal("whsec_x", row));
  const key = Buffer.from(hkdfSync("sha256", KEY, "", "hookwheel seal", 32));
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12)).setAAD(row);
  decipher.setAuthTag(sealed.subarray(12, 28));
  expect(decipher.update(sealed.subarray(28), undefined, "utf8") + decipher.final("utf8")).toBe("whsec_x");
});

test("the same value is never sealed to the same bytes", () => {
  const texts = Array.from({ length: 100 }, () => Buffer.from(seal.seal("whsec_x", row)).toString("hex"));
  expect(new Set(texts).size).toBe(100);
});

test("nothing of the plain text is to be seen", () => {
  expect(Buffer.from(seal.seal("whsec_secret", row)).toString("latin1")).not.toContain("secret");
});

test("another row's id and another key do not open it", () => {
  const sealed = seal.seal("whsec_x", row);
  expect(() => seal.open(sealed, newId(NOON))).toThrow();
  expect(() => createSeal(KEY.toUpperCase()).open(sealed, row)).toThrow();
});

test("a value with any byte changed, cut short or added is not opened", () => {
  for (const plain of ["whsec_x", ""]) {
    const sealed = seal.seal(plain, row);
    for (let place = 0; place < sealed.length; place++) {
      const altered = Uint8Array.from(sealed);
      altered[place]! ^= 1;
      expect(() => seal.open(altered, row)).toThrow();
      expect(() => seal.open(sealed.subarray(0, place), row)).toThrow();
    }
    expect(() => seal.open(Uint8Array.from([...sealed, 0]), row)).toThrow();
  }
});

test("a fingerprint tells keys apart, and stays", () => {
  expect(createSeal(KEY).fingerprint).toEqual(seal.fingerprint);
  expect(seal.fingerprint).toHaveLength(16);
  expect(createSeal(`${KEY}.`).fingerprint).not.toEqual(seal.fingerprint);
  expect(Bun.SHA256.hash(KEY).slice(0, 16)).not.toEqual(seal.fingerprint);
});
