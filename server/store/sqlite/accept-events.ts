/** Writes events and their deliveries: the hot path of intake. */
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import type { NewDelivery, NewEvent, NewEvents } from "../faces/events.ts";
import type { Connection } from "./connection.ts";
import { countDeliveries } from "./count-rows.ts";
import { touch } from "./counts.ts";
import { deliveriesOfEvent, seqOfId } from "./late-lists.ts";
import { isLiveEnvironment } from "./live-environments.ts";
import { noteTime } from "./spans.ts";
import { typeSeq } from "./types.ts";
import { bytesOf, hexOf } from "./hex.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");
const SKIPPED = DELIVERY_STATES.indexOf("skipped");

/** An event as it goes to the writer, its ids in hexadecimal. */
interface PackedEvent extends Omit<NewEvent, "id" | "body" | "deliveries"> {
  id: string;
  deliveries: (Omit<NewDelivery, "id"> & { id: string })[];
}

/** Events as they go to the writer. */
export interface PackedEvents extends Omit<NewEvents, "requestHash" | "events"> {
  requestHash: string | null;
  events: PackedEvent[];
  /** Their bodies. */
  texts: string[];
}

/** Packs events for the writer: written out, since this is the hot path. */
export function packEvents(accepted: NewEvents): PackedEvents {
  return {
    ...accepted,
    requestHash: accepted.requestHash && hexOf(accepted.requestHash),
    events: accepted.events.map(({ id, type, namespace, timestamp, deliveries }) => ({
      id: hexOf(id),
      type,
      namespace,
      timestamp,
      deliveries: deliveries.map((delivery) => ({ ...delivery, id: hexOf(delivery.id) })),
    })),
    texts: accepted.events.map(({ body }) => body),
  };
}

/**
 * Inserts them, and answers each delivery's seq, event by event; `false` when their environment is deleted. A retry finds
 * what an earlier try committed.
 */
export function acceptEvents(connection: Connection, accepted: PackedEvents, isRetry: boolean): number[][] | false {
  if (isRetry) {
    const stored = accepted.events.map((event) => storedSeqs(connection, event));
    if (stored.every((seqs) => seqs !== null)) return stored;
  }
  if (!isLiveEnvironment(connection, accepted.environment)) return false;
  noteTime(connection, accepted.createdAt);
  return accepted.events.map((event, place) => insertEvent(connection, accepted, event, place));
}

function insertEvent(connection: Connection, accepted: PackedEvents, event: PackedEvent, place: number): number[] {
  const { environment, createdAt } = accepted;
  const type = typeSeq(connection, event.type);
  const isKeyed = place === 0 && accepted.idempotencyKey !== null;
  const { lastInsertRowid } = connection
    .sql(
      `INSERT INTO events (id, environment, type, namespace, timestamp, deliveries_count, created_at, idempotency_key,
         request_hash, batch_count, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      bytesOf(event.id),
      environment,
      type,
      event.namespace,
      event.timestamp,
      event.deliveries.length,
      createdAt,
      isKeyed ? accepted.idempotencyKey : null,
      isKeyed && accepted.requestHash !== null ? bytesOf(accepted.requestHash) : null,
      isKeyed && accepted.isBatch ? accepted.events.length : null,
      accepted.texts[place]!,
    );
  const eventSeq = Number(lastInsertRowid);
  return event.deliveries.map((delivery) => {
    const isWaiting = delivery.state === "waiting";
    if (isWaiting) touch(connection, delivery.endpoint).waitingDelta++;
    else countDeliveries(connection, delivery.endpoint, createdAt, "skipped", 1);
    const dueAt = isWaiting ? createdAt : null;
    // What is held has its place in the schedule, but no next time until its endpoint is enabled.
    const nextAt = delivery.reason === null ? dueAt : null;
    return Number(
      connection
        .sql(
          `INSERT INTO deliveries (id, event, endpoint, environment, type, state, due_at, next_at, created_at, updated_at,
             reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          bytesOf(delivery.id),
          eventSeq,
          delivery.endpoint,
          environment,
          type,
          isWaiting ? WAITING : SKIPPED,
          dueAt,
          nextAt,
          createdAt,
          createdAt,
          delivery.reason,
        ).lastInsertRowid,
    );
  });
}

function storedSeqs(connection: Connection, event: PackedEvent): number[] | null {
  const stored = seqOfId(connection, "events", bytesOf(event.id));
  return stored === null ? null : deliveriesOfEvent(connection, stored);
}
