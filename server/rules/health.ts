/** How an endpoint fares after an attempt, whether its owners must hear of it, and whether it is to be disabled. */
import type { UnixMs } from "../base/clock.ts";
import type { EndpointHealth } from "./endpoint.ts";
import { holdAfter } from "./hold.ts";
import type { VerdictNotice } from "./notice.ts";
import { isDelivered, type Outcome } from "./outcome.ts";
import type { HealthLevel, HealthRule } from "./profile.ts";
import { counted, spanText } from "./words.ts";

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

/** How many of a rule's warnings an endpoint of this health has reached, as of its last failure. */
export function levelOf(health: EndpointHealth, { warnings }: HealthRule): number {
  let level = 0;
  for (const warning of warnings) if (isReached(warning, health)) level++;
  return level;
}

/** What the owners of an active endpoint must hear after a failed attempt that counts. A level is told once, on crossing. */
export function noticeAfter(
  before: EndpointHealth,
  after: EndpointHealth,
  rule: HealthRule | null,
  outcome: Outcome,
): VerdictNotice | null {
  if (rule === null) return null;
  const { reason: failure } = outcome;
  if (rule.isGoneFinal && outcome.kind === "gone") return { kind: "disabled", reason: "answered 410 Gone", failure };
  if (isReached(rule.disable, after)) return { kind: "disabled", reason: failingText(after), failure };
  const level = levelOf(after, rule);
  return level > levelOf(before, rule) ? { kind: "failing", level, reason: failingText(after), failure } : null;
}

function isReached({ afterFailures, afterMs }: HealthLevel, health: EndpointHealth): boolean {
  return health.consecutiveFailures >= afterFailures && failingMsOf(health) >= afterMs;
}

function failingText(health: EndpointHealth): string {
  return `failed for ${spanText(failingMsOf(health))}, ${counted(health.consecutiveFailures, "attempt")} in a row`;
}

/** From the first failure to the last, -1 while well. */
function failingMsOf({ failingSince, lastFailureAt }: EndpointHealth): number {
  return failingSince === null || lastFailureAt === null ? -1 : lastFailureAt - failingSince;
}
