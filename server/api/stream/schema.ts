/** What moves, on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { ENDPOINT_MOVES, type Moved } from "../../flow/feed.ts";
import { subscriptionFault } from "../../rules/fields.ts";
import { AttemptView, attemptView } from "../attempts/schema.ts";
import { EndpointView } from "../endpoints/schema.ts";
import { EventView, eventView } from "../events/schema.ts";
import { idOf, ruled, Time, timeTextOrNull } from "../shapes.ts";

const TYPES_MAX = 100;

/** An event that was accepted. */
const MovedEvent = EventView.extend({ kind: z.literal("event") }).meta({ id: "MovedEvent" });

/** An attempt that ended. */
const MovedAttempt = AttemptView.extend({
  kind: z.literal("attempt"),
  eventId: z.string(),
  eventType: z.string(),
  endpointId: z.string(),
}).meta({ id: "MovedAttempt" });

/** An endpoint that changed. */
const MovedEndpoint = EndpointView.pick({
  id: true,
  name: true,
  url: true,
  status: true,
  statusReason: true,
  consecutiveFailures: true,
  failingSince: true,
  heldUntil: true,
})
  .extend({
    kind: z.literal("endpoint"),
    move: z.enum(ENDPOINT_MOVES).describe("`health`: it failed, was held, or is well again"),
  })
  .meta({ id: "MovedEndpoint" });

/** What moved. */
export const MovedView = z.discriminatedUnion("kind", [MovedEvent, MovedAttempt, MovedEndpoint]).meta({ id: "Moved" });

/** A token for one stream. */
export const StreamTokenView = z.object({ token: z.string(), expiresAt: Time }).meta({ id: "StreamToken" });

const Subscription = ruled(subscriptionFault);

/** What a stream is asked for. */
export const StreamFilter = z.strictObject({
  type: z
    .union([Subscription.transform((type) => [type]), z.array(Subscription).max(TYPES_MAX)])
    .optional()
    .describe("Only events and attempts of this type or group, as `document.*`; may be given several times"),
  endpoint: idOf("ep").optional().describe("Only what concerns this endpoint"),
  token: z.string().optional().describe("In place of a key"),
});

/** What moved, as it goes out. */
export function movedText(moved: Moved): string {
  return JSON.stringify(movedView(moved));
}

function movedView(moved: Moved): z.infer<typeof MovedView> {
  switch (moved.kind) {
    case "event":
      return { kind: "event", ...eventView({ ...moved.event, seq: 0 }) };
    case "attempt":
      return {
        kind: "attempt",
        ...attemptView({ ...moved.attempt, seq: 0 }),
        eventId: idText("evt", moved.eventId),
        eventType: moved.eventType,
        endpointId: idText("ep", moved.endpoint.id),
      };
    case "endpoint": {
      const { move, endpoint, health } = moved;
      return {
        kind: "endpoint",
        move,
        id: idText("ep", endpoint.id),
        name: endpoint.name,
        url: endpoint.url,
        status: endpoint.status,
        statusReason: endpoint.statusReason,
        consecutiveFailures: health.consecutiveFailures,
        failingSince: timeTextOrNull(health.failingSince),
        heldUntil: timeTextOrNull(health.heldUntil),
      };
    }
  }
}
