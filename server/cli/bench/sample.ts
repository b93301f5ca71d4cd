/** The event that a bench run posts: agentset's `document.ready`, with its sequence number in the document's id. */
import { postBytes } from "./connection.ts";

/** *Source:* 001_5aa01c6856bbdad8.txt, `document.ready`; the id alone differs. */
const DATA = {
  id: "doc_000000000000",
  name: "product-guide.pdf",
  namespaceId: "ns_j7h3k9m2n5p8",
  organizationId: "org_x9y8z7w6v5u4",
  status: "READY",
  source: { type: "FILE", fileUrl: "https://example.com/sample.pdf" },
  totalCharacters: 45230,
  totalChunks: 32,
  totalPages: 15,
  error: null,
  createdAt: "2024-08-26T16:41:52.084Z",
  updatedAt: "2024-08-26T16:50:00.000Z",
};

const ID_START = '"doc_';
const ID_DIGITS = 12;
const TYPE_START = "bench.e";
const TYPE_DIGITS = 3;

/** The most endpoints that a run can tell apart. */
export const ENDPOINTS_MAX = 10 ** TYPE_DIGITS;

/** The event type that only endpoint number `endpoint` (from 0) asks for, so that an event has one delivery. */
export function typeOf(endpoint: number): string {
  return TYPE_START + String(endpoint).padStart(TYPE_DIGITS, "0");
}

/** The bytes of one `POST /events`, made once and numbered afresh for each event. */
export class EventRequest {
  readonly #bytes: Buffer;
  readonly #typeAt: number;
  readonly #idAt: number;

  constructor(server: URL, key: string) {
    this.#bytes = postBytes(server, "/events", key, JSON.stringify({ type: typeOf(0), data: DATA }));
    this.#typeAt = this.#bytes.indexOf(TYPE_START) + TYPE_START.length;
    this.#idAt = this.#bytes.indexOf(ID_START) + ID_START.length;
  }

  /** The request of event `sequence`; the bytes are good until the next call. */
  numbered(sequence: number, endpoint: number): Buffer {
    writeDigits(this.#bytes, this.#typeAt, TYPE_DIGITS, endpoint);
    writeDigits(this.#bytes, this.#idAt, ID_DIGITS, sequence);
    return this.#bytes;
  }
}

/** The sequence number in a delivered body, `null` when it is no event of a run. */
export function sequenceIn(frame: Buffer, bodyAt: number): number | null {
  const found = frame.indexOf(ID_START, bodyAt);
  if (found < 0) return null;
  const start = found + ID_START.length;
  let sequence = 0;
  for (let at = start; at < start + ID_DIGITS; at++) sequence = sequence * 10 + ((frame[at] ?? 0) - 48);
  return sequence;
}

function writeDigits(bytes: Buffer, start: number, digits: number, value: number): void {
  let rest = value;
  for (let at = start + digits - 1; at >= start; at--) {
    bytes[at] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}
