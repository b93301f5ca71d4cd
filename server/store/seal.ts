/** Seals what must not be readable at rest: AES-256-GCM under the instance's secret key. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals and opens bytes. `about` binds a sealed value to its row, so that it cannot be moved to another. */
export interface Seal {
  /** Tells keys apart without giving them away: 16 bytes. */
  readonly fingerprint: Uint8Array;
  seal(plain: string, about: Uint8Array): Uint8Array;
  /** @throws Error when it was sealed by another key, for another row, or altered */
  open(sealed: Uint8Array, about: Uint8Array): string;
}

/** A seal by a secret key of at least 32 characters. The sealing key and the fingerprint are both derived from it. */
export function createSeal(secretKey: string): Seal {
  const key = new Uint8Array(hkdfSync("sha256", secretKey, "", "hookwheel seal", 32));
  const fingerprint = new Uint8Array(hkdfSync("sha256", secretKey, "", "hookwheel fingerprint", 16));
  return {
    fingerprint,
    seal(plain, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(about);
      const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed, about) {
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES)).setAAD(about);
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    },
  };
}
