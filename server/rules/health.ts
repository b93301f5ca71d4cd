/** How an endpoint fares after an attempt, and whether it is to be disabled. */
import type { UnixMs } from "../base/clock.ts";
import type { EndpointHealth } from "./endpoint.ts";
import { holdAfter } from "./hold.ts";
import { isDelivered, type Outcome } from "./outcome.ts";
import type { HealthRule } from "./profile.ts";

/** What an endpoint that is turned on forgets: its failures and its hold. */
export const AFRESH = { consecutiveFailures: 0, failingSince: null, heldUntil: null, holdMs: 0 } as const;

/** How an endpoint fares that nothing was sent to yet. */
export const UNTRIED: EndpointHealth = { ...AFRESH, lastSuccessAt: null, lastFailureAt: null };

/** The health after an attempt that counts. */
export function healthAfter(
  health: EndpointHealth,
  outcome: Outcome,
  startedAt: UnixMs,
  endedAt: UnixMs,
): EndpointHealth {
  const hold = holdAfter(health, outcome, startedAt, endedAt);
  if (isDelivered(outcome)) {
    return { ...health, ...hold, consecutiveFailures: 0, failingSince: null, lastSuccessAt: endedAt };
  }
  return {
    ...health,
    ...hold,
    consecutiveFailures: health.consecutiveFailures + 1,
    failingSince: health.failingSince ?? endedAt,
    lastFailureAt: endedAt,
  };
}

/** The health after a fault of ours: nothing is counted, but while nobody answers us the line is held. */
export function healthAfterOurFault(
  health: EndpointHealth,
  outcome: Outcome,
  startedAt: UnixMs,
  endedAt: UnixMs,
): EndpointHealth {
  return outcome.kind === "our_network" ? { ...health, ...holdAfter(health, outcome, startedAt, endedAt) } : health;
}

/** Why an endpoint of this health is to be disabled, as its owners read it, or `null` when it is not. */
export function disableReason(
  { consecutiveFailures, failingSince }: EndpointHealth,
  rule: HealthRule | null,
  outcome: Outcome,
  now: UnixMs,
): string | null {
  if (rule === null || failingSince === null) return null;
  if (rule.isGoneFinal && outcome.kind === "gone") return "answered 410 Gone";
  const failingMs = now - failingSince;
  if (consecutiveFailures < rule.disable.afterFailures || failingMs < rule.disable.afterMs) return null;
  return `failed for ${spanText(failingMs)}, ${counted(consecutiveFailures, "attempt")} in a row`;
}

/** A span in its largest unit, rounded down: `5 days`, `1 hour`, `0 minutes`. */
function spanText(spanMs: number): string {
  const minutes = Math.floor(spanMs / 60_000);
  if (minutes >= 1440) return counted(Math.floor(minutes / 1440), "day");
  return minutes >= 60 ? counted(Math.floor(minutes / 60), "hour") : counted(minutes, "minute");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
