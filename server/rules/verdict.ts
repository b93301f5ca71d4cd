/** What follows from an attempt: for its delivery, and for its endpoint. Pure: the caller brings time and dice. */
import type { UnixMs } from "../base/clock.ts";
import type { DueDelivery, Trigger } from "./delivery.ts";
import type { Endpoint, EndpointHealth } from "./endpoint.ts";
import { healthAfter, healthAfterOurFault, noticeAfter } from "./health.ts";
import type { VerdictNotice } from "./notice.ts";
import { isDelivered, type Outcome } from "./outcome.ts";
import type { Profile } from "./profile.ts";
import { nextAttemptAt } from "./retry.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** What becomes of a delivery. `kept`: its state, time and step stay as they are. */
export type DeliveryChange =
  | { kind: "delivered" }
  | { kind: "retry"; dueAt: UnixMs; step: number; reason: string }
  | { kind: "failed"; reason: string }
  | { kind: "kept" };

/** What follows from an attempt. */
export interface Verdict {
  change: DeliveryChange;
  /** The endpoint's health from here on. */
  health: EndpointHealth;
  /** What the endpoint's owners must hear. */
  notices: readonly VerdictNotice[];
  /** Why the endpoint is disabled by it, `null` when it is not. */
  disable: string | null;
}

/** An attempt that has ended, with what it met. */
export interface Judged {
  delivery: Pick<DueDelivery, "step" | "isTest">;
  trigger: Trigger;
  /** A fault of ours is told by its kind. */
  outcome: Outcome;
  startedAt: UnixMs;
  endedAt: UnixMs;
  profile: Pick<Profile, "retry" | "health">;
  endpoint: Pick<Endpoint, "status">;
  /** Whether it was begun before the endpoint was last enabled. */
  isOutdated: boolean;
  /** As the verdict before left it. */
  health: EndpointHealth;
  /** From 0 up to 1, 1 excluded. */
  dice: number;
}

/** Most verdicts have none. */
const NO_NOTICES: readonly VerdictNotice[] = [];

/** `Retry-After` puts a delivery off by no more, in ms. */
const ASKED_WAIT_MS_MAX = 86_400_000;

/** After a fault of ours. */
const OUR_FAULT_SCHEDULE = { waitsMs: [10_000], jitterShare: 0.2 };

/** The verdict of an attempt. Tests, and attempts begun before the endpoint was last enabled, leave its health alone. */
export function judge(judged: Judged): Verdict {
  const { delivery, outcome, startedAt, endedAt, profile, endpoint, isOutdated } = judged;
  const isNoted = !delivery.isTest && !isOutdated;
  if (!isNoted || isOurs(outcome)) {
    const health = isNoted ? healthAfterOurFault(judged.health, outcome, startedAt, endedAt) : judged.health;
    return { change: changeOf(judged, false), health, notices: NO_NOTICES, disable: null };
  }
  const health = healthAfter(judged.health, outcome, startedAt, endedAt);
  const isGone = outcome.kind === "gone" && profile.health?.isGoneFinal === true;
  const change = changeOf(judged, isGone);
  const isTold = endpoint.status === "active" && !isDelivered(outcome);
  const notice = isTold ? noticeAfter(judged.health, health, profile.health, outcome) : null;
  if (notice === null) return { change, health, notices: NO_NOTICES, disable: null };
  return { change, health, notices: [notice], disable: notice.kind === "disabled" ? notice.reason : null };
}

/** @param isGone whether the receiver wants nothing more, so that the schedule is pointless */
function changeOf(judged: Judged, isGone: boolean): DeliveryChange {
  const { delivery, trigger, outcome } = judged;
  if (isDelivered(outcome)) return { kind: "delivered" };
  if (trigger === "manual") return { kind: "kept" };
  const { reason } = outcome;
  if (delivery.isTest || isGone) return { kind: "failed", reason };
  const { step } = delivery;
  if (isOurs(outcome)) {
    return { kind: "retry", dueAt: nextAttemptAt(OUR_FAULT_SCHEDULE, judged.endedAt, 1, judged.dice)!, step, reason };
  }
  const dueAt = dueAgainAt(judged);
  return dueAt === null ? { kind: "failed", reason } : { kind: "retry", dueAt, step: step + 1, reason };
}

/** By the schedule, or as much later as the receiver asked for; `null` when the schedule is used up. */
function dueAgainAt({ delivery, outcome, endedAt, profile, dice }: Judged): UnixMs | null {
  const dueAt = nextAttemptAt(profile.retry, endedAt, delivery.step + 1, dice);
  const askedAt = parseRetryAfter(outcome.retryAfter, endedAt);
  return dueAt === null || askedAt === null ? dueAt : Math.max(dueAt, Math.min(askedAt, endedAt + ASKED_WAIT_MS_MAX));
}

function isOurs({ kind }: Outcome): boolean {
  return kind === "our_network" || kind === "our_stall";
}
