/** Whether a request that came in is signed as we sign. */
import { signatureOf } from "./signature.ts";

/** What of a request's headers is signed, and how. */
export interface Signed {
  id: string;
  /** Unix seconds. */
  timestamp: string;
  /** One or more signatures, parted by blanks. */
  signature: string;
}

/** Whether one of the signatures is by one of the keys. *Source:* Standard Webhooks, "Verifying signatures". */
export function isSignedBy(keys: readonly Uint8Array[], { id, timestamp, signature }: Signed, body: string): boolean {
  if (!/^\d{1,15}$/.test(timestamp)) return false;
  const right = new Set(signatureOf(keys, id, Number(timestamp), body).split(" "));
  return signature.split(" ").some((one) => right.has(one));
}
