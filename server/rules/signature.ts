/** Standard Webhooks signatures: HMAC-SHA256 over id, timestamp and the exact bytes sent. */

const PREFIX = "whsec_";
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The key of a secret: base64 after `whsec_` is decoded, anything else is its own bytes. */
export function keyOf(secret: string): Uint8Array {
  const encoded = secret.slice(PREFIX.length);
  const isEncoded = secret.startsWith(PREFIX) && encoded !== "" && BASE64.test(encoded);
  return isEncoded ? Buffer.from(encoded, "base64") : Buffer.from(secret, "utf8");
}

/**
 * The `webhook-signature` header: one signature for each key, parted by blanks.
 *
 * *Source:* Standard Webhooks, "Signature scheme".
 *
 * @param timestampSeconds the `webhook-timestamp` header: unix seconds
 */
export function signatureOf(keys: readonly Uint8Array[], id: string, timestampSeconds: number, body: string): string {
  const signed = `${id}.${timestampSeconds}.`;
  const sign = (key: Uint8Array) =>
    `v1,${new Bun.CryptoHasher("sha256", key).update(signed).update(body).digest("base64")}`;
  return keys.length === 1 ? sign(keys[0]!) : keys.map(sign).join(" ");
}
