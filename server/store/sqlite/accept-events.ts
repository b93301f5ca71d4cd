/** Writes events and their deliveries: the hot path of intake. */
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import type { NewEvent, NewEvents } from "../faces/events.ts";
import type { Connection } from "./connection.ts";
import { touch } from "./counts.ts";
import { typeSeq } from "./types.ts";
import { type Wired, bytesOf } from "./wire.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");
const SKIPPED = DELIVERY_STATES.indexOf("skipped");

/** Inserts them, and answers each delivery's seq, event by event. A retry finds what an earlier try committed. */
export function acceptEvents(connection: Connection, accepted: Wired<NewEvents>, isRetry: boolean): number[][] {
  if (isRetry) {
    const stored = accepted.events.map((event) => storedSeqs(connection, event));
    if (stored.every((seqs) => seqs !== null)) return stored;
  }
  return accepted.events.map((event, place) => insertEvent(connection, accepted, event, place));
}

function insertEvent(
  connection: Connection,
  accepted: Wired<NewEvents>,
  event: Wired<NewEvent>,
  place: number,
): number[] {
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
      event.body,
    );
  const eventSeq = Number(lastInsertRowid);
  return event.deliveries.map((delivery) => {
    const isWaiting = delivery.state === "waiting";
    if (isWaiting) touch(connection, delivery.endpoint).waitingDelta++;
    const dueAt = isWaiting ? createdAt : null;
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
          dueAt,
          createdAt,
          createdAt,
          delivery.reason,
        ).lastInsertRowid,
    );
  });
}

function storedSeqs(connection: Connection, event: Wired<NewEvent>): number[] | null {
  const stored = connection.sql<{ seq: number }>("SELECT seq FROM events WHERE id = ?").get(bytesOf(event.id));
  if (stored === null) return null;
  return connection
    .sql<{ seq: number }>("SELECT seq FROM deliveries WHERE event = ? ORDER BY seq")
    .all(stored.seq)
    .map((row) => row.seq);
}
