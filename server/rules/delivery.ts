/** A delivery: one event on its way to one endpoint. */
import type { UnixMs } from "../base/clock.ts";

/** The states in stored order: only append. */
export const DELIVERY_STATES = ["waiting", "delivered", "failed", "skipped", "cancelled"] as const;

/** `waiting` until it ends in one of the others. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What set an attempt off, in stored order: only append. */
export const TRIGGERS = ["schedule", "manual", "test"] as const;

/** `manual` by a person's retry. */
export type Trigger = (typeof TRIGGERS)[number];

/** 0 for new events; 1 for what is recovered, resumed or replayed, which steps back behind it. */
export type Lane = 0 | 1;

/** A delivery whose time has come, with all that its attempt needs. */
export interface DueDelivery {
  seq: number;
  id: Uint8Array;
  /** The event's id, as `webhook-id` shows it. */
  eventId: Uint8Array;
  eventType: string;
  /** The endpoint's seq. */
  endpoint: number;
  lane: Lane;
  /** Its place in the schedule: failed scheduled attempts so far. */
  step: number;
  /** Which schedule it is: each recover begins another. */
  round: number;
  /** Its next scheduled attempt, `null` when the schedule is over. */
  dueAt: UnixMs | null;
  /** A manual retry's or a test's time, `null` without. */
  expressAt: UnixMs | null;
  /** Attempts so far. */
  attemptsCount: number;
  isTest: boolean;
  /** The envelope as stored: what is signed and sent. */
  body: string;
}
