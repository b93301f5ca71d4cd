/** Step 1, accept: match, render, write event and deliveries in one commit, answer, hand over. */
import type { Clock, UnixMs } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import { idText, newId } from "../base/ids.ts";
import type { Metrics } from "../base/metrics.ts";
import type { DueDelivery } from "../rules/delivery.ts";
import { beginningWhile } from "../rules/off.ts";
import type { AcceptedEvent, NewDelivery, NewEvent, NewEvents } from "../store/faces/events.ts";
import type { Store } from "../store/faces/store.ts";
import type { CheckEvents } from "./check-events.ts";
import type { Feed } from "./feed.ts";
import type { AcceptRequest, Acceptance, PostedEvent } from "./flow.ts";
import { type KeyedRequests, createKeyedRequests, hashOfRequest } from "./idempotency.ts";
import type { Lines } from "./lines.ts";
import { NOT_ENABLED_REASON, type Scope, type Scopes } from "./scopes.ts";
import { tellEvents } from "./tell.ts";

/** What accepting needs. */
export interface AcceptRooms {
  store: Store;
  lines: Lines;
  scopes: Pick<Scopes, "get">;
  clock: Clock;
  metrics: Metrics;
  checkEvents: CheckEvents;
  feed: Feed;
  /** Why nothing can be accepted now, `null` when it can. */
  refusal(): string | null;
  /** Takes over a delivery that was just committed. */
  offer(delivery: DueDelivery): void;
}

/** One commit may not hold the writer for long, since everybody waits for it. One event alone has fewer. */
const DELIVERIES_MAX = 20_000;

/** Builds the step. */
export function createAccept(rooms: AcceptRooms): (request: AcceptRequest) => Promise<Acceptance> {
  const keyed: KeyedRequests = createKeyedRequests(rooms.store);
  return (request) => {
    const refusal = rooms.refusal();
    if (refusal !== null) return Promise.reject(new AppError("unavailable", refusal, [], 1));
    if (request.idempotency === null) return acceptNew(rooms, request, null);
    const requestHash = hashOfRequest(request.idempotency.rawBody);
    return keyed.once(request, requestHash, () => acceptNew(rooms, request, requestHash));
  };
}

async function acceptNew(
  rooms: AcceptRooms,
  request: AcceptRequest,
  requestHash: Uint8Array | null,
): Promise<Acceptance> {
  const { store, scopes, clock, metrics } = rooms;
  const scope = scopes.get(request.environment);
  // It may have been deleted while the body was read.
  if (scope === undefined) throw new AppError("not_found", "There is no such environment.");
  const { strictTypes, checkSchemas } = scope.of.environment;
  if (strictTypes || checkSchemas) await rooms.checkEvents(scope, request);
  const createdAt = clock.now();
  const events = eventsOf(rooms, scope, request, createdAt);
  const stored: NewEvents = {
    environment: request.environment,
    idempotencyKey: request.idempotency?.key ?? null,
    requestHash,
    isBatch: request.isBatch,
    createdAt,
    events,
  };
  const seqs = await store.acceptEvents(stored);
  metrics.accepted.inc(events.length);
  if (rooms.feed.isHeard) tellEvents(rooms.feed, stored);
  handOver(rooms, events, seqs, createdAt);
  return { events: events.map((event) => acceptedOf(event, createdAt)), isReplayed: false };
}

/** @throws AppError `invalid` when they make too many deliveries */
function eventsOf(rooms: AcceptRooms, scope: Scope, { events }: AcceptRequest, createdAt: UnixMs): NewEvent[] {
  let deliveriesCount = 0;
  return events.map((posted) => {
    const event = eventOf(rooms, scope, posted, createdAt);
    deliveriesCount += event.deliveries.length;
    if (deliveriesCount > DELIVERIES_MAX) throw tooManyDeliveries();
    return event;
  });
}

function tooManyDeliveries(): AppError {
  const fault = {
    path: "events",
    message: `makes more than ${DELIVERIES_MAX.toLocaleString("en")} deliveries: send fewer events at a time`,
  };
  return new AppError("invalid", `${fault.path}: ${fault.message}`, [fault]);
}

function eventOf({ lines }: AcceptRooms, scope: Scope, posted: PostedEvent, createdAt: UnixMs): NewEvent {
  const id = newId(createdAt);
  const timestamp = posted.timestamp ?? createdAt;
  const body = scope.render({
    id: idText("evt", id),
    type: posted.type,
    timestamp: new Date(timestamp).toISOString(),
    organization: scope.organizationText,
    environment: scope.environmentText,
    dataText: posted.dataText,
  });
  const deliveries: NewDelivery[] = [];
  for (const endpoint of lines.matcher.match(scope.environment, posted.type, posted.namespace)) {
    deliveries.push(deliveryOf(lines, scope, endpoint, createdAt));
  }
  return { id, type: posted.type, namespace: posted.namespace, timestamp, body, deliveries };
}

/** A delivery to an endpoint of that scope: waiting at once, or as the profile says of an endpoint that is off. */
export function deliveryOf(lines: Lines, scope: Scope, endpoint: number, createdAt: UnixMs): NewDelivery {
  const { status } = lines.get(endpoint)!.endpoint;
  const id = newId(createdAt);
  if (!scope.of.organization.webhooksEnabled) return { id, endpoint, state: "skipped", reason: NOT_ENABLED_REASON };
  if (status === "active") return { id, endpoint, state: "waiting", reason: null };
  return { id, endpoint, ...beginningWhile(status, scope.profile.whileOff) };
}

function handOver({ offer }: AcceptRooms, events: NewEvent[], seqs: number[][], dueAt: UnixMs): void {
  for (const [place, event] of events.entries()) {
    for (const [nth, { id, endpoint, reason }] of event.deliveries.entries()) {
      // Held or skipped, also when its endpoint was enabled meanwhile.
      if (reason !== null) continue;
      offer({
        seq: seqs[place]![nth]!,
        id,
        eventId: event.id,
        eventType: event.type,
        endpoint,
        lane: 0,
        step: 0,
        round: 0,
        dueAt,
        expressAt: null,
        attemptsCount: 0,
        isTest: false,
        body: event.body,
      });
    }
  }
}

function acceptedOf({ id, type, deliveries }: NewEvent, createdAt: UnixMs): AcceptedEvent {
  return { id, type, createdAt, deliveriesCount: deliveries.length };
}
