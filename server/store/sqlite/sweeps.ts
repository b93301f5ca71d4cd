/** Settles what waits for an endpoint that was turned off or deleted, in small steps that a crash does not undo. */
import type { UnixMs } from "../../base/clock.ts";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import type { Sweep } from "../faces/endpoints.ts";
import type { Connection } from "./connection.ts";
import { countDeliveries } from "./count-rows.ts";
import { touch } from "./counts.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");

const SELECT = "SELECT seq, endpoint, state, reason FROM sweeps";

interface SweepRow extends Omit<Sweep, "state"> {
  state: number;
}

/** Notes that what an endpoint has waiting is to be settled; how far, its first step finds. */
export function beginSweep(connection: Connection, endpoint: number, state: Sweep["state"], reason: string): Sweep {
  const { lastInsertRowid } = connection
    .sql("INSERT INTO sweeps (endpoint, state, reason) VALUES (?, ?, ?)")
    .run(endpoint, DELIVERY_STATES.indexOf(state), reason);
  return { seq: Number(lastInsertRowid), endpoint, state, reason };
}

/** What is left to settle. */
export function loadSweeps(connection: Connection): Sweep[] {
  return connection.sql<SweepRow>(`${SELECT} ORDER BY seq`).all().map(sweepOf);
}

/** The latest sweep of an endpoint that is not done, `null` without. */
export function findSweep(connection: Connection, endpoint: number): Sweep | null {
  const row = connection.sql<SweepRow>(`${SELECT} WHERE endpoint = ? ORDER BY seq DESC LIMIT 1`).get(endpoint);
  return row && sweepOf(row);
}

/** A step of a sweep. */
export interface SweepStep {
  sweep: Sweep;
  limit: number;
  at: UnixMs;
}

/** Settles at most `limit` rows; answers whether there may be more. The last step forgets the sweep. */
export function sweepStep(connection: Connection, { sweep, limit, at }: SweepStep): boolean {
  const upTo = boundOf(connection, sweep);
  if (upTo === null) return false;
  // `+seq`: the walk goes down what has a time, not through all that the endpoint ever had.
  const { changes } = connection
    .sql(
      `UPDATE deliveries SET state = ?, reason = ?, due_at = NULL, express_at = NULL, next_at = NULL, updated_at = ?
       WHERE seq IN (SELECT seq FROM deliveries WHERE endpoint = ? AND lane IN (0, 1) AND next_at IS NOT NULL
                     AND state = ${WAITING} AND +seq <= ? LIMIT ?)`,
    )
    .run(DELIVERY_STATES.indexOf(sweep.state), sweep.reason, at, sweep.endpoint, upTo, limit);
  touch(connection, sweep.endpoint).waitingDelta -= changes;
  countDeliveries(connection, sweep.endpoint, at, sweep.state, changes);
  if (changes >= limit) return true;
  connection.sql("DELETE FROM sweeps WHERE seq = ?").run(sweep.seq);
  return false;
}

/**
 * The last delivery that a sweep concerns, `null` when the sweep is done.
 *
 * Found by the first step, not at the beginning: what was accepted before the endpoint was off may be committed after it,
 * while the step comes behind all of that.
 */
function boundOf(connection: Connection, { seq }: Sweep): number | null {
  return (
    connection
      .sql<{ upTo: number }>(
        `UPDATE sweeps SET up_to = coalesce(up_to, (SELECT max(seq) FROM deliveries), 0) WHERE seq = ?
         RETURNING up_to AS upTo`,
      )
      .get(seq)?.upTo ?? null
  );
}

function sweepOf(row: SweepRow): Sweep {
  return { ...row, state: DELIVERY_STATES[row.state] as Sweep["state"] };
}
