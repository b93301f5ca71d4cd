/** Signature headers of a product's own, held against node's HMAC and openssl's words. */
import { expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import { compileOwnSignatures, ownHeaderNames, type Signed } from "../../server/rules/own-signature.ts";
import type { SignatureHeader } from "../../server/rules/profile.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SIGNED: Signed = { id: "evt_1", timestampSeconds: 1614265330, body: `{"name": "Zoë {body} {id}"}` };

const HEADER: SignatureHeader = {
  header: "X-Signature",
  signed: "{body}",
  encoding: "hex",
  prefix: "",
  timestampHeader: null,
};

function signed(...signatures: SignatureHeader[]): [string, string][] {
  const headers: [string, string][] = [];
  compileOwnSignatures(signatures, SECRET)!(SIGNED, headers);
  return headers;
}

function hmac(text: string, encoding: "hex" | "base64"): string {
  return createHmac("sha256", Buffer.from(SECRET, "utf8")).update(text, "utf8").digest(encoding);
}

test.each([
  ["{body}", SIGNED.body],
  ["{timestamp}.{body}", `1614265330.${SIGNED.body}`],
  ["{id}.{timestamp}.{body}", `evt_1.1614265330.${SIGNED.body}`],
  ["v0:{timestamp}:{body}", `v0:1614265330:${SIGNED.body}`],
  ["{body}{body}", SIGNED.body + SIGNED.body],
])("%s signs what it says, by the whole secret as text, and a body's own braces stay", (template, text) => {
  expect(signed({ ...HEADER, signed: template })).toEqual([["X-Signature", hmac(text, "hex")]]);
  const encoded = signed({ ...HEADER, signed: template, encoding: "base64", prefix: "sha256=" });
  expect(encoded).toEqual([["X-Signature", `sha256=${hmac(text, "base64")}`]]);
});

test("a known answer", () => {
  // echo -n '{"name": "Zoë {body} {id}"}' | openssl dgst -sha256 -hmac whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
  expect(signed(HEADER)).toEqual([["X-Signature", "e16cda4250146b6b8e60f83b62a475449628cb5f9d0eee0a2b8902f045d50e51"]]);
});

test("several go along at once, their time told once in each header that tells it", () => {
  const timed = { ...HEADER, signed: "{timestamp}.{body}", timestampHeader: "X-Time" };
  const headers = signed(
    HEADER,
    { ...timed, header: "X-Two" },
    { ...timed, header: "X-Three", timestampHeader: "x-time" },
  );
  expect(headers.map(([name]) => name.toLowerCase())).toEqual(["x-time", "x-signature", "x-two", "x-three"]);
  expect(headers[0]![1]).toBe("1614265330");
  expect([...ownHeaderNames([HEADER, timed])].sort()).toEqual(["x-signature", "x-time"]);
});

test("without a header of its own a profile needs no work", () => {
  expect(compileOwnSignatures([], SECRET)).toBeNull();
});
