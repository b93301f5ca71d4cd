/** Events on the wire: what is posted, and what is shown. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { namespaceFault, productTypeFault } from "../../rules/fields.ts";
import type { AcceptedEvent, EventRow } from "../../store/faces/events.ts";
import { DeliveryView } from "../deliveries/schema.ts";
import { pageFields } from "../page.ts";
import { Instant, ruled, Time, timeText } from "../shapes.ts";

/** What an event tells: any JSON object. */
export const EventData = z
  .custom<object>((data) => typeof data === "object" && data !== null && !Array.isArray(data), "must be a JSON object")
  .meta({ type: "object", description: "Goes out byte for byte as sent" });

/** One event as posted. */
export const NewEvent = z
  .strictObject({
    type: ruled(productTypeFault).describe("A type of the catalog, or any other: `document.ready`"),
    data: EventData,
    namespace: ruled(namespaceFault).nullish().describe("For endpoints that ask for some namespaces only"),
    timestamp: Instant.nullish().describe("When it happened; now, when left out"),
  })
  .meta({ id: "NewEvent" });

/** One event as posted, its fields checked. */
export type NewEvent = z.infer<typeof NewEvent>;

/** Several events, accepted all or none. */
export const NewBatch = z.strictObject({ events: z.array(NewEvent).min(1).max(100) }).meta({ id: "NewBatch" });

/** What is answered for an accepted event. */
export const AcceptedEventView = z
  .object({
    id: z.string(),
    type: z.string(),
    createdAt: Time,
    deliveries: z.int().describe("How many endpoints it goes to, those that are off included"),
  })
  .meta({ id: "AcceptedEvent" });

/** What is answered for a batch, in the order posted. */
export const AcceptedBatchView = z.object({ data: z.array(AcceptedEventView) }).meta({ id: "AcceptedBatch" });

/** An event in a list. */
export const EventView = z
  .object({
    id: z.string(),
    type: z.string(),
    namespace: z.string().nullable(),
    timestamp: Time,
    isTest: z.boolean(),
    idempotencyKey: z.string().nullable(),
    createdAt: Time,
    deliveriesCount: z.int(),
  })
  .meta({ id: "Event" });

/** How many of its deliveries one event shows: what an environment full of endpoints gives at once. */
export const SHOWN_DELIVERIES_MAX = 1000;

/** One event alone. */
export const EventDetailsView = EventView.extend({
  body: z.string().describe("The exact text that every attempt sends"),
  deliveries: z
    .array(DeliveryView)
    .describe(`The newest, at most ${SHOWN_DELIVERIES_MAX}; all of them by \`GET /deliveries?event=\``),
}).meta({ id: "EventDetails" });

const REPLAY_ENDPOINTS_MAX = 1000;

/** Whom an event is sent to once more. */
export const Replay = z
  .strictObject({
    endpoints: z
      .array(z.string())
      .min(1)
      .max(REPLAY_ENDPOINTS_MAX)
      .exactOptional()
      .describe("These, whether they subscribe or not; those that want it now, when left out"),
  })
  .meta({ id: "Replay" });

/** What a replay has begun. */
export const ReplayedView = z.object({ deliveries: z.int().describe("How many were made") }).meta({ id: "Replayed" });

/** Which events a list shows. */
export const EventsFilter = z.strictObject({
  ...pageFields,
  type: z.string().optional(),
  namespace: z.string().optional(),
  since: Instant.optional().describe("Created then or later"),
  until: Instant.optional().describe("Created before"),
  test: z.enum(["true", "false"]).default("false").describe("Whether to show test events, in place of the others"),
});

/** An accepted event as it goes out. */
export function acceptedView(event: AcceptedEvent): z.infer<typeof AcceptedEventView> {
  return {
    id: idText("evt", event.id),
    type: event.type,
    createdAt: timeText(event.createdAt),
    deliveries: event.deliveriesCount,
  };
}

/** An event as it goes out. */
export function eventView(row: EventRow): z.infer<typeof EventView> {
  return {
    id: idText("evt", row.id),
    type: row.type,
    namespace: row.namespace,
    timestamp: timeText(row.timestamp),
    isTest: row.isTest,
    idempotencyKey: row.idempotencyKey,
    createdAt: timeText(row.createdAt),
    deliveriesCount: row.deliveriesCount,
  };
}
