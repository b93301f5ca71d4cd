/** One HTTP request to one checked address, by `fetch`: no redirect, no proxy, no other address. */
import type { Clock } from "../base/clock.ts";
import type { InboundResponse, OutboundRequest } from "./exchange.ts";
import { type Fault, faultOf } from "./faults.ts";
import { type Origin, pinnedUrl } from "./origin.ts";
import { readResponse } from "./read-response.ts";

/** What is to be dialled. */
export interface Dial {
  request: OutboundRequest;
  origin: Origin;
  /** The address that was checked. */
  address: string;
  /** Whether a connection that was used before will not do. */
  isFresh: boolean;
}

/** What came back before the deadline: an answer, or why there is none. */
export type Answer =
  | {
      response: InboundResponse;
      /** The raw `Retry-After`, its first 100 characters; `null` without. */
      retryAfter: string | null;
      /** When the status and the headers had come, by `monotonicMs`. */
      answeredAtMs: number;
    }
  | { fault: Fault };

/** The seam: sends a POST, and stops all of it when the signal aborts. Never throws for what the outside does. */
export type Transport = (dial: Dial, signal: AbortSignal) => Promise<Answer>;

const RETRY_AFTER_LENGTH_MAX = 100;

/** The real one. Many requests in flight want `BUN_CONFIG_MAX_HTTP_REQUESTS` in the environment of the process. */
export function createTransport(clock: Pick<Clock, "monotonicMs">): Transport {
  return async ({ request, origin, address, isFresh }, signal) => {
    let response: Response;
    try {
      response = await fetch(pinnedUrl(origin, address), {
        method: "POST",
        headers: wireHeaders(request, origin),
        body: request.body,
        redirect: "manual",
        proxy: false,
        decompress: false,
        keepalive: !isFresh,
        signal,
        ...(origin.isTls && { tls: tlsFor(origin) }),
      });
    } catch (error) {
      return { fault: faultOf(error) };
    }
    const answeredAtMs = clock.monotonicMs();
    const retryAfter = response.headers.get("retry-after")?.slice(0, RETRY_AFTER_LENGTH_MAX) ?? null;
    return { response: await readResponse(response, request.isTest), retryAfter, answeredAtMs };
  };
}

/** Own fields whatever their name, `__proto__` too. */
function wireHeaders(request: OutboundRequest, origin: Origin): Record<string, string> {
  const headers = Object.fromEntries(request.headers);
  headers["host"] = origin.host;
  headers["accept-encoding"] = "identity";
  return headers;
}

/** The certificate is checked against the name, whatever `NODE_TLS_REJECT_UNAUTHORIZED` says. */
function tlsFor({ hostname, isIp }: Origin) {
  return isIp ? { rejectUnauthorized: true } : { rejectUnauthorized: true, serverName: hostname };
}
