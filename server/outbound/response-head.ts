/** Reads the status line and the headers of a response, strictly: what two readers could take differently is refused. */
import type { Headers } from "./exchange.ts";

/** What stands before a body, and how that body ends. */
export interface ResponseHead {
  readonly status: number;
  /** Names in lower case; of many, the first 4 KiB. */
  readonly headers: Headers;
  /** The raw `Retry-After`, its first 100 characters; `null` without. */
  readonly retryAfter: string | null;
  readonly isChunked: boolean;
  /** `null` where chunks, or the end of the connection, end the body. */
  readonly bodyBytes: number | null;
  /** Whether the connection may be used again after the body. */
  readonly isPersistent: boolean;
}

/** Why a head is none. */
export type HeadFault = "not_http" | "headers_too_large" | "no_final_status";

/** Names and values together. */
const KEPT_BYTES_MAX = 4 * 1024;
const HEADERS_COUNT_MAX = 256;
const RETRY_AFTER_LENGTH_MAX = 100;

/** *Source:* RFC 9112 section 4 and 5, RFC 9110 section 5.5 and 5.6.2. A lone LF may end a line (RFC 9112, 2.2). */
const HEAD =
  /^HTTP\/1\.\d \d{3}(?: [\t\x20-\x7e\x80-\xff]*)?\r?\n(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*\r?\n)*$/;
const LENGTH = /^\d{1,15}$/;
const CLOSE = /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i;

function parseHead(text: string): ResponseHead | HeadFault {
  if (!HEAD.test(text)) return "not_http";
  const headers: [string, string][] = [];
  for (let at = text.indexOf("\n") + 1; at < text.length;) {
    const colon = text.indexOf(":", at);
    const end = text.indexOf("\n", colon);
    headers.push([text.slice(at, colon).toLowerCase(), text.slice(colon + 1, end).trim()]);
    at = end + 1;
  }
  if (headers.length > HEADERS_COUNT_MAX) return "headers_too_large";
  return headOf(Number(text.slice(9, 12)), text[7] !== "0", headers);
}

/** Longer heads are not remembered. */
const REMEMBERED_LENGTH_MAX = 1024;

/** Reads the heads of one connection: a far end that is asked often says the same many times in a second. */
export class HeadMemory {
  #text = "";
  #head: ResponseHead | HeadFault = "not_http";

  /** Reads a whole head. @param text Latin-1, up to the end of its last header line */
  parse(text: string): ResponseHead | HeadFault {
    if (text === this.#text) return this.#head;
    const head = parseHead(text);
    if (text.length <= REMEMBERED_LENGTH_MAX) [this.#text, this.#head] = [text, head];
    return head;
  }
}

function headOf(status: number, isPersistentByVersion: boolean, headers: [string, string][]): ResponseHead | HeadFault {
  let isPersistent = isPersistentByVersion;
  let length: string | null = null;
  let coding: string | null = null;
  let retryAfter: string | null = null;
  for (const [name, value] of headers) {
    if (name === "content-length") {
      if (!LENGTH.test(value) || (length !== null && length !== value)) return "not_http";
      length = value;
    } else if (name === "transfer-encoding") {
      if (coding !== null || value.toLowerCase() !== "chunked") return "not_http";
      coding = value;
    } else if (name === "connection") {
      if (CLOSE.test(value)) isPersistent = false;
    } else if (name === "retry-after") {
      retryAfter ??= value.slice(0, RETRY_AFTER_LENGTH_MAX);
    }
  }
  const isBodiless = status === 204 || status === 304;
  const isChunked = coding !== null && !isBodiless;
  const bodyBytes = isBodiless ? 0 : isChunked || length === null ? null : Number(length);
  // Both say where the body ends: the coding wins, and nothing after it is believed (RFC 9112, 6.3).
  const isEndClear = coding === null ? bodyBytes !== null : length === null;
  return { status, headers: kept(headers), retryAfter, isChunked, bodyBytes, isPersistent: isPersistent && isEndClear };
}

function kept(headers: [string, string][]): Headers {
  let bytesCount = 0;
  const tooMany = headers.findIndex(([name, value]) => (bytesCount += name.length + value.length) > KEPT_BYTES_MAX);
  return tooMany === -1 ? headers : headers.slice(0, tooMany);
}
