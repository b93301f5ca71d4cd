/** Checks a Standard Webhooks signature in the browser. *Source:* Standard Webhooks, "Signature scheme". */

/** What a request is signed by, `null` in a part that it lacks. */
export interface Signed {
  id: string;
  /** Unix seconds. */
  timestamp: string;
  /** One or more, as the header says: `v1,…`. */
  signatures: string[];
}

/** What was computed, and whether the request carries it. */
export interface SignatureCheck {
  isMatch: boolean;
  computed: string;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The three headers of a request, `null` when it lacks one. */
export function signedBy(headers: readonly (readonly [string, string])[]): Signed | null {
  const valueOf = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const id = valueOf("webhook-id");
  const timestamp = valueOf("webhook-timestamp");
  const signature = valueOf("webhook-signature");
  if (id === undefined || timestamp === undefined || signature === undefined) return null;
  return { id, timestamp, signatures: signature.split(" ") };
}

/** Whether this browser computes HMACs for this page: on https and on localhost. */
export function canCheck(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** Signs the body anew with a secret, and compares. */
export async function checkSignature(secret: string, signed: Signed, body: string): Promise<SignatureCheck> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", keyOf(secret), algorithm, false, ["sign"]);
  const content = encoder.encode(`${signed.id}.${signed.timestamp}.${body}`);
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, content));
  const computed = `v1,${btoa(String.fromCharCode(...bytes))}`;
  return { isMatch: signed.signatures.includes(computed), computed };
}

/** Base64 after `whsec_` is decoded, anything else is its own bytes. */
function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  const encoded = secret.replace(/^whsec_/, "");
  const isEncoded = encoded !== secret && encoded !== "" && BASE64.test(encoded);
  if (!isEncoded) return new TextEncoder().encode(secret);
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}
