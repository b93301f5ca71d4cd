/** Events as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { DeliveryState } from "../../rules/delivery.ts";
import type { Page, PageQuery } from "./page.ts";

/** An event about to be stored, with its deliveries. */
export interface NewEvent {
  id: Uint8Array;
  type: string;
  namespace: string | null;
  /** When it happened, as the product says. */
  timestamp: UnixMs;
  /** The rendered envelope: the bytes that every attempt sends. */
  body: string;
  deliveries: NewDelivery[];
}

/** One event's way to one endpoint, about to be stored. */
export interface NewDelivery {
  id: Uint8Array;
  endpoint: number;
  state: Extract<DeliveryState, "waiting" | "skipped">;
  /** Why it is held or skipped, `null` when it simply goes out. */
  reason: string | null;
}

/** A test event with its one delivery, about to be stored. */
export interface NewTest {
  environment: number;
  event: Pick<NewEvent, "id" | "type" | "body">;
  /** The endpoint's seq. */
  endpoint: number;
  /** The delivery's id. */
  delivery: Uint8Array;
  createdAt: UnixMs;
}

/** New deliveries of a stored event. */
export interface NewReplay {
  /** The event's seq. */
  event: number;
  deliveries: NewDelivery[];
  createdAt: UnixMs;
}

/** What is committed together: the events of one request. */
export interface NewEvents {
  environment: number;
  /** The caller's `Idempotency-Key`, kept on the first event; `null` without. */
  idempotencyKey: string | null;
  /** SHA-256 of the raw request, `null` without a key. */
  requestHash: Uint8Array | null;
  /** Whether they came as a batch. */
  isBatch: boolean;
  createdAt: UnixMs;
  events: NewEvent[];
}

/** An event as a caller learns of it right after acceptance. */
export interface AcceptedEvent {
  id: Uint8Array;
  type: string;
  createdAt: UnixMs;
  deliveriesCount: number;
}

/** What an `Idempotency-Key` stands for. */
export interface KeyedRequest {
  requestHash: Uint8Array;
  isBatch: boolean;
  events: AcceptedEvent[];
}

/** An event in a list. */
export interface EventRow {
  seq: number;
  id: Uint8Array;
  type: string;
  namespace: string | null;
  timestamp: UnixMs;
  isTest: boolean;
  idempotencyKey: string | null;
  createdAt: UnixMs;
  /** Those of replays included. */
  deliveriesCount: number;
}

/** Which events; `null` for any. */
export interface EventsQuery extends PageQuery {
  environment: number;
  type: string | null;
  namespace: string | null;
  isTest: boolean;
  /** Created at or after. */
  since: UnixMs | null;
  /** Created before. */
  until: UnixMs | null;
}

/** Events by noun. */
export interface EventsStore {
  /**
   * Commits events and deliveries together. Answers each delivery's seq, event by event, in the order given.
   *
   * @throws AppError `not_found` when the environment is deleted; `unavailable` when the store cannot write: it may have
   * been committed all the same
   */
  acceptEvents(events: NewEvents): Promise<number[][]>;
  /**
   * Commits a test event and its delivery, which waits and which dispatch never meets. Answers the delivery's seq.
   *
   * @throws AppError as `acceptEvents`
   */
  acceptTest(test: NewTest): Promise<number>;
  /** The seqs of test deliveries that wait, at most a thousand. */
  loadTests(): Promise<number[]>;
  /** Ends test deliveries that wait as failed, for a reason. */
  endTests(deliveries: readonly number[], reason: string, at: UnixMs): Promise<void>;
  /** What was accepted under a key, `null` when nothing was. */
  findKeyedRequest(environment: number, idempotencyKey: string): Promise<KeyedRequest | null>;
  /**
   * Adds deliveries to an event, in lane 1.
   *
   * @throws AppError `unavailable` when the store cannot write; they may have been added all the same
   */
  replayEvent(replay: NewReplay): Promise<void>;
  listEvents(query: EventsQuery): Promise<Page<EventRow>>;
  /** One event with its exact body, `null` when the environment has none of this id. */
  readEvent(environment: number, id: Uint8Array): Promise<(EventRow & { body: string }) | null>;
}
