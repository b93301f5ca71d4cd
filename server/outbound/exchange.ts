/** One HTTP request to the outside and what came back, as values. */
import type { UnixMs } from "../base/clock.ts";
import type { Outcome } from "../rules/outcome.ts";

/** Header names and values in wire order. */
export type Headers = readonly (readonly [name: string, value: string])[];

/** What is to be sent: a POST of JSON. */
export interface OutboundRequest {
  /** As `parseEndpointUrl` gave it. */
  url: string;
  /** All headers but `host` and `content-length`. */
  headers: Headers;
  body: string;
  /** One deadline for name, connect, headers and body. */
  timeoutMs: number;
  /** Keep the larger share of the body also after a success. */
  isTest: boolean;
}

/** What came back. */
export interface InboundResponse {
  status: number;
  /** At most 4 KiB in all. */
  headers: Headers;
  /** At most 16 KiB after a failure or a test, 1 KiB after a success; bytes that are no UTF-8 replaced. */
  body: string;
  /** Whether there was more of it, or it was cut short. */
  isTruncated: boolean;
}

/** Spans in ms, `null` where it did not come to it or cannot be told. */
export interface Timing {
  resolveMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
}

/** One attempt on the wire: what was sent is with the caller. */
export interface Exchange {
  startedAt: UnixMs;
  /** When we went on with it: the waits that follow run from then. */
  endedAt: UnixMs;
  /** Until the last of the answer had come; what our own loop then had in hand is not the receiver's. */
  durationMs: number;
  outcome: Outcome;
  /** `null` when no status line came. */
  response: InboundResponse | null;
  timing: Timing;
  /** The address dialled, `null` when none was, or when it was denied. */
  address: string | null;
}

/** Sends a request and tells what came of it. Never throws for what the outside does. */
export type Send = (request: OutboundRequest) => Promise<Exchange>;
