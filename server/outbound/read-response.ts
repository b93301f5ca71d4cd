/** How much of a response is read and kept: enough to see what went wrong, never more. */
import type { Headers as KeptHeaders, InboundResponse } from "./exchange.ts";

/** Read at most this much, so that a connection may be used again after a longer answer; kept after a failure. */
const BODY_BYTES_MAX = 16 * 1024;
/** Kept after a success. */
const DELIVERED_BODY_BYTES_MAX = 1024;
/** Names and values together. */
const HEADERS_BYTES_MAX = 4 * 1024;

type Body = Pick<InboundResponse, "body" | "isTruncated">;

const utf8 = new TextDecoder();

/** Reads a response whose headers have come. Never throws: a body cut short, also by the deadline, is truncated. */
export async function readResponse(response: Response, isTest: boolean): Promise<InboundResponse> {
  const keptBytesMax = response.ok && !isTest ? DELIVERED_BODY_BYTES_MAX : BODY_BYTES_MAX;
  const isQuick = response.ok && isWithin(response.headers, keptBytesMax);
  const { body, isTruncated } = await (isQuick ? readAtOnce(response) : readInParts(response, keptBytesMax));
  return { status: response.status, headers: keptHeaders(response), body, isTruncated };
}

/** `Content-Length` says nothing beside `Transfer-Encoding`, which wins. */
function isWithin(headers: Headers, bytesMax: number): boolean {
  return Number(headers.get("content-length") ?? Number.NaN) <= bytesMax && !headers.has("transfer-encoding");
}

/** The quick way for the common answer: of a body that is cut short, it loses what came. */
async function readAtOnce(response: Response): Promise<Body> {
  try {
    return { body: await response.text(), isTruncated: false };
  } catch {
    return { body: "", isTruncated: true };
  }
}

async function readInParts({ body }: Response, keptBytesMax: number): Promise<Body> {
  const parts: Uint8Array[] = [];
  const isWhole = body === null || (await readParts(body.getReader(), parts));
  const bytes = Buffer.concat(parts);
  return {
    body: utf8.decode(bytes.subarray(0, keptBytesMax)),
    isTruncated: !isWhole || bytes.length > keptBytesMax,
  };
}

/** Whether it came to the end of the body. */
async function readParts(reader: ReadableStreamDefaultReader<Uint8Array>, parts: Uint8Array[]): Promise<boolean> {
  let bytesCount = 0;
  try {
    while (bytesCount <= BODY_BYTES_MAX) {
      const part = await reader.read();
      if (part.done) return true;
      parts.push(part.value);
      bytesCount += part.value.length;
    }
    await reader.cancel();
  } catch {
    // What came is kept.
  }
  return false;
}

/** All of them at once, which the runtime bounds and does in half the time of one by one; then as many as fit. */
function keptHeaders(response: Response): KeptHeaders {
  const headers = [...response.headers];
  let bytesCount = 0;
  const tooMany = headers.findIndex(([name, value]) => (bytesCount += name.length + value.length) > HEADERS_BYTES_MAX);
  return tooMany === -1 ? headers : headers.slice(0, tooMany);
}
