/** Endpoints as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { Endpoint, EndpointHealth, EndpointSecrets, EndpointStatus } from "../../rules/endpoint.ts";
import type { WhileOff } from "../../rules/profile.ts";
import type { Secrets } from "../../rules/secrets.ts";
import type { NewNotice } from "./notices.ts";
import type { Page, PageQuery } from "./page.ts";
import type { Recovery } from "./recoveries.ts";

/** An endpoint about to be stored. */
export type NewEndpoint = Omit<Endpoint, "seq"> & EndpointSecrets;

/** What may change of an endpoint; what is left out stays. */
export type EndpointChange = Partial<
  Pick<
    Endpoint,
    | "url"
    | "name"
    | "description"
    | "events"
    | "namespaces"
    | "rateLimit"
    | "maxInFlight"
    | "status"
    | "statusReason"
    | "metadata"
  >
> & {
  /** Makes its own headers of those that are stored as the change is made; what it throws refuses the change. */
  headers?: (stored: EndpointSecrets["headers"]) => EndpointSecrets["headers"];
  /** Given with a `status` that turns it off or on: what becomes of what waits. */
  turn?: Turn;
  /** Stored beside it when it turns on an endpoint that was disabled. */
  notice?: NewNotice;
  updatedAt: UnixMs;
};

/** What becomes of what waits for an endpoint that is turned off, or of what was held when it is turned on. */
export type Turn =
  | { to: "off"; waiting: WhileOff }
  | { to: "on"; held: "cancel" }
  /** With the id of the recovery that resumes it. */
  | { to: "on"; held: "resume"; recoveryId: Uint8Array };

/** An endpoint as it is after a change, and what the change begins. */
export interface ChangedEndpoint {
  endpoint: Endpoint;
  /** Whether it was turned on or off by it: then what was given for that is stored too. */
  isTurned: boolean;
  sweep: Sweep | null;
  recovery: Recovery | null;
}

/** An endpoint with how it fares. */
export interface EndpointRow {
  endpoint: Endpoint;
  health: EndpointHealth;
  /** Deliveries that wait, held ones included. */
  waitingCount: number;
  /** The names of its custom headers. */
  headerNames: readonly string[];
}

/** Which endpoints; `null` for any. */
export interface EndpointsQuery extends PageQuery {
  environment: number;
  /** Part of the name, URL or description, in any case. */
  search: string | null;
  status: EndpointStatus | null;
}

/** What a sweeper still has to do: settle the deliveries that waited when the endpoint was turned off, on or deleted. */
export interface Sweep {
  seq: number;
  endpoint: number;
  /** What becomes of them; `waiting`: they are held. */
  state: "waiting" | "skipped" | "cancelled";
  reason: string;
}

/** Endpoints by noun. Writes throw AppError `unavailable` when the store cannot write. */
export interface EndpointsStore {
  /**
   * Answers the new row's seq.
   *
   * @param countMax how many its environment may have, when that is less than any may
   * @throws AppError `conflict` when it has so many, `not_found` when it is deleted
   */
  addEndpoint(endpoint: NewEndpoint, countMax?: number): Promise<number>;
  /**
   * Answers the endpoint as it then is. It is not turned on or off where it is so meanwhile, nor paused where it was disabled;
   * a change that asks for nothing else then changes nothing.
   *
   * @throws AppError `not_found` when it is deleted
   */
  changeEndpoint(endpoint: number, change: EndpointChange): Promise<ChangedEndpoint>;
  /**
   * Lets a new secret sign, beside the last one for `overlapMs`. Answers all that then sign, the new one first, or `null`
   * when two are live already.
   */
  rotateEndpointSecret(endpoint: number, secret: string, overlapMs: number, at: UnixMs): Promise<Secrets | null>;
  /**
   * It is gone at once for every reader; its log stays. Its waiting deliveries are left to a sweep, which is answered.
   *
   * @throws AppError `not_found` when it is deleted already
   */
  deleteEndpoint(endpoint: number, at: UnixMs): Promise<Sweep>;
  listEndpoints(query: EndpointsQuery): Promise<Page<EndpointRow>>;
  readEndpoint(environment: number, id: Uint8Array): Promise<EndpointRow | null>;
  /** The seqs of ids, `null` for each that the environment does not have. */
  findEndpoints(environment: number, ids: readonly Uint8Array[]): Promise<(number | null)[]>;
  /** @throws Error when the key that sealed them is not ours */
  readEndpointSecrets(endpoint: number): Promise<EndpointSecrets>;
  /** All that are not deleted, for the flow's memory. */
  loadEndpoints(): Promise<EndpointRow[]>;
  /** What sweepers have left to do, for boot. */
  loadSweeps(): Promise<Sweep[]>;
  /** Settles at most `limit` rows; answers whether there are more. */
  sweepStep(sweep: Sweep, limit: number, at: UnixMs): Promise<boolean>;
}
