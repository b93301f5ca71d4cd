/** Deliveries as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { DeliveryState, DueDelivery, Lane } from "../../rules/delivery.ts";
import type { EndpointStatus } from "../../rules/endpoint.ts";
import type { AttemptBrief } from "./attempts.ts";
import type { Page, PageQuery } from "./page.ts";

/** A delivery in a list. */
export interface DeliveryRow {
  seq: number;
  id: Uint8Array;
  eventId: Uint8Array;
  eventType: string;
  /** The endpoint's seq and id. */
  endpoint: number;
  endpointId: Uint8Array;
  endpointStatus: EndpointStatus;
  state: DeliveryState;
  reason: string | null;
  attemptsCount: number;
  /** The newest of them, `null` before the first. */
  lastAttempt: AttemptBrief | null;
  /** How many waits of its schedule are used up. */
  step: number;
  /** Whether its next attempt is a person's, beside its schedule. */
  isNextManual: boolean;
  /** When the next attempt is due by its own times, `null` when there is none to come, or it is held. */
  nextAt: UnixMs | null;
  isTest: boolean;
  createdAt: UnixMs;
  updatedAt: UnixMs;
}

/** Which deliveries; `null` for any. */
export interface DeliveriesQuery extends PageQuery {
  environment: number;
  /** The endpoint's id. */
  endpoint: Uint8Array | null;
  /** The event's id. */
  event: Uint8Array | null;
  state: DeliveryState | null;
  type: string | null;
  since: UnixMs | null;
  until: UnixMs | null;
  isTest: boolean;
}

/** What waits, earliest first, for `sort=dueAt`. */
export interface DueQuery {
  environment: number;
  endpoint: Uint8Array | null;
  limit: number;
  /** Rows after this one, `null` for the first. */
  after: DuePlace | null;
}

/** A place in what is due. */
export interface DuePlace {
  /** When it is due: `nextAt`, or when its endpoint's line is held no more. */
  dueAt: UnixMs;
  nextAt: UnixMs;
  seq: number;
}

/** A page of what is due. */
export interface DuePage {
  rows: DeliveryRow[];
  /** The `after` of the next page, `null` at the end. */
  next: DuePlace | null;
}

/** When a delivery is next to be sent. */
export interface NextTime {
  seq: number;
  nextAt: UnixMs;
}

/** Deliveries by noun. */
export interface DeliveriesStore {
  listDeliveries(query: DeliveriesQuery): Promise<Page<DeliveryRow>>;
  /** Rows with a time, of endpoints that are on, earliest due first. */
  listDueDeliveries(query: DueQuery): Promise<DuePage>;
  readDelivery(environment: number, id: Uint8Array): Promise<DeliveryRow | null>;
  /**
   * Sets a manual retry's time; the state stays. Answers whether there was such a row.
   *
   * @throws AppError `unavailable` when the store cannot write
   */
  retryDelivery(delivery: number, expressAt: UnixMs): Promise<boolean>;
  /**
   * Cancels a delivery that waits. Answers whether it did.
   *
   * @throws AppError `unavailable` when the store cannot write
   */
  cancelDelivery(delivery: number, reason: string, at: UnixMs): Promise<boolean>;
  /** Ends those that wait as skipped; of those that have ended already a manual retry is forgotten. */
  skipDeliveries(deliveries: readonly number[], reason: string, at: UnixMs): Promise<void>;
  /** The `limit` earliest rows of an endpoint and lane that have a time, whatever it is. */
  nextTimes(endpoint: number, lane: Lane, limit: number): Promise<NextTime[]>;
  /** Deliveries with all that their attempts need, in the order asked for; those that are gone left out. */
  readDueDeliveries(seqs: readonly number[]): Promise<DueDelivery[]>;
  /** Deliveries that wait, over all environments. */
  countWaiting(): Promise<number>;
}
