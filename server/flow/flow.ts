/** The flow as the API sees it. */
import type { UnixMs } from "../base/clock.ts";
import type { Endpoint } from "../rules/endpoint.ts";
import type { EndpointHealth } from "../rules/endpoint.ts";
import type { AcceptedEvent } from "../store/faces/events.ts";
import type { Profile } from "../rules/profile.ts";
import type { ChangedEndpoint, Sweep } from "../store/faces/endpoints.ts";
import type { Feed } from "./feed.ts";
import type { Environment, Organization } from "../store/faces/organizations.ts";
import type { NewNotice } from "../store/faces/notices.ts";
import type { Recovery } from "../store/faces/recoveries.ts";
import type { Changes } from "../store/faces/store.ts";

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

/** A test event to be sent to an endpoint. */
export interface TestRequest {
  /** The endpoint's seq. */
  endpoint: number;
  /** `null` for the first that the endpoint wants and that has a sample. */
  type: string | null;
  /** The JSON text of `data`, byte for byte; `null` for the type's sample. */
  dataText: string | null;
}

/** A test event that is stored and on its way. */
export interface SentTest {
  deliveryId: Uint8Array;
  /** Resolves to the attempt's id, when it is stored. */
  attempted: Promise<Uint8Array>;
}

/** A stored event that is to be sent once more. */
export interface ReplayedEvent {
  seq: number;
  environment: number;
  type: string;
  namespace: string | null;
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
  /** An endpoint was added or changed: matching and dispatch obey at once, and what it begins is done step by step. */
  endpointChanged(endpoint: Endpoint, begun?: Pick<ChangedEndpoint, "sweep" | "recovery">): void;
  /** An endpoint is gone; `sweep` cancels what waits. */
  endpointRemoved(endpoint: number, sweep: Sweep): void;
  /** How an endpoint fares in memory, ahead of the store by at most one commit; `null` for an unknown one. */
  healthOf(endpoint: number): EndpointHealth | null;
  /** Whether a delivery is handed over or being attempted, or its verdict not yet committed. */
  isInFlight(delivery: number): boolean;
  /** The notice of an endpoint that was disabled and is about to be turned on by a person, to be stored with that change. */
  enabledNotice(endpoint: Endpoint, at: UnixMs): NewNotice;
  /** Notices were stored: their owners are told. */
  noticed(notices: readonly NewNotice[]): void;
  /** A manual retry was stored: the endpoint is looked at. */
  wake(endpoint: number): void;
  /** A delivery of the endpoint was cancelled: whoever watches is told. */
  moved(endpoint: number): void;
  /**
   * Makes new deliveries of an event: to these endpoints, `null` for those that want it now. Answers how many.
   *
   * @param changes by which it is written
   * @throws AppError `unavailable` when the store cannot write
   */
  replay(
    event: ReplayedEvent,
    endpoints: readonly number[] | null,
    changes: Pick<Changes, "replayEvent">,
  ): Promise<number>;
  /**
   * Stores a test event and sends it once, whatever the endpoint's state, hold, rate and slots say.
   *
   * @param changes by which it is written
   * @throws AppError `too_many` while another test of it is under way, or after many; `not_found`, `unavailable`
   */
  sendTest(request: TestRequest, changes: Pick<Changes, "acceptTest">): Promise<SentTest>;
  /** A recovery was stored: it is done step by step. */
  recoveryBegun(recovery: Recovery): void;
  /** What becomes of the deliveries of endpoints that are off, as the environment's profile says. */
  whileOff(environment: number): Profile["whileOff"];
}
