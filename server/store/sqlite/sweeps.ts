/** Settles what waits for an endpoint that was turned off, on or deleted, in small steps that a crash does not undo. */
import type { UnixMs } from "../../base/clock.ts";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import type { Sweep } from "../faces/endpoints.ts";
import type { Connection } from "./connection.ts";
import { countDeliveries } from "./count-rows.ts";
import { touch } from "./counts.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");

/** The newest delivery, 0 without any. */
const NEWEST = "(SELECT coalesce(max(seq), 0) FROM deliveries)";

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

/** Notes that what was held for an endpoint is to be cancelled: of what has a time, only what there is already. */
export function beginCancelOfHeld(connection: Connection, endpoint: number, reason: string): Sweep {
  const sweep = beginSweep(connection, endpoint, "cancelled", reason);
  connection.sql(`UPDATE sweeps SET due_up_to = ${NEWEST} WHERE seq = ?`).run(sweep.seq);
  return sweep;
}

/** Before an endpoint is turned on or off: earlier sweeps go no further than to what there is, and those that hold end. */
export function boundSweeps(connection: Connection, endpoint: number): void {
  connection.sql(`DELETE FROM sweeps WHERE endpoint = ? AND state = ${WAITING}`).run(endpoint);
  connection.sql(`UPDATE sweeps SET up_to = coalesce(up_to, ${NEWEST}) WHERE endpoint = ?`).run(endpoint);
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
  const bound = boundOf(connection, sweep);
  if (bound === null) return false;
  const { state } = sweep;
  const changes =
    state === "waiting"
      ? hold(connection, sweep, bound.dueUpTo, limit)
      : settle(connection, { ...sweep, state }, bound, limit, at);
  if (changes >= limit) return true;
  connection.sql("DELETE FROM sweeps WHERE seq = ?").run(sweep.seq);
  return false;
}

// `+seq`: the walk goes down what has a time, not through all that the endpoint ever had.
const DUE = `SELECT seq FROM deliveries WHERE endpoint = ? AND lane IN (0, 1) AND next_at IS NOT NULL
  AND state = ${WAITING} AND +seq <= ? LIMIT ?`;

const HELD = `SELECT seq FROM deliveries INDEXED BY deliveries_held
  WHERE endpoint = ? AND state = ${WAITING} AND next_at IS NULL AND is_test = 0 AND seq <= ? LIMIT ?`;

/** What is held has no next time: its place in the schedule stays. */
function hold(connection: Connection, { endpoint }: Sweep, upTo: number, limit: number): number {
  return connection
    .sql(`UPDATE deliveries SET express_at = NULL, next_at = NULL WHERE seq IN (${DUE})`)
    .run(endpoint, upTo, limit).changes;
}

/** What has a time first, then what is held. */
function settle(
  connection: Connection,
  sweep: Sweep & { state: "skipped" | "cancelled" },
  bound: Bound,
  limit: number,
  at: UnixMs,
): number {
  const { endpoint, state, reason } = sweep;
  const end = (found: string, upTo: number, most: number) =>
    connection
      .sql(
        `UPDATE deliveries SET state = ?, reason = ?, due_at = NULL, express_at = NULL, next_at = NULL, updated_at = ?
         WHERE seq IN (${found})`,
      )
      .run(DELIVERY_STATES.indexOf(state), reason, at, endpoint, upTo, most).changes;
  const due = end(DUE, bound.dueUpTo, limit);
  const changes = due + (due < limit ? end(HELD, bound.upTo, limit - due) : 0);
  touch(connection, endpoint).waitingDelta -= changes;
  countDeliveries(connection, endpoint, at, state, changes);
  return changes;
}

interface Bound {
  /** The last delivery that it concerns, of what is held. */
  upTo: number;
  /** And of what has a time. */
  dueUpTo: number;
}

/**
 * What a sweep concerns, `null` when it is done.
 *
 * Found by the first step, not at the beginning: what was accepted before the endpoint was off may be committed after it,
 * while the step comes behind all of that.
 */
function boundOf(connection: Connection, { seq }: Sweep): Bound | null {
  return connection
    .sql<Bound>(
      `UPDATE sweeps SET up_to = coalesce(up_to, ${NEWEST}) WHERE seq = ?
       RETURNING up_to AS upTo, coalesce(due_up_to, up_to) AS dueUpTo`,
    )
    .get(seq);
}

function sweepOf(row: SweepRow): Sweep {
  return { ...row, state: DELIVERY_STATES[row.state] as Sweep["state"] };
}
