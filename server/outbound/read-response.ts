/** How much of a response is read and kept: enough to see what went wrong, never more. */
import type { Headers as KeptHeaders, InboundResponse } from "./exchange.ts";

/** Read at most this much, so that a connection may be used again after a longer answer; kept after a failure. */
const BODY_BYTES_MAX = 16 * 1024;
/** Kept after a success. */
const DELIVERED_BODY_BYTES_MAX = 1024;
/** Names and values together. */
const HEADERS_BYTES_MAX = 4 * 1024;

const utf8 = new TextDecoder();

/** Reads a response whose headers have come. Never throws: a body cut short, also by the deadline, is truncated. */
export async function readResponse(response: Response, isTest: boolean): Promise<InboundResponse> {
  const keptBytesMax = response.ok && !isTest ? DELIVERED_BODY_BYTES_MAX : BODY_BYTES_MAX;
  const { bytes, isWhole } = await readBody(response);
  return {
    status: response.status,
    headers: keptHeaders(response),
    body: bytes.length === 0 ? "" : utf8.decode(bytes.subarray(0, keptBytesMax)),
    isTruncated: !isWhole || bytes.length > keptBytesMax,
  };
}

interface Body {
  bytes: Uint8Array;
  isWhole: boolean;
}

function readBody(response: Response): Promise<Body> {
  return response.ok && isShort(response) ? readAtOnce(response) : readInParts(response);
}

/** `Content-Length` says nothing beside `Transfer-Encoding`, which wins. */
function isShort({ headers }: Response): boolean {
  return Number(headers.get("content-length") ?? Number.NaN) <= BODY_BYTES_MAX && !headers.has("transfer-encoding");
}

/** The quick way for the common answer; what came of a body that is cut short is lost. */
async function readAtOnce(response: Response): Promise<Body> {
  try {
    return { bytes: await response.bytes(), isWhole: true };
  } catch {
    return { bytes: new Uint8Array(), isWhole: false };
  }
}

async function readInParts(response: Response): Promise<Body> {
  if (response.body === null) return { bytes: new Uint8Array(), isWhole: true };
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let bytesCount = 0;
  try {
    while (bytesCount <= BODY_BYTES_MAX) {
      const part = await reader.read();
      if (part.done) return { bytes: joined(parts), isWhole: true };
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

function keptHeaders(response: Response): KeptHeaders {
  const kept: [string, string][] = [];
  let bytesLeft = HEADERS_BYTES_MAX;
  for (const [name, value] of response.headers) {
    bytesLeft -= name.length + value.length;
    if (bytesLeft < 0) break;
    kept.push([name, value]);
  }
  return kept;
}
