/** Holds an endpoint's whole line after an answer that asks for a pause, and frees it again. */
import type { UnixMs } from "../base/clock.ts";
import type { EndpointHealth } from "./endpoint.ts";
import type { Outcome, OutcomeKind } from "./outcome.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** An endpoint's hold, as its health has it. */
export type Hold = Pick<EndpointHealth, "heldUntil" | "holdMs">;

/** What may be begun: `one` attempt as a probe after a hold, until its answer frees the line. */
export type LineOpening = "all" | "one" | "none";

/** 429; 502, 503 and 504; and nobody answering us, so that not all that waits is tried in vain. */
const HOLDING: ReadonlySet<OutcomeKind> = new Set(["throttled", "unavailable", "our_network"]);

/** A hold without `Retry-After` begins so, and doubles. */
const HOLD_MS_MIN = 1000;
const HOLD_MS_MAX = 60_000;

/** What `Retry-After` can do to a whole line, in ms. */
const ASKED_HOLD_MS_MAX = 3_600_000;

/** Whether a line is held at `now`. */
export function openingOf({ heldUntil }: Pick<Hold, "heldUntil">, now: UnixMs): LineOpening {
  if (heldUntil === null) return "all";
  return heldUntil <= now || isAbsurd(heldUntil, now) ? "one" : "none";
}

/**
 * The hold after an attempt.
 *
 * What holds the line holds it until the time asked for, else for 1 s doubling to 60 s. What comes of attempts that were
 * under way when the hold began says nothing new: it renews it, but does not double it, nor free the line. Any 2xx starts
 * the doubling afresh.
 */
export function holdAfter(hold: Hold, outcome: Outcome, startedAt: UnixMs, endedAt: UnixMs): Hold {
  const { heldUntil } = hold;
  const isAnswered = heldUntil === null || heldUntil <= startedAt || isAbsurd(heldUntil, endedAt);
  if (!HOLDING.has(outcome.kind)) {
    return {
      heldUntil: isAnswered ? null : heldUntil,
      holdMs: outcome.kind === "delivered" ? 0 : hold.holdMs,
    };
  }
  const askedAt = parseRetryAfter(outcome.retryAfter, endedAt);
  const holdMs = askedAt === null ? nextHoldMs(hold.holdMs, isAnswered) : hold.holdMs;
  const until = Math.min(askedAt ?? endedAt + holdMs, endedAt + ASKED_HOLD_MS_MAX);
  return { heldUntil: isAnswered ? until : Math.max(until, heldUntil), holdMs };
}

function nextHoldMs(holdMs: number, isAnswered: boolean): number {
  return Math.min(Math.max(isAnswered ? holdMs * 2 : holdMs, HOLD_MS_MIN), HOLD_MS_MAX);
}

/** A hold longer than any is one from before the clock was set back. */
function isAbsurd(heldUntil: UnixMs, now: UnixMs): boolean {
  return heldUntil > now + ASKED_HOLD_MS_MAX;
}
