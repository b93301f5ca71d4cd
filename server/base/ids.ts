/** Ids: 16 bytes of UUIDv7 inside, TypeIDs (`evt_` and 26 characters) at the edges. */
import { randomUUIDv7 } from "bun";
import type { UnixMs } from "./clock.ts";

/** The prefixes of the house, one a noun. */
export type IdPrefix =
  "org" | "env" | "evt" | "ep" | "dlv" | "att" | "rcv" | "key" | "aud" | "ntc" | "per" | "ses" | "inb";

/** Crockford's base32 in lower case. *Source:* TypeID specification 0.3. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Two digits at a time, since an id is written for each event and each attempt. */
const PAIRS = Array.from({ length: 1024 }, (_, pair) => ALPHABET[pair >>> 5]! + ALPHABET[pair & 31]!);

const DIGITS = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 32; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** A fresh id: 16 bytes, ordered by `now` to the millisecond. */
export function newId(now: UnixMs): Uint8Array {
  return randomUUIDv7("buffer", now);
}

/** `prefix_` and 26 characters: 128 bits, the highest first, two zero bits before them. */
export function idText(prefix: IdPrefix, id: Uint8Array): string {
  let text = `${prefix}_`;
  let bits = 0;
  let bitsCount = 2;
  for (let i = 0; i < 16; i++) {
    bits = (bits << 8) | (id[i] as number);
    bitsCount += 8;
    if (bitsCount < 10) continue;
    bitsCount -= 10;
    text += PAIRS[(bits >>> bitsCount) & 1023];
    bits &= (1 << bitsCount) - 1;
  }
  return text;
}

/** The 16 bytes of an id's text, or `null` when it is none of this prefix. */
export function idBytes(prefix: IdPrefix, text: string): Uint8Array | null {
  const start = prefix.length + 1;
  if (text.length !== start + 26 || !text.startsWith(`${prefix}_`)) return null;
  const id = new Uint8Array(16);
  let bits = 0;
  let bitsCount = -2;
  let at = 0;
  for (let i = start; i < text.length; i++) {
    const digit = DIGITS[text.charCodeAt(i) & 127] as number;
    if (digit < 0 || text.charCodeAt(i) > 127) return null;
    if (i === start && digit > 7) return null;
    bits = (bits << 5) | digit;
    bitsCount += 5;
    if (bitsCount >= 8) {
      bitsCount -= 8;
      id[at++] = (bits >>> bitsCount) & 255;
      bits &= (1 << bitsCount) - 1;
    }
  }
  return id;
}
