/** The routes of deliveries. */
import { Elysia } from "elysia";
import type { z } from "zod";
import type { DeliveryRow } from "../../store/faces/deliveries.ts";
import { attemptView } from "../attempts/schema.ts";
import { authenticated, type Principal } from "../auth.ts";
import { duePageView, duePlaceOf, pageOf, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { notFound } from "../refusals.ts";
import { NOT_ENABLED, scopeOf } from "../scope.ts";
import { idOrNotFound, IdParams } from "../shapes.ts";
import { cancelDelivery } from "./cancel.ts";
import { retryDelivery } from "./retry.ts";
import { DeliveriesFilter, DeliveryDetailsView, DeliveryView, deliveryView, laterWaitsOf } from "./schema.ts";

/** Deliveries: what becomes of each event at each endpoint. */
export const deliveryRoutes = (rooms: Rooms) =>
  new Elysia({ name: "deliveries", prefix: "/deliveries", tags: ["Deliveries"] })
    .use(readingDeliveries(rooms))
    .use(writingDeliveries(rooms));

const readingDeliveries = (rooms: Rooms) => {
  const { store } = rooms;
  const viewOf = viewing(rooms);
  return new Elysia()
    .use(authenticated(rooms, "read"))
    .get(
      "/",
      async ({ query, principal }) =>
        query.sort === "dueAt"
          ? duePageView(await duePage(rooms, principal, query), viewOf)
          : pageView(await store.listDeliveries(deliveriesQueryOf(query, principal)), viewOf),
      {
        query: DeliveriesFilter,
        response: pageOf(DeliveryView),
        detail: { operationId: "listDeliveries", summary: "List deliveries, newest first" },
      },
    )
    .get(
      "/:id",
      async ({ params, principal }) => {
        const row = await deliveryOf(rooms, principal, params.id);
        return {
          ...viewOf(row),
          attempts: (await store.listAttempts(row.seq)).map(attemptView),
          laterWaitsMs: laterWaitsOf(row, scopeOf(rooms, principal).profile),
        };
      },
      {
        params: IdParams,
        response: DeliveryDetailsView,
        detail: { operationId: "readDelivery", summary: "Read a delivery with its attempts" },
      },
    );
};

const writingDeliveries = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "write"))
    .post(
      "/:id/retry",
      async ({ params, principal, status }) => {
        const row = await deliveryOf(rooms, principal, params.id);
        return status(202, viewing(rooms)(await retryDelivery(rooms, principal, row)));
      },
      {
        parse: "none",
        params: IdParams,
        response: { 202: DeliveryView },
        detail: {
          operationId: "retryDelivery",
          summary: "Attempt a delivery once more, now",
          description: "Its state and schedule stay as they are, unless the attempt succeeds.",
          responses: {
            ...NOT_ENABLED,
            409: { description: "`in_flight`: an attempt is under way. `endpoint_off`: off, or deleted" },
          },
        },
      },
    )
    .post(
      "/:id/cancel",
      async ({ params, principal }) => {
        const row = await deliveryOf(rooms, principal, params.id);
        return viewing(rooms)(await cancelDelivery(rooms, principal, row));
      },
      {
        parse: "none",
        params: IdParams,
        response: DeliveryView,
        detail: {
          operationId: "cancelDelivery",
          summary: "Cancel a delivery that waits",
          responses: { 409: { description: "`in_flight`: an attempt is under way. `conflict`: it does not wait" } },
        },
      },
    );

/** As the endpoint's line in memory has it. */
function viewing({ flow }: Rooms) {
  return (row: DeliveryRow) => deliveryView(row, flow.healthOf(row.endpoint));
}

async function deliveryOf({ store }: Rooms, { environment }: Principal, id: string): Promise<DeliveryRow> {
  const row = await store.readDelivery(environment, idOrNotFound("dlv", id, "delivery"));
  if (row === null) throw notFound("delivery");
  return row;
}

type Filter = z.infer<typeof DeliveriesFilter>;

function deliveriesQueryOf(filter: Filter, { environment }: Principal) {
  return {
    ...pageQueryOf(filter),
    environment,
    endpoint: filter.endpoint ?? null,
    event: filter.event ?? null,
    state: filter.state ?? null,
    type: filter.type ?? null,
    since: filter.since ?? null,
    until: filter.until ?? null,
    isTest: filter.test === "true",
  };
}

function duePage({ store }: Rooms, { environment }: Principal, { endpoint, limit, cursor }: Filter) {
  return store.listDueDeliveries({ environment, endpoint: endpoint ?? null, limit, after: duePlaceOf(cursor) });
}
