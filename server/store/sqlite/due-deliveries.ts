/** Reads and sets what dispatch goes by: the times of deliveries. */
import type { UnixMs } from "../../base/clock.ts";
import { DELIVERY_STATES, type DueDelivery, type Lane } from "../../rules/delivery.ts";
import type { NextTime } from "../faces/deliveries.ts";
import type { Connection } from "./connection.ts";
import { countDeliveries } from "./count-rows.ts";
import { touch } from "./counts.ts";
import { typeName } from "./types.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");
const CANCELLED = DELIVERY_STATES.indexOf("cancelled");
const SKIPPED = DELIVERY_STATES.indexOf("skipped");

/** The earliest rows of an endpoint and lane that have a time, whatever it is: a walk down one index alone. */
export function nextTimes(connection: Connection, endpoint: number, lane: Lane, limit: number): NextTime[] {
  return connection
    .sql<NextTime>(
      `SELECT seq, next_at AS nextAt FROM deliveries WHERE endpoint = ? AND lane = ? AND next_at IS NOT NULL
       ORDER BY next_at, seq LIMIT ?`,
    )
    .all(endpoint, lane, limit);
}

/** Deliveries with their bodies, in the order asked for. */
export function readDueDeliveries(connection: Connection, seqs: readonly number[]): DueDelivery[] {
  const bySeq = connection.sql<Omit<DueDelivery, "isTest" | "eventType"> & { isTest: number; type: number }>(
    `SELECT d.seq, d.id, e.id AS eventId, d.type, d.endpoint, d.lane, d.step, d.round, d.due_at AS dueAt, d.express_at AS expressAt,
       d.attempts_count AS attemptsCount, d.is_test AS isTest, e.body
     FROM deliveries d JOIN events e ON e.seq = d.event WHERE d.seq = ?`,
  );
  return seqs.flatMap((seq) => {
    const row = bySeq.get(seq);
    if (row === null) return [];
    const { type, ...rest } = row;
    return [{ ...rest, eventType: typeName(connection, type), isTest: row.isTest === 1 }];
  });
}

/** A delivery that is to be cancelled, and why. */
export interface Cancel {
  delivery: number;
  reason: string;
  at: UnixMs;
}

/** Cancels a delivery that waits. Answers whether it did; a retry also when an earlier try had. */
export function cancelDelivery(connection: Connection, { delivery, reason, at }: Cancel, isRetry: boolean): boolean {
  const row = connection
    .sql<{ endpoint: number }>(
      `UPDATE deliveries SET state = ${CANCELLED}, reason = ?, due_at = NULL, express_at = NULL, next_at = NULL,
         updated_at = ? WHERE seq = ? AND state = ${WAITING} RETURNING endpoint`,
    )
    .get(reason, at, delivery);
  if (row !== null) {
    touch(connection, row.endpoint).waitingDelta--;
    countDeliveries(connection, row.endpoint, at, "cancelled", 1);
  }
  if (row !== null || !isRetry) return row !== null;
  const isDone = `SELECT 1 FROM deliveries WHERE seq = ? AND state = ${CANCELLED} AND updated_at = ?`;
  return connection.sql(isDone).get(delivery, at) !== null;
}

/** Deliveries that wait, by the endpoints' own counts. */
export function countWaiting(connection: Connection): number {
  return connection
    .sql<{ count: number }>("SELECT coalesce(sum(waiting_count), 0) AS count FROM endpoint_health")
    .get()!.count;
}

/** A delivery and the time of its manual retry. */
export interface Retry {
  delivery: number;
  expressAt: UnixMs;
}

/** Sets a manual retry's time beside the schedule's. Answers whether there was such a row. */
export function retryDelivery(connection: Connection, { delivery, expressAt }: Retry): boolean {
  const { changes } = connection
    .sql(
      "UPDATE deliveries SET express_at = ?1, next_at = min(coalesce(due_at, ?1), ?1), updated_at = ?1 WHERE seq = ?2",
    )
    .run(expressAt, delivery);
  return changes > 0;
}

/** Deliveries that are not to be sent. */
export interface Skip {
  deliveries: readonly number[];
  reason: string;
  at: UnixMs;
}

/** Ends those that wait; of those that have ended already a manual retry is forgotten. */
export function skipDeliveries(connection: Connection, { deliveries, reason, at }: Skip): null {
  for (const delivery of deliveries) {
    const skipped = connection
      .sql<{ endpoint: number }>(
        `UPDATE deliveries SET state = ${SKIPPED}, reason = ?, due_at = NULL, express_at = NULL, next_at = NULL,
           updated_at = ? WHERE seq = ? AND state = ${WAITING} RETURNING endpoint`,
      )
      .get(reason, at, delivery);
    if (skipped !== null) {
      touch(connection, skipped.endpoint).waitingDelta--;
      countDeliveries(connection, skipped.endpoint, at, "skipped", 1);
    } else connection.sql("UPDATE deliveries SET express_at = NULL, next_at = due_at WHERE seq = ?").run(delivery);
  }
  return null;
}
