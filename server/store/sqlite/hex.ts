/** Bytes as text and back: writes go to the writer as JSON, which knows no bytes. */

/** Bytes as hexadecimal text. */
export function hexOf(bytes: Uint8Array): string {
  return bytes.toHex();
}

/** Hexadecimal text as bytes. */
export function bytesOf(hex: string): Buffer {
  return Buffer.from(hex, "hex");
}
