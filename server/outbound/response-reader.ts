/** Reads one response out of the bytes of a connection, in whatever parts they come, and keeps what is worth keeping. */
import { ChunkedBody } from "./chunked-body.ts";
import type { InboundResponse } from "./exchange.ts";
import { KeptBody } from "./kept-body.ts";
import { type HeadFault, HeadMemory, type ResponseHead } from "./response-head.ts";

const HEAD_BYTES_MAX = 64 * 1024;
/** What may come before the final status: responses of 1xx. */
const INTERIM_BYTES_MAX = 1024 * 1024;
/** Read at most this much, so that a connection may be used again after a longer answer; kept after a failure. */
const BODY_BYTES_MAX = 16 * 1024;
/** Kept after a success. */
const DELIVERED_BODY_BYTES_MAX = 1024;

const NOTHING = Buffer.alloc(0);
const HEAD_BEGINNING = "HTTP/1.";

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
  #unread: Buffer | null = null;
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
  #pushHead(come: Buffer, from: number): number {
    const bytes =
      this.#unread === null && from === 0 ? come : Buffer.concat([this.#unread ?? NOTHING, come.subarray(from)]);
    const text = bytes.toString("latin1", 0, Math.min(bytes.length, HEAD_BYTES_MAX));
    if (!HEAD_BEGINNING.startsWith(text.slice(0, HEAD_BEGINNING.length))) return this.#refuse("not_http", come);
    const bodyAt = endOfHead(text);
    if (bodyAt === -1) {
      if (bytes.length >= HEAD_BYTES_MAX) return this.#refuse("headers_too_large", come);
      this.#unread = bytes;
      return come.length;
    }
    this.#unread = null;
    this.#readHead(text.slice(0, text.lastIndexOf("\n", bodyAt - 2) + 1), bodyAt, come);
    return come.length - (bytes.length - bodyAt);
  }

  #readHead(text: string, bytesCount: number, come: Buffer): void {
    const head = this.#heads.parse(text);
    if (typeof head === "string") return void this.#refuse(head, come);
    if (head.status >= 100 && head.status <= 199) {
      this.#interimBytesCount += bytesCount;
      // Nobody asked to switch protocols.
      if (head.status === 101 || this.#interimBytesCount > INTERIM_BYTES_MAX) this.#refuse("not_http", come);
      return;
    }
    this.head = head;
    if (head.isChunked) this.#chunks = new ChunkedBody();
    if (head.bodyBytes === 0) this.#isWhole = this.isEnded = true;
  }

  #refuse(fault: HeadFault, come: Buffer): number {
    this.fault = fault;
    this.isEnded = true;
    return come.length;
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

/** Where the first empty line ends, -1 without one. */
function endOfHead(text: string): number {
  const long = text.indexOf("\n\r\n");
  const short = text.indexOf("\n\n");
  if (short === -1 || (long !== -1 && long < short)) return long === -1 ? -1 : long + 3;
  return short + 2;
}
