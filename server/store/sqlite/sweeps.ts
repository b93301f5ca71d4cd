/** Settles what waits for an endpoint that was turned off or deleted, in small steps that a crash does not undo. */
import type { UnixMs } from "../../base/clock.ts";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import type { Sweep } from "../faces/endpoints.ts";
import type { Connection } from "./connection.ts";
import { touch } from "./counts.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");

/** Notes what is to be settled: all that the endpoint has so far. */
export function beginSweep(connection: Connection, endpoint: number, state: Sweep["state"], reason: string): Sweep {
  const { last } = connection.sql<{ last: number }>("SELECT coalesce(max(seq), 0) AS last FROM deliveries").get()!;
  connection
    .sql("INSERT OR REPLACE INTO sweeps (endpoint, state, reason, up_to) VALUES (?, ?, ?, ?)")
    .run(endpoint, DELIVERY_STATES.indexOf(state), reason, last);
  return { endpoint, state, reason, upTo: last };
}

/** What is left to settle. */
export function loadSweeps(connection: Connection): Sweep[] {
  return connection
    .sql<{ endpoint: number; state: number; reason: string; upTo: number }>(
      "SELECT endpoint, state, reason, up_to AS upTo FROM sweeps ORDER BY endpoint, up_to",
    )
    .all()
    .map((row) => ({ ...row, state: DELIVERY_STATES[row.state] as Sweep["state"] }));
}

/** A step of a sweep. */
export interface SweepStep {
  sweep: Sweep;
  limit: number;
  at: UnixMs;
}

/** Settles at most `limit` rows; answers whether there may be more. The last step forgets the sweep. */
export function sweepStep(connection: Connection, { sweep, limit, at }: SweepStep): boolean {
  const { changes } = connection
    .sql(
      `UPDATE deliveries SET state = ?, reason = ?, due_at = NULL, express_at = NULL, next_at = NULL, updated_at = ?
       WHERE seq IN (SELECT seq FROM deliveries WHERE endpoint = ? AND lane IN (0, 1) AND next_at IS NOT NULL
                     AND state = ${WAITING} AND seq <= ? LIMIT ?)`,
    )
    .run(DELIVERY_STATES.indexOf(sweep.state), sweep.reason, at, sweep.endpoint, sweep.upTo, limit);
  touch(connection, sweep.endpoint).waitingDelta -= changes;
  if (changes >= limit) return true;
  connection.sql("DELETE FROM sweeps WHERE endpoint = ? AND up_to = ?").run(sweep.endpoint, sweep.upTo);
  return false;
}
