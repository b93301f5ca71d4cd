/** An endpoint: a URL of a customer that wants some event types, and how it fares. */
import type { UnixMs } from "../base/clock.ts";

/** The states in stored order: only append. */
export const ENDPOINT_STATUSES = ["active", "paused", "disabled"] as const;

/** `paused` by a person, `disabled` by the health rule or a 410. */
export type EndpointStatus = (typeof ENDPOINT_STATUSES)[number];

/** A URL of a customer that wants some event types, without its secrets. */
export interface Endpoint {
  seq: number;
  id: Uint8Array;
  /** The environment's seq. */
  environment: number;
  url: string;
  name: string | null;
  description: string | null;
  /** Subscriptions: a type, `group.*` or `*`. */
  events: readonly string[];
  /** Empty for every namespace. */
  namespaces: readonly string[];
  /** Attempts a second, `null` for no limit. */
  rateLimit: number | null;
  maxInFlight: number;
  status: EndpointStatus;
  /** Why it is paused or disabled, `null` while active. */
  statusReason: string | null;
  metadata: Readonly<Record<string, string>>;
  createdAt: UnixMs;
  updatedAt: UnixMs;
}

/** What signs and goes along with an endpoint's requests; sealed at rest, never logged. */
export interface EndpointSecrets {
  /** The live secret first, then one that still overlaps after a rotation. */
  secrets: readonly { secret: string; endsAt: UnixMs | null }[];
  /** Custom headers as name and value, in the customer's order. */
  headers: readonly (readonly [name: string, value: string])[];
}

/** How an endpoint fares, counted in commit order. */
export interface EndpointHealth {
  consecutiveFailures: number;
  /** The first failure after the last success, `null` while well. */
  failingSince: UnixMs | null;
  lastSuccessAt: UnixMs | null;
  lastFailureAt: UnixMs | null;
  /** Nothing is sent before it, `null` for no hold. */
  heldUntil: UnixMs | null;
  /** How long the last hold without `Retry-After` was, 0 after a success. */
  holdMs: number;
}
