/** A recovery: an endpoint's deliveries that are given a fresh time, in steps, behind what is new. */
import type { DeliveryState } from "./delivery.ts";

/** The kinds in stored order: only append. `resume`: what was held; `recover`: what failed or was skipped. */
export const RECOVERY_KINDS = ["resume", "recover"] as const;

/** One of them. */
export type RecoveryKind = (typeof RECOVERY_KINDS)[number];

/** The states in stored order: only append. */
export const RECOVERY_STATES = ["running", "done", "cancelled"] as const;

/** `cancelled` by a person, or by its endpoint being turned off or deleted. */
export type RecoveryState = (typeof RECOVERY_STATES)[number];

/** The states of deliveries that a recover may begin again. */
export const RECOVERABLE_STATES = ["failed", "skipped"] as const satisfies readonly DeliveryState[];

/** One of them. */
export type RecoverableState = (typeof RECOVERABLE_STATES)[number];
