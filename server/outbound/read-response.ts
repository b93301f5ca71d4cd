/** How much of a response is read and kept: enough to see what went wrong, never more. */
import type { Headers as KeptHeaders, InboundResponse } from "./exchange.ts";

/** Read at most this much, so that a connection may be used again after a longer answer; kept after a failure. */
const BODY_BYTES_MAX = 16 * 1024;
/** Kept after a success. */
const DELIVERED_BODY_BYTES_MAX = 1024;
/** Names and values together. */
const HEADERS_BYTES_MAX = 4 * 1024;

interface Body {
  bytes: Uint8Array;
  isWhole: boolean;
}

const NOTHING = new Uint8Array();
const utf8 = new TextDecoder();

/** Reads a response whose headers have come. Never throws: a body cut short, also by the deadline, is truncated. */
export async function readResponse(response: Response, isTest: boolean): Promise<InboundResponse> {
  const keptBytesMax = response.ok && !isTest ? DELIVERED_BODY_BYTES_MAX : BODY_BYTES_MAX;
  const isQuick = response.ok && isShort(response);
  // The quick way is for the common answer: of a body that is cut short, it loses what came.
  const { bytes, isWhole } = await (isQuick ? response.bytes().then(whole, lost) : readInParts(response));
  return {
    status: response.status,
    headers: keptHeaders(response),
    body: bytes.length === 0 ? "" : utf8.decode(bytes.subarray(0, keptBytesMax)),
    isTruncated: !isWhole || bytes.length > keptBytesMax,
  };
}

/** `Content-Length` says nothing beside `Transfer-Encoding`, which wins. */
function isShort({ headers }: Response): boolean {
  return Number(headers.get("content-length") ?? Number.NaN) <= BODY_BYTES_MAX && !headers.has("transfer-encoding");
}

const whole = (bytes: Uint8Array): Body => ({ bytes, isWhole: true });
const lost = (): Body => ({ bytes: NOTHING, isWhole: false });

async function readInParts({ body }: Response): Promise<Body> {
  if (body === null) return whole(NOTHING);
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let bytesCount = 0;
  try {
    while (bytesCount <= BODY_BYTES_MAX) {
      const part = await reader.read();
      if (part.done) return whole(joined(parts));
      parts.push(part.value);
      bytesCount += part.value.length;
    }
  } catch {
    return { bytes: joined(parts), isWhole: false };
  }
  reader.cancel().catch(() => {});
  return { bytes: joined(parts), isWhole: false };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}

/** All of them at once, which the runtime bounds and does in half the time of one by one; then as many as fit. */
function keptHeaders(response: Response): KeptHeaders {
  const headers = [...response.headers];
  let bytesCount = 0;
  const tooMany = headers.findIndex(([name, value]) => (bytesCount += name.length + value.length) > HEADERS_BYTES_MAX);
  return tooMany === -1 ? headers : headers.slice(0, tooMany);
}
