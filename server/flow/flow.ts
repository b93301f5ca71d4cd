/** The flow as the API sees it. */
import type { UnixMs } from "../base/clock.ts";
import type { Endpoint } from "../rules/endpoint.ts";
import type { EndpointHealth } from "../rules/endpoint.ts";
import type { AcceptedEvent } from "../store/faces/events.ts";
import type { Sweep } from "../store/faces/endpoints.ts";
import type { Feed } from "./feed.ts";
import type { Environment, Organization } from "../store/faces/organizations.ts";
import type { NewNotice } from "../store/faces/notices.ts";

/** One event as posted, its fields already checked. */
export interface PostedEvent {
  type: string;
  namespace: string | null;
  /** `null` for now. */
  timestamp: UnixMs | null;
  /** The JSON text of `data`, byte for byte. */
  dataText: string;
}

/** The events of one request. */
export interface AcceptRequest {
  /** The environment's seq. */
  environment: number;
  events: PostedEvent[];
  isBatch: boolean;
  /** The caller's key with the raw request, `null` without. */
  idempotency: { key: string; rawBody: Uint8Array } | null;
}

/** What was accepted, in the order posted. */
export interface Acceptance {
  events: AcceptedEvent[];
  /** Whether this is the answer to an earlier request of the same key. */
  isReplayed: boolean;
}

/** What the API asks of the flow. */
export interface Flow {
  /** What moves, as it moves. */
  readonly feed: Pick<Feed, "listen">;
  /**
   * Stores events durably and starts their deliveries.
   *
   * @throws AppError `unavailable` while overloaded, draining or not writable; `idempotency_conflict`
   */
  accept(request: AcceptRequest): Promise<Acceptance>;
  /** An environment was added, or it, its organization or its profile changed: what comes next goes by it. */
  scopeChanged(organization: Organization, environment: Environment): void;
  /** An environment is gone. Its endpoints are to be removed first. */
  scopeRemoved(environment: number): void;
  /** An endpoint was added or changed: matching and dispatch obey at once. */
  endpointChanged(endpoint: Endpoint): void;
  /** An endpoint is gone; `sweep` cancels what waits. */
  endpointRemoved(endpoint: number, sweep: Sweep): void;
  /** Secrets or custom headers changed. */
  endpointSecretsChanged(endpoint: number): void;
  /** How an endpoint fares in memory, ahead of the store by at most one commit; `null` for an unknown one. */
  healthOf(endpoint: number): EndpointHealth | null;
  /** Whether a delivery is being attempted, or its verdict not yet committed. */
  isInFlight(delivery: number): boolean;
  /** The notice of an endpoint that was disabled and is about to be turned on by a person, to be stored with that change. */
  enabledNotice(endpoint: Endpoint, at: UnixMs): NewNotice;
  /** Notices were stored: their owners are told. */
  noticed(notices: readonly NewNotice[]): void;
  /** A manual retry was stored: the endpoint is looked at. */
  wake(endpoint: number): void;
}
