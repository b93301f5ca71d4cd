/** Writes replays: new deliveries of an event that is stored, behind what is new. */
import type { NewReplay } from "../faces/events.ts";
import type { Connection } from "./connection.ts";
import { countDeliveries } from "./count-rows.ts";
import { touch } from "./counts.ts";
import { bytesOf, hexOf } from "./hex.ts";
import { seqOfId } from "./late-lists.ts";
import { noteTime } from "./spans.ts";
import { DELIVERY_STATES } from "../../rules/delivery.ts";

/** A replay as it goes to the writer, its ids in hexadecimal. */
export interface PackedReplay extends Omit<NewReplay, "deliveries"> {
  deliveries: (Omit<NewReplay["deliveries"][number], "id"> & { id: string })[];
}

/** Packs a replay for the writer. */
export function packReplay(replay: NewReplay): PackedReplay {
  const deliveries = replay.deliveries.map((delivery) => ({ ...delivery, id: hexOf(delivery.id) }));
  return { ...replay, deliveries };
}

/** Inserts its deliveries, all or none. A retry finds what an earlier try committed. */
export function replayEvent(connection: Connection, replay: PackedReplay, isRetry: boolean): null {
  const [first] = replay.deliveries;
  if (first === undefined) return null;
  if (isRetry && seqOfId(connection, "deliveries", bytesOf(first.id)) !== null) return null;
  noteTime(connection, replay.createdAt);
  for (const delivery of replay.deliveries) insertReplayed(connection, replay, delivery);
  connection
    .sql(
      `INSERT INTO replays (event, deliveries_count) VALUES (?1, ?2)
       ON CONFLICT (event) DO UPDATE SET deliveries_count = deliveries_count + ?2`,
    )
    .run(replay.event, replay.deliveries.length);
  return null;
}

/** The one place where a delivery is made of an event that was accepted before. */
function insertReplayed(
  connection: Connection,
  { event, createdAt }: PackedReplay,
  { id, endpoint, state, reason }: PackedReplay["deliveries"][number],
): void {
  const isWaiting = state === "waiting";
  if (isWaiting) touch(connection, endpoint).waitingDelta++;
  else countDeliveries(connection, endpoint, createdAt, "skipped", 1);
  const dueAt = isWaiting ? createdAt : null;
  connection
    .sql(
      `INSERT INTO deliveries (id, event, endpoint, environment, type, lane, state, due_at, next_at, created_at,
         updated_at, reason)
       SELECT ?, seq, ?, environment, type, 1, ?, ?, ?, ?, ?, ? FROM events WHERE seq = ?`,
    )
    .run(
      bytesOf(id),
      endpoint,
      DELIVERY_STATES.indexOf(state),
      dueAt,
      // What is held has no next time until its endpoint is enabled.
      reason === null ? dueAt : null,
      createdAt,
      createdAt,
      reason,
      event,
    );
}
