/** The store's faces for what travels: events, deliveries, attempts, and the endpoints that they go to. */
import { packEvents } from "./accept-events.ts";
import type { Desk } from "./desk.ts";
import { countWaiting, nextTimes, readDueDeliveries } from "./due-deliveries.ts";
import { readEndpointSecrets } from "./endpoint-secrets.ts";
import * as endpoints from "./endpoints.ts";
import type { Weight } from "./group-commit.ts";
import { listAttempts, readAttempt } from "./read-attempts.ts";
import { listDeliveries, readDelivery } from "./read-deliveries.ts";
import { listDueDeliveries } from "./read-due.ts";
import { findKeyedRequest, listEvents, readEvent } from "./read-events.ts";
import { inEnvironment } from "./refusals.ts";
import { packVerdict } from "./record-verdict.ts";
import type { NewVerdict } from "../faces/attempts.ts";
import type { Store } from "../faces/store.ts";

/** What a row weighs beside the body: a delivery is an id, a few numbers and a reason, an attempt has headers too. */
const ATTEMPT_BYTES = 2048;
const EVENT_BYTES = 256;
const DELIVERY_BYTES = 128;

/** What is asked of events, deliveries, attempts and endpoints, but for the changes that are audited. */
export function trafficFaces({ connection: c, read, write, seal }: Desk) {
  return {
    acceptEvents: (events) =>
      write("intake", weightOf(events.events), "acceptEvents", packEvents(events)).then(inEnvironment),
    findKeyedRequest: (environment, key) => read(() => findKeyedRequest(c, environment, key)),
    listEvents: (query) => read(() => listEvents(c, query)),
    readEvent: (environment, id) => read(() => readEvent(c, environment, id)),

    listDeliveries: (query) => read(() => listDeliveries(c, query)),
    listDueDeliveries: (query) => read(() => listDueDeliveries(c, query)),
    readDelivery: (environment, id) => read(() => readDelivery(c, environment, id)),
    async skipDeliveries(deliveries, reason, at) {
      await write("intake", { rows: deliveries.length, bytes: 0 }, "skipDeliveries", { deliveries, reason, at });
    },
    nextTimes: (endpoint, lane, limit) => read(() => nextTimes(c, endpoint, lane, limit)),
    readDueDeliveries: (seqs) => read(() => readDueDeliveries(c, seqs)),
    countWaiting: () => read(() => countWaiting(c)),

    recordVerdict: (verdict, isAgain) =>
      write("verdict", verdictWeight(verdict), "recordVerdict", packVerdict(verdict, isAgain)),
    listAttempts: (delivery) => read(() => listAttempts(c, delivery)),
    readAttempt: (environment, id) => read(() => readAttempt(c, environment, id)),

    listEndpoints: (query) => read(() => endpoints.listEndpoints(c, query)),
    readEndpoint: (environment, id) => read(() => endpoints.readEndpoint(c, environment, id)),
    findEndpoints: (environment, ids) => read(() => endpoints.findEndpoints(c, environment, ids)),
    readEndpointSecrets: (seq) => read(() => readEndpointSecrets(c, seal, seq)),
    loadEndpoints: () => read(() => endpoints.loadEndpoints(c)),
  } satisfies Partial<Store>;
}

function verdictWeight({ attempt: { response } }: NewVerdict): Weight {
  return { rows: 2, bytes: ATTEMPT_BYTES + (response === null ? 0 : Buffer.byteLength(response.body)) };
}

function weightOf(events: readonly { body: string; deliveries: readonly unknown[] }[]): Weight {
  let rows = 0;
  let bytes = 0;
  for (const event of events) {
    rows += 1 + event.deliveries.length;
    bytes += EVENT_BYTES + DELIVERY_BYTES * event.deliveries.length + Buffer.byteLength(event.body);
  }
  return { rows, bytes };
}
