/** Step 8, show: what the feed is told of events, attempts and endpoints. To be called only while somebody listens. */
import type { Endpoint, EndpointHealth } from "../rules/endpoint.ts";
import type { NewVerdict } from "../store/faces/attempts.ts";
import type { NewEvents, NewTest } from "../store/faces/events.ts";
import type { Attempted } from "./attempt.ts";
import type { EndpointMove, Feed } from "./feed.ts";

/** Tells of events that were accepted. */
export function tellEvents(feed: Feed, { environment, createdAt, idempotencyKey, events }: NewEvents): void {
  for (const [place, { id, type, namespace, timestamp, deliveries }] of events.entries()) {
    feed.tell({
      kind: "event",
      environment,
      event: {
        id,
        type,
        namespace,
        timestamp,
        isTest: false,
        idempotencyKey: place === 0 ? idempotencyKey : null,
        createdAt,
        deliveriesCount: deliveries.length,
      },
      endpoints: deliveries.map(({ endpoint }) => endpoint),
    });
  }
}

/** Tells of a test event. */
export function tellTest(feed: Feed, { environment, event: { id, type }, endpoint, createdAt }: NewTest): void {
  const event = { id, type, namespace: null, timestamp: createdAt, isTest: true, idempotencyKey: null, createdAt };
  feed.tell({ kind: "event", environment, event: { ...event, deliveriesCount: 1 }, endpoints: [endpoint] });
}

/** Tells of an attempt whose verdict is committed, and of its endpoint when that fares otherwise than before. */
export function tellAttempt(feed: Feed, attempted: Attempted, verdict: NewVerdict, before: EndpointHealth): void {
  const { delivery, line } = attempted;
  const { endpoint } = line;
  feed.tell({
    kind: "attempt",
    environment: endpoint.environment,
    attempt: { ...verdict.attempt, deliveryId: delivery.id },
    eventId: delivery.eventId,
    eventType: delivery.eventType,
    endpoint,
  });
  const { health } = verdict;
  if (verdict.disable !== null) tellEndpoint(feed, "disabled", endpoint, health);
  else if (isOther(before, health)) tellEndpoint(feed, "health", endpoint, health);
}

/** Tells of an endpoint that moved. */
export function tellEndpoint(feed: Feed, move: EndpointMove, endpoint: Endpoint, health: EndpointHealth): void {
  feed.tell({ kind: "endpoint", environment: endpoint.environment, move, endpoint, health });
}

/** What a change of an endpoint is. @param before `undefined` for a new one */
export function moveOf(before: Endpoint | undefined, after: Endpoint): EndpointMove {
  if (before === undefined) return "added";
  if (before.status === after.status) return "changed";
  return after.status === "active" ? "enabled" : after.status;
}

/** One success after another is no news. */
function isOther(before: EndpointHealth, after: EndpointHealth): boolean {
  return before.consecutiveFailures !== after.consecutiveFailures || before.heldUntil !== after.heldUntil;
}
