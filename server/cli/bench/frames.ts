/** Cuts the bytes of one connection into HTTP/1.1 requests or responses: as little work as a load generator can do. */
import { assert } from "../../base/errors.ts";

/** Called with one whole frame: its head ends where `bodyAt` begins. The bytes are the caller's to keep. */
export type EachFrame = (frame: Buffer, bodyAt: number) => void;

/** The uncut rest of one connection. */
export class Frames {
  #rest: Buffer | null = null;

  /**
   * Takes what came, and gives out every frame that is now whole.
   *
   * @throws Error for a frame whose length is not told by `content-length`, or absent for none
   */
  push(chunk: Buffer, each: EachFrame): void {
    let bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    while (bytes.length > 0) {
      const headEnd = bytes.indexOf("\r\n\r\n");
      if (headEnd < 0) break;
      const bodyAt = headEnd + 4;
      const end = bodyAt + bodyLength(bytes.toString("latin1", 0, headEnd));
      if (bytes.length < end) break;
      each(bytes.length === end ? bytes : bytes.subarray(0, end), bodyAt);
      bytes = bytes.subarray(end);
    }
    this.#rest = bytes.length > 0 ? bytes : null;
  }
}

/** A header's value out of a frame's head, `null` without. */
export function headerOf(frame: Buffer, bodyAt: number, name: string): string | null {
  const head = frame.toString("latin1", 0, bodyAt);
  return new RegExp(`\r\n${name}: *([^\r]*)`, "i").exec(head)?.[1] ?? null;
}

function bodyLength(head: string): number {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  assert(!/\r\ntransfer-encoding:/i.test(head), "a frame without content-length");
  return 0;
}
