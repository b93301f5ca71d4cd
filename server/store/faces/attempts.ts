/** Attempts and what follows from them, as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { Trigger } from "../../rules/delivery.ts";
import type { EndpointHealth } from "../../rules/endpoint.ts";
import type { OutcomeKind } from "../../rules/outcome.ts";
import type { DeliveryChange } from "../../rules/verdict.ts";
import type { Sweep } from "./endpoints.ts";
import type { NewNotice } from "./notices.ts";

/** The request as it was sent; custom header values are not kept. */
export interface SentRequest {
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
}

/** The response as far as it was kept. */
export interface KeptResponse {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
  isTruncated: boolean;
}

/** Spans in ms, `null` where unknown. */
export interface KeptTiming {
  resolveMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
}

/** An attempt in a delivery's list. */
export interface AttemptRow {
  seq: number;
  id: Uint8Array;
  deliveryId: Uint8Array;
  /** 1 for the first. */
  number: number;
  trigger: Trigger;
  startedAt: UnixMs;
  durationMs: number;
  outcome: OutcomeKind;
  reason: string;
  status: number | null;
  address: string | null;
}

/** What a list of deliveries tells of an attempt. */
export type AttemptBrief = Pick<AttemptRow, "id" | "outcome" | "status" | "durationMs">;

/** An attempt with all that was seen of it. */
export interface AttemptDetails extends AttemptRow {
  request: SentRequest & { body: string };
  response: KeptResponse | null;
  timing: KeptTiming;
}

/** An attempt about to be stored. */
export interface NewAttempt extends Omit<AttemptRow, "seq" | "deliveryId"> {
  request: SentRequest;
  response: KeptResponse | null;
  timing: KeptTiming;
}

/** One verdict, with what it leaves of the endpoint. The attempt is always written. */
export interface NewVerdict {
  /** The delivery's and the endpoint's seq. */
  delivery: number;
  endpoint: number;
  /** Whose schedule the attempt was of: where the delivery has begun another meanwhile, only a success changes it. */
  round: number;
  attempt: NewAttempt;
  change: DeliveryChange;
  health: EndpointHealth;
  /** What the endpoint's owners must hear. */
  notices: readonly NewNotice[];
  /** Set when it disables the endpoint; what waits is then skipped by a sweep, or held by one. */
  disable: { reason: string; isSkipping: boolean } | null;
  at: UnixMs;
}

/** Attempts by noun. */
export interface AttemptsStore {
  /**
   * Commits a verdict, and answers the sweep that it begins, `null` without.
   *
   * @param isAgain whether an earlier try was refused, so that it may be there already
   * @throws AppError `unavailable` when the store cannot write; it may have been committed all the same
   */
  recordVerdict(verdict: NewVerdict, isAgain?: boolean): Promise<Sweep | null>;
  /** A delivery's newest attempts, at most 250, oldest first. */
  listAttempts(delivery: number): Promise<AttemptRow[]>;
  readAttempt(environment: number, id: Uint8Array): Promise<AttemptDetails | null>;
}
