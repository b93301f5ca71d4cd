/** The part of a body that is kept: where it stands in the bytes that came, since a view of them costs more than to read them. */

/** Takes bytes from one place up to another. */
export type Take = (bytes: Buffer, from: number, to: number) => void;

interface Part {
  bytes: Buffer;
  from: number;
  to: number;
}

/** A body as it comes. */
export class KeptBody {
  /** How long the whole body is so far, kept or not. */
  bytesCount = 0;
  readonly #bytesMax: number;
  readonly #parts: Part[] = [];

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** Whether more came than is kept. */
  get isOver(): boolean {
    return this.bytesCount > this.#bytesMax;
  }

  take(bytes: Buffer, from: number, to: number): void {
    if (!this.isOver) this.#parts.push({ bytes, from, to });
    this.bytesCount += to - from;
  }

  /** Its first `bytesMax` bytes at most, as UTF-8; what is none is replaced. */
  text(bytesMax: number): string {
    const [first] = this.#parts;
    if (first === undefined) return "";
    if (this.#parts.length === 1)
      return first.bytes.toString("utf8", first.from, Math.min(first.to, first.from + bytesMax));
    const whole = Buffer.concat(this.#parts.map(({ bytes, from, to }) => bytes.subarray(from, to)));
    return whole.toString("utf8", 0, Math.min(whole.length, bytesMax));
  }
}
