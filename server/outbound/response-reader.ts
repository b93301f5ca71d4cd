/** Reads one response out of the bytes of a connection, in whatever parts they come, and keeps what is worth keeping. */
import { ChunkedBody } from "./chunked-body.ts";
import type { InboundResponse } from "./exchange.ts";
import { HeadText } from "./head-text.ts";
import { KeptBody } from "./kept-body.ts";
import { type HeadFault, HeadMemory, type ResponseHead } from "./response-head.ts";

/** What may come before the final status: so many responses of 1xx, of so many bytes together. */
const INTERIM_COUNT_MAX = 64;
const INTERIM_BYTES_MAX = 64 * 1024;
/** Read at most this much, so that a connection may be used again after a longer answer; kept after a failure. */
const BODY_BYTES_MAX = 16 * 1024;
/** Kept after a success. */
const DELIVERED_BODY_BYTES_MAX = 1024;

/** One response on its way. */
export class ResponseReader {
  /** Set as soon as the final status and its headers are there. */
  head: ResponseHead | null = null;
  /** Why there will be no head. */
  fault: HeadFault | null = null;
  /** Whether nothing that follows is worth reading. */
  isEnded = false;
  readonly #isTest: boolean;
  readonly #heads: HeadMemory;
  readonly #headText = new HeadText();
  #interimCount = 0;
  #interimBytesCount = 0;
  #chunks: ChunkedBody | null = null;
  readonly #body = new KeptBody(BODY_BYTES_MAX);
  #isWhole = false;
  #isFollowed = false;

  /**
   * @param isTest whether more of the body is kept also after a success
   * @param heads of the connection that the bytes come from
   */
  constructor(isTest: boolean, heads = new HeadMemory()) {
    this.#isTest = isTest;
    this.#heads = heads;
  }

  /** Whether the next response may come on the same connection. */
  get isReusable(): boolean {
    return this.#isWhole && !this.#isFollowed && this.head?.isPersistent === true;
  }

  /** Takes what came. */
  push(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length && !this.isEnded) {
      at = this.head === null ? this.#pushHead(bytes, at) : this.#pushBody(this.head, bytes, at);
    }
    if (at < bytes.length) this.#isFollowed = true;
  }

  /** The far end closed the connection in good order: without a length or chunks, that ends the body. */
  end(): void {
    if (!this.isEnded && this.head?.bodyBytes === null && this.#chunks === null) this.#isWhole = true;
    this.isEnded = true;
  }

  /** What came, cut short where it did not end. @param head this reader's own */
  responseOf({ status, headers }: ResponseHead): InboundResponse {
    const keptBytesMax = status >= 200 && status <= 299 && !this.#isTest ? DELIVERED_BODY_BYTES_MAX : BODY_BYTES_MAX;
    return {
      status,
      headers,
      body: this.#body.text(keptBytesMax),
      isTruncated: !this.#isWhole || this.#body.bytesCount > keptBytesMax,
    };
  }

  /** Returns where the head ends, or the bytes do. */
  #pushHead(bytes: Buffer, from: number): number {
    const text = this.#headText;
    const to = text.push(bytes, from);
    if (text.fault !== null) this.#refuse(text.fault);
    else if (text.isWhole) this.#readHead(text.bytesCount, text.take());
    return to;
  }

  #readHead(bytesCount: number, text: string): void {
    const head = this.#heads.parse(text);
    if (typeof head === "string") return this.#refuse(head);
    if (head.status >= 100 && head.status <= 199) return this.#passOver(head, bytesCount);
    this.head = head;
    if (head.isChunked) this.#chunks = new ChunkedBody();
    if (head.bodyBytes === 0) this.#isWhole = this.isEnded = true;
  }

  #passOver({ status }: ResponseHead, bytesCount: number): void {
    // Nobody asked to switch protocols.
    if (status === 101) return this.#refuse("not_http");
    this.#interimBytesCount += bytesCount;
    if (++this.#interimCount > INTERIM_COUNT_MAX || this.#interimBytesCount > INTERIM_BYTES_MAX) {
      this.#refuse("no_final_status");
    }
  }

  #refuse(fault: HeadFault): void {
    this.fault = fault;
    this.isEnded = true;
  }

  /** Returns where the body ends, or the bytes do. */
  #pushBody({ bodyBytes }: ResponseHead, bytes: Buffer, from: number): number {
    const body = this.#body;
    let to = bytes.length;
    if (this.#chunks !== null) {
      to = this.#chunks.push(bytes, from, (part, start, end) => body.take(part, start, end));
      this.#isWhole = this.#chunks.state === "whole" && !body.isOver;
      this.isEnded = this.#chunks.state !== "open" || body.isOver;
      return to;
    }
    if (bodyBytes !== null) to = Math.min(to, from + bodyBytes - body.bytesCount);
    body.take(bytes, from, to);
    this.#isWhole = body.bytesCount === bodyBytes && !body.isOver;
    this.isEnded = this.#isWhole || body.isOver;
    return to;
  }
}
