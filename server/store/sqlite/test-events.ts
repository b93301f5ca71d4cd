/** Writes test events: accepted like any other, then set apart. */
import type { UnixMs } from "../../base/clock.ts";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import type { NewTest } from "../faces/events.ts";
import { type PackedEvents, acceptEvents, packEvents } from "./accept-events.ts";
import type { Connection } from "./connection.ts";
import { touch } from "./counts.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");
const FAILED = DELIVERY_STATES.indexOf("failed");

const LOADED_MAX = 1000;

/** Packs a test for the writer. */
export function packTest({ environment, event, endpoint, delivery, createdAt }: NewTest): PackedEvents {
  return packEvents({
    environment,
    idempotencyKey: null,
    requestHash: null,
    isBatch: false,
    createdAt,
    events: [
      {
        ...event,
        namespace: null,
        timestamp: createdAt,
        deliveries: [{ id: delivery, endpoint, state: "waiting", reason: null }],
      },
    ],
  });
}

/** Inserts a test; answers its delivery's seq, `false` when its environment is deleted. It has no next time: whoever stored it sends it. */
export function acceptTest(connection: Connection, packed: PackedEvents, isRetry: boolean): number | false {
  const seqs = acceptEvents(connection, packed, isRetry);
  if (seqs === false) return false;
  const delivery = seqs[0]![0]!;
  connection
    .sql("UPDATE events SET is_test = 1 WHERE seq = (SELECT event FROM deliveries WHERE seq = ?)")
    .run(delivery);
  connection
    .sql("UPDATE deliveries SET is_test = 1, due_at = NULL, express_at = ?, next_at = NULL WHERE seq = ?")
    .run(packed.createdAt, delivery);
  return delivery;
}

/** Those that wait. */
export function loadTests(connection: Connection): number[] {
  return connection
    .sql<{ seq: number }>(
      `SELECT seq FROM deliveries INDEXED BY deliveries_tests_waiting WHERE is_test = 1 AND state = 0 LIMIT ${LOADED_MAX}`,
    )
    .all()
    .map(({ seq }) => seq);
}

/** Tests that are to be ended. */
export interface EndOfTests {
  deliveries: readonly number[];
  reason: string;
  at: UnixMs;
}

/** Ends those of them that wait. */
export function endTests(connection: Connection, { deliveries, reason, at }: EndOfTests): null {
  const end = connection.sql<{ endpoint: number }>(
    `UPDATE deliveries SET state = ${FAILED}, reason = ?, express_at = NULL, updated_at = ?
     WHERE seq = ? AND is_test = 1 AND state = ${WAITING} RETURNING endpoint`,
  );
  for (const delivery of deliveries) {
    const ended = end.get(reason, at, delivery);
    if (ended !== null) touch(connection, ended.endpoint).waitingDelta--;
  }
  return null;
}
