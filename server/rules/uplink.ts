/** Ours or theirs: tells a receiver's fault from that of our own uplink, by what becomes of attempts to all of them. */
import type { Outcome, OutcomeKind } from "./outcome.ts";

/** An attempt that has ended. Times are of the monotonic clock, so that setting the wall clock changes nothing. */
export interface EndedAttempt {
  /** The endpoint's seq. */
  endpoint: number;
  outcome: Outcome;
  startedMonotonicMs: number;
  endedMonotonicMs: number;
}

/** Watches all attempts, in the order in which they end. */
export interface UplinkWatch {
  /** Takes note of an attempt, and says whose fault it was if it failed. */
  note(attempt: EndedAttempt): "ours" | "theirs";
  /** Since when the uplink is down, by the monotonic clock; `null` while it is not taken to be. */
  readonly downSinceMonotonicMs: number | null;
}

/** *Source:* DESIGN, "Ours or theirs". */
const FAILURES_MIN = 20;
const ENDPOINTS_MIN = 5;
const WINDOW_MS = 60_000;

/** Who has not answered for so long is away by themselves: else where all receivers are dead nothing would ever end. */
const OUTAGE_MS_MAX = 24 * 3_600_000;

/**
 * A watch that has seen nothing.
 *
 * The uplink is down when, since anyone last answered, 20 attempts to 5 or more endpoints were begun and ended without an
 * answer, within a minute. It is up again with the next answer, and taken to be after a day without any. So any number of
 * dead endpoints beside a living one prove nothing: their attempts began before its last answer.
 */
export function createUplinkWatch(): UplinkWatch {
  let answeredAt = -Infinity;
  let downSince: number | null = null;
  /** Whether a day went by without an answer. */
  let isGivenUp = false;
  /** The ends of the last failures, oldest first: no more than decide. */
  const failures: number[] = [];
  /** The endpoints that failed last, each with its latest failure, oldest first: no more than decide. */
  const endpoints = new Map<number, number>();

  return {
    get downSinceMonotonicMs() {
      return downSince;
    },
    note({ endpoint, outcome, startedMonotonicMs, endedMonotonicMs }) {
      if (isAnswer(outcome)) {
        answeredAt = endedMonotonicMs;
        downSince = null;
        isGivenUp = false;
        failures.length = 0;
        endpoints.clear();
        return "theirs";
      }
      if (!isByNetwork(outcome)) return "theirs";
      if (startedMonotonicMs >= answeredAt) count(endpoint, endedMonotonicMs);
      if (!isGivenUp && isDown(endedMonotonicMs)) downSince ??= failures[0]!;
      if (downSince !== null && endedMonotonicMs - downSince > OUTAGE_MS_MAX) {
        downSince = null;
        isGivenUp = true;
      }
      return downSince === null ? "theirs" : "ours";
    },
  };

  function count(endpoint: number, endedAt: number): void {
    failures.push(endedAt);
    if (failures.length > FAILURES_MIN) failures.shift();
    endpoints.delete(endpoint);
    endpoints.set(endpoint, endedAt);
    if (endpoints.size > ENDPOINTS_MIN) endpoints.delete(endpoints.keys().next().value!);
  }

  function isDown(now: number): boolean {
    if (failures.length < FAILURES_MIN || endpoints.size < ENDPOINTS_MIN) return false;
    const [earliest] = endpoints.values();
    return now - Math.min(failures[0]!, earliest!) <= WINDOW_MS;
  }
}

/** Without a status, but nobody else could have said it. */
const ANSWERS: ReadonlySet<OutcomeKind> = new Set([
  "certificate_expired",
  "certificate_wrong_name",
  "certificate_untrusted",
  "tls_failed",
  "not_http",
  "headers_too_large",
]);

/** Whether somebody was there, whatever they said. */
function isAnswer({ kind, status }: Outcome): boolean {
  return status !== null || ANSWERS.has(kind);
}

/** Whether an outcome without an answer says anything of the network: what we did not send, or could not, does not. */
function isByNetwork({ kind }: Outcome): boolean {
  return kind !== "blocked" && kind !== "unsendable" && kind !== "our_stall";
}
