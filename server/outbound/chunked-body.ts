/** Takes a body in chunks apart, whatever parts it comes in. Strict: what is no chunk ends it. *Source:* RFC 9112 section 7.1. */
import type { Take } from "./kept-body.ts";

const SIZE_LINE = /^([0-9A-Fa-f]{1,8})[ \t]*(?:;[\t\x20-\x7e\x80-\xff]*)?\r$/;
const LINE_LENGTH_MAX = 1024;
/** Cut after so many: each costs far more than its bytes, and what is kept of a body needs few. */
const CHUNKS_COUNT_MAX = 4096;
const TRAILERS_LENGTH_MAX = 16 * 1024;
const LF = 10;

/** One body on its way. */
export class ChunkedBody {
  /** `whole` after the last chunk and its trailers, `broken` where it is no such body. */
  state: "open" | "whole" | "broken" = "open";
  #expected: "size" | "data" | "end of data" | "trailer" = "size";
  #dataBytesLeft = 0;
  #chunksCount = 0;
  #line = "";
  #trailersLength = 0;

  /** Reads from there on, hands the data on in `take`, and returns where it stopped: before the end when the body has ended. */
  push(bytes: Buffer, from: number, take: Take): number {
    let at = from;
    while (at < bytes.length && this.state === "open") {
      at = this.#expected === "data" ? this.#pushData(bytes, at, take) : this.#pushLine(bytes, at);
    }
    return at;
  }

  #pushData(bytes: Buffer, from: number, take: Take): number {
    const to = Math.min(bytes.length, from + this.#dataBytesLeft);
    take(bytes, from, to);
    this.#dataBytesLeft -= to - from;
    if (this.#dataBytesLeft === 0) this.#expected = "end of data";
    return to;
  }

  #pushLine(bytes: Buffer, from: number): number {
    const lineEnd = bytes.indexOf(LF, from);
    const end = lineEnd === -1 ? bytes.length : lineEnd;
    this.#line += bytes.toString("latin1", from, Math.min(end, from + LINE_LENGTH_MAX + 1));
    if (this.#line.length > LINE_LENGTH_MAX) this.state = "broken";
    if (lineEnd === -1 || this.state === "broken") return end;
    this.#readLine(this.#line);
    this.#line = "";
    return end + 1;
  }

  #readLine(line: string): void {
    if (this.#expected === "size") {
      const size = SIZE_LINE.exec(line)?.[1];
      if (size === undefined || ++this.#chunksCount > CHUNKS_COUNT_MAX) return void (this.state = "broken");
      this.#dataBytesLeft = Number.parseInt(size, 16);
      this.#expected = this.#dataBytesLeft === 0 ? "trailer" : "data";
    } else if (this.#expected === "end of data") {
      if (line !== "\r") return void (this.state = "broken");
      this.#expected = "size";
    } else if (line === "\r") {
      this.state = "whole";
    } else {
      this.#trailersLength += line.length;
      if (!line.endsWith("\r") || this.#trailersLength > TRAILERS_LENGTH_MAX) this.state = "broken";
    }
  }
}
