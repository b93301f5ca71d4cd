/** The routes of events. */
import { Elysia } from "elysia";
import type { z } from "zod";
import type { DeliveriesQuery, DeliveryRow } from "../../store/faces/deliveries.ts";
import type { EventRow, EventsQuery } from "../../store/faces/events.ts";
import type { Store } from "../../store/faces/store.ts";
import { authenticated, type Principal } from "../auth.ts";
import { deliveryView } from "../deliveries/schema.ts";
import { readOptionalDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { notFound } from "../refusals.ts";
import { NOT_ENABLED } from "../scope.ts";
import { idOrNotFound, IdParams } from "../shapes.ts";
import { postBatch, postEvent } from "./post.ts";
import { replayEvent } from "./replay.ts";
import {
  AcceptedBatchView,
  AcceptedEventView,
  EventDetailsView,
  EventsFilter,
  EventView,
  eventView,
  NewBatch,
  NewEvent,
  Replay,
  ReplayedView,
  SHOWN_DELIVERIES_MAX,
} from "./schema.ts";

/** Events: posting them, and reading what was accepted. */
export const eventRoutes = (rooms: Rooms) =>
  new Elysia({ name: "events", prefix: "/events", tags: ["Events"] })
    .use(postingEvents(rooms))
    .use(readingEvents(rooms))
    .use(replayingEvents(rooms));

const postingEvents = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "post"))
    .post("/", ({ request, principal }) => postEvent(rooms, principal, request), {
      parse: "none",
      response: { 202: AcceptedEventView },
      detail: {
        operationId: "createEvent",
        summary: "Post an event",
        description: "202 means that the event and all its deliveries are stored on disk.",
        ...posting(NewEvent),
      },
    })
    .post("/batch", ({ request, principal }) => postBatch(rooms, principal, request), {
      parse: "none",
      response: { 202: AcceptedBatchView },
      detail: {
        operationId: "createEvents",
        summary: "Post up to 100 events, all or none",
        description: "At most 4 MiB, and 20,000 deliveries in all. One `Idempotency-Key` stands for all of them.",
        ...posting(NewBatch),
      },
    });

const readingEvents = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "read"))
    .get(
      "/",
      async ({ query, principal }) =>
        pageView(await rooms.store.listEvents(eventsQueryOf(query, principal)), eventView),
      {
        query: EventsFilter,
        response: pageOf(EventView),
        detail: { operationId: "listEvents", summary: "List events, newest first" },
      },
    )
    .get("/:id", ({ params, principal }) => eventDetails(rooms, principal, params.id), {
      params: IdParams,
      response: EventDetailsView,
      detail: { operationId: "readEvent", summary: "Read an event with its exact body and its newest deliveries" },
    });

const replayingEvents = (rooms: Rooms) =>
  new Elysia().use(authenticated(rooms, "write")).post(
    "/:id/replay",
    async ({ request, params, principal, status }) => {
      const form = await readOptionalDocument(request, Replay);
      const event = await eventOf(rooms, principal, params.id);
      return status(202, await replayEvent(rooms, principal, event, form));
    },
    {
      parse: "none",
      params: IdParams,
      response: { 202: ReplayedView },
      detail: {
        operationId: "replayEvent",
        summary: "Send an event once more, as new deliveries",
        description: "With the same `webhook-id`, and behind what is new.",
        requestBody: bodyOf(Replay, false),
        responses: { ...NOT_ENABLED, 409: { description: "`conflict`: it is a test event" } },
      },
    },
  );

/** What the document says of both ways to post. */
function posting(body: z.ZodType) {
  return {
    requestBody: bodyOf(body),
    parameters: [
      {
        name: "Idempotency-Key",
        in: "header",
        description: "1 to 255 visible ASCII characters. The same key and body again: the same answer.",
        schema: { type: "string" as const, maxLength: 255 },
      },
    ],
    responses: { 409: { description: "`idempotency_conflict`: the key stands for another body" } },
  };
}

function eventsQueryOf(filter: z.infer<typeof EventsFilter>, { environment }: Principal): EventsQuery {
  return {
    ...pageQueryOf(filter),
    environment,
    type: filter.type ?? null,
    namespace: filter.namespace ?? null,
    since: filter.since ?? null,
    until: filter.until ?? null,
    isTest: filter.test === "true",
  };
}

async function eventOf({ store }: Rooms, { environment }: Principal, id: string) {
  const event = await store.readEvent(environment, idOrNotFound("evt", id, "event"));
  if (event === null) throw notFound("event");
  return { ...event, environment };
}

async function eventDetails(rooms: Rooms, principal: Principal, id: string) {
  const { store, flow } = rooms;
  const { environment, ...event } = await eventOf(rooms, principal, id);
  const rows = await deliveriesOf(store, environment, event);
  const deliveries = rows.map((row) => deliveryView(row, flow.healthOf(row.endpoint)));
  return { ...eventView(event), body: event.body, deliveries };
}

/** The newest of an event's deliveries: replays may have made any number of them. */
async function deliveriesOf(store: Store, environment: number, event: EventRow): Promise<DeliveryRow[]> {
  const rows: DeliveryRow[] = [];
  const filter = { environment, event: event.id, endpoint: null, state: null, type: null, since: null, until: null };
  let before: number | null = null;
  do {
    const query: DeliveriesQuery = {
      ...filter,
      isTest: event.isTest,
      limit: SHOWN_DELIVERIES_MAX - rows.length,
      before,
    };
    const page = await store.listDeliveries(query);
    rows.push(...page.rows);
    before = page.next;
    // A page may come back short.
  } while (before !== null && rows.length < SHOWN_DELIVERIES_MAX);
  return rows;
}
