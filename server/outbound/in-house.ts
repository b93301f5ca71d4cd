/** What stands in front of the ways out: a receiver of our own is reached without a socket and a guard. */
import type { Clock } from "../base/clock.ts";
import { kindOfStatus } from "../rules/outcome.ts";
import type { Exchange, OutboundRequest, Send } from "./exchange.ts";
import { reasonOfStatus } from "./faults.ts";
import type { Reach } from "./reach.ts";

/** Takes a request and answers its status, or `null` when the URL is none of ours. */
export type HandOver = (request: OutboundRequest) => number | null;

/** What a receiver of ours answers with. */
const ANSWER = { headers: [["content-type", "text/plain"]], isTruncated: false } as const;

const NO_INBOX = "there is no such inbox";

/** Builds it. An attempt that is handed over is an ordinary one, but for its address, which is `null`. */
export function createInHouseSender(clock: Clock, handOver: HandOver, send: Send): Send {
  return (request) => {
    const startedAt = clock.now();
    const begunAtMs = clock.monotonicMs();
    const status = handOver(request);
    if (status === null) return send(request);
    const durationMs = Math.round(clock.monotonicMs() - begunAtMs);
    const exchange: Exchange = {
      startedAt,
      endedAt: clock.now(),
      durationMs,
      outcome: { kind: kindOfStatus(status), reason: reasonOfStatus(status), status, retryAfter: null },
      response: { ...ANSWER, status, body: status === 200 ? "ok" : "There is no such inbox." },
      timing: { resolveMs: null, connectMs: null, tlsMs: null, firstByteMs: durationMs },
      address: null,
    };
    return Promise.resolve(exchange);
  };
}

/** Answers for receivers of our own. @param isThere `null` when the URL is none of ours */
export function createInHouseReach(isThere: (url: string) => boolean | null, reach: Reach): Reach {
  return async (url) => {
    const isReachable = isThere(url);
    if (isReachable === null) return reach(url);
    const timing = { resolveMs: null, connectMs: null, tlsMs: null };
    return { isReachable, reason: isReachable ? null : NO_INBOX, address: null, timing };
  };
}
