/** Endpoints as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { Endpoint, EndpointHealth, EndpointSecrets, EndpointStatus } from "../../rules/endpoint.ts";
import type { NewNotice } from "./notices.ts";
import type { Page, PageQuery } from "./page.ts";

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
    | "activeSince"
    | "metadata"
  >
> & {
  headers?: EndpointSecrets["headers"];
  /** Stored beside it when it turns on an endpoint that was disabled. */
  notice?: NewNotice;
  updatedAt: UnixMs;
};

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

/** What a sweeper still has to do: settle the deliveries that waited when the endpoint was turned off. */
export interface Sweep {
  seq: number;
  endpoint: number;
  /** What becomes of them. */
  state: "skipped" | "cancelled";
  reason: string;
}

/** Endpoints by noun. Writes throw AppError `unavailable` when the store cannot write. */
export interface EndpointsStore {
  /** Answers the new row's seq. */
  addEndpoint(endpoint: NewEndpoint): Promise<number>;
  /** Answers the endpoint as it then is. */
  changeEndpoint(endpoint: number, change: EndpointChange): Promise<Endpoint>;
  /** It is gone at once for every reader; its log stays. Its waiting deliveries are left to a sweep, which is answered. */
  deleteEndpoint(endpoint: number, at: UnixMs): Promise<Sweep>;
  countEndpoints(environment: number): Promise<number>;
  listEndpoints(query: EndpointsQuery): Promise<Page<EndpointRow>>;
  readEndpoint(environment: number, id: Uint8Array): Promise<EndpointRow | null>;
  /** @throws Error when the key that sealed them is not ours */
  readEndpointSecrets(endpoint: number): Promise<EndpointSecrets>;
  /** All that are not deleted, for the flow's memory. */
  loadEndpoints(): Promise<EndpointRow[]>;
  /** What sweepers have left to do, for boot. */
  loadSweeps(): Promise<Sweep[]>;
  /** Settles at most `limit` rows; answers whether there are more. */
  sweepStep(sweep: Sweep, limit: number, at: UnixMs): Promise<boolean>;
}
