/** Gathers the text of one head after another, whatever parts they come in: each byte is looked at once. */
import type { HeadFault } from "./response-head.ts";

const BYTES_MAX = 64 * 1024;
const BEGINNING = "HTTP/1.";
const LF = 10;
const CR = 13;

/** The text of the head that is under way. */
export class HeadText {
  /** Why it will be none. */
  fault: HeadFault | null = null;
  /** Whether its empty line has come. */
  isWhole = false;
  /** Joined when it is whole: to look into it before would join it with each part. */
  #text = "";
  /** Where the line under way begins. */
  #lineAt = 0;
  #isAfterCr = false;

  /** How long it is so far, its empty line included. */
  get bytesCount(): number {
    return this.#text.length;
  }

  /** Reads from there on, and returns where it stopped: before the end when the head is whole, or none. */
  push(bytes: Buffer, from: number): number {
    const to = this.#endIn(bytes, from, Math.min(bytes.length, from + BYTES_MAX - this.#text.length));
    const isBegun = this.#text.length >= BEGINNING.length;
    this.#text += bytes.toString("latin1", from, to);
    this.#isAfterCr = bytes[to - 1] === CR;
    if (!isBegun && !BEGINNING.startsWith(this.#text.slice(0, BEGINNING.length))) this.fault = "not_http";
    else if (!this.isWhole && this.#text.length >= BYTES_MAX) this.fault = "headers_too_large";
    return to;
  }

  /** Hands out a whole one, Latin-1, up to the end of its last header line, and begins with the next. */
  take(): string {
    const text = this.#text.slice(0, this.#lineAt);
    this.#text = "";
    this.#lineAt = 0;
    this.isWhole = false;
    return text;
  }

  /** Where the first empty line ends, or else `to`. */
  #endIn(bytes: Buffer, from: number, to: number): number {
    for (let at = from; ;) {
      const lineEnd = bytes.indexOf(LF, at);
      if (lineEnd === -1 || lineEnd >= to) return to;
      const length = this.#text.length + lineEnd - from - this.#lineAt;
      const isAfterCr = lineEnd > from ? bytes[lineEnd - 1] === CR : this.#isAfterCr;
      this.isWhole = length === 0 || (length === 1 && isAfterCr);
      at = lineEnd + 1;
      if (this.isWhole) return at;
      this.#lineAt = this.#text.length + at - from;
    }
  }
}
