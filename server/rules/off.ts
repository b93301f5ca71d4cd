/** What becomes of the deliveries of an endpoint that is off: held or skipped, and in which words. */
import type { DeliveryState } from "./delivery.ts";
import type { EndpointStatus } from "./endpoint.ts";
import type { Profile } from "./profile.ts";

/** An endpoint that is off is one of these. */
export type OffStatus = Exclude<EndpointStatus, "active">;

/** How a delivery begins. */
export interface Beginning {
  state: Extract<DeliveryState, "waiting" | "skipped">;
  /** Why it is held or skipped, `null` when it simply goes out. */
  reason: string | null;
}

/** How a delivery to an endpoint that is off begins. What is held has a reason from the first, and no time to be sent at. */
export function beginningWhile(status: OffStatus, whileOff: Profile["whileOff"]): Beginning {
  return whileOff[status] === "held"
    ? { state: "waiting", reason: heldReason(status) }
    : { state: "skipped", reason: skippedReason(status) };
}

/** Why a delivery is skipped. */
export function skippedReason(status: OffStatus): string {
  return `webhook ${status}`;
}

/** A delivery that waits, and what it waits for. */
export interface Waiting {
  state: DeliveryState;
  isTest: boolean;
  /** `null` when it is held. */
  nextAt: number | null;
  endpointStatus: EndpointStatus;
}

/**
 * Why a delivery is held, `null` when it is not.
 *
 * An endpoint's being off says so at once for all that waits for it, before any of it is settled. A test is never held.
 */
export function holdReason({ state, isTest, nextAt, endpointStatus }: Waiting): string | null {
  if (state !== "waiting" || isTest) return null;
  if (endpointStatus !== "active") return heldReason(endpointStatus);
  return nextAt === null ? "held: not resumed yet" : null;
}

function heldReason(status: OffStatus): string {
  return `held: webhook ${status}`;
}
