/** Recoveries: an endpoint's deliveries are given a fresh time behind what is new, in small steps that a crash does not undo. */
import type { UnixMs } from "../../base/clock.ts";
import { DELIVERY_STATES } from "../../rules/delivery.ts";
import { ENDPOINT_STATUSES } from "../../rules/endpoint.ts";
import { RECOVERIES_RUNNING_MAX } from "../../rules/limits.ts";
import { RECOVERY_KINDS, RECOVERY_STATES } from "../../rules/recovery.ts";
import type { NewRecover, Recovery } from "../faces/recoveries.ts";
import type { Connection } from "./connection.ts";
import { touch } from "./counts.ts";
import { bytesOf } from "./hex.ts";
import { type Sought, soughtOf, walk } from "./recoverable.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");
const ACTIVE = ENDPOINT_STATUSES.indexOf("active");
const [RESUME, RECOVER] = [RECOVERY_KINDS.indexOf("resume"), RECOVERY_KINDS.indexOf("recover")];
const [RUNNING, DONE, CANCELLED] = ["running", "done", "cancelled"].map((state) =>
  RECOVERY_STATES.indexOf(state as Recovery["state"]),
);

/** How many of what is held are counted before it begins. */
const COUNTED_MAX = 20_000;

/** What is held, but for tests. */
const HELD = `deliveries INDEXED BY deliveries_held WHERE state = ${WAITING} AND next_at IS NULL AND is_test = 0`;

/** A recover as it goes to the writer. */
export interface PackedRecover extends Omit<NewRecover, "id"> {
  id: string;
}

/** Begins a recover. Those that run are counted here, where there is no other that begins. */
export function beginRecover(connection: Connection, recover: PackedRecover, isRetry: boolean): true | "off" | "full" {
  const id = bytesOf(recover.id);
  if (isRetry && connection.sql("SELECT 1 FROM recoveries WHERE id = ?").get(id) !== null) return true;
  if (countRecoveries(connection, recover.endpoint) >= RECOVERIES_RUNNING_MAX) return "full";
  const { sought, place } = soughtOf(connection, recover);
  const { changes } = connection
    .sql(
      `INSERT INTO recoveries (id, environment, endpoint, kind, state, found_count, is_count_final, done_count,
         since, until, types, walk_start, walk_end, states, walked_to, created_at, updated_at)
       SELECT ?, environment, seq, ${RECOVER}, ${RUNNING}, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?
       FROM endpoints WHERE seq = ? AND status = ${ACTIVE} AND deleted_at IS NULL`,
    )
    .run(
      id,
      recover.count,
      recover.isCountFinal ? 1 : 0,
      recover.since,
      recover.until,
      sought.types,
      sought.start,
      sought.end,
      JSON.stringify(place.states),
      place.walkedTo,
      recover.createdAt,
      recover.createdAt,
      recover.endpoint,
    );
  return changes > 0 || "off";
}

/** How many of an endpoint are running. */
function countRecoveries(connection: Connection, endpoint: number): number {
  return connection
    .sql<{ count: number }>(`SELECT count(*) AS count FROM recoveries WHERE endpoint = ? AND state = ${RUNNING}`)
    .get(endpoint)!.count;
}

/** Begins to resume what is held for an endpoint. */
export function beginResume(connection: Connection, endpoint: number, id: string, at: UnixMs): void {
  const { count } = connection
    .sql<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT 1 FROM ${HELD} AND endpoint = ? LIMIT ${COUNTED_MAX})`,
    )
    .get(endpoint)!;
  connection
    .sql(
      `INSERT INTO recoveries (id, environment, endpoint, kind, state, found_count, is_count_final, done_count,
         created_at, updated_at)
       SELECT ?, environment, seq, ${RESUME}, ${RUNNING}, ?, ?, 0, ?, ? FROM endpoints WHERE seq = ?
       ON CONFLICT (id) DO NOTHING`,
    )
    .run(bytesOf(id), count, count < COUNTED_MAX ? 1 : 0, at, at, endpoint);
}

/** Ends what runs for an endpoint that is turned off, turned on anew, or deleted. */
export function endRecoveries(connection: Connection, endpoint: number, at: UnixMs): void {
  connection
    .sql(`UPDATE recoveries SET state = ${CANCELLED}, updated_at = ? WHERE endpoint = ? AND state = ${RUNNING}`)
    .run(at, endpoint);
}

/** Ends one that runs. Answers whether it did; a retry also when an earlier try had. */
export function cancelRecovery(
  connection: Connection,
  { seq, at }: { seq: number; at: UnixMs },
  isRetry: boolean,
): boolean {
  const { changes } = connection
    .sql(`UPDATE recoveries SET state = ${CANCELLED}, updated_at = ? WHERE seq = ? AND state = ${RUNNING}`)
    .run(at, seq);
  const isCancelled = `SELECT 1 FROM recoveries WHERE seq = ? AND state = ${CANCELLED} AND updated_at = ?`;
  return changes > 0 || (isRetry && connection.sql(isCancelled).get(seq, at) !== null);
}

/** A step of a recovery. */
export interface RecoveryStep {
  recovery: number;
  limit: number;
  at: UnixMs;
}

interface RunningRow extends Sought {
  kind: number;
  states: string;
  walkedTo: number;
}

/** Sets at most `limit` deliveries; answers whether there may be more. */
export function recoveryStep(connection: Connection, { recovery, limit, at }: RecoveryStep): boolean {
  const row = connection
    .sql<RunningRow>(
      `SELECT endpoint, kind, since, until, types, walk_start AS start, walk_end AS end, states, walked_to AS walkedTo
       FROM recoveries WHERE seq = ? AND state = ${RUNNING}`,
    )
    .get(recovery);
  if (row === null) return false;
  const { done, hasMore } =
    row.kind === RESUME ? resume(connection, row.endpoint, limit, at) : recover(connection, recovery, row, limit, at);
  connection
    .sql(
      `UPDATE recoveries SET done_count = done_count + ?1, updated_at = ?2,
         state = iif(?3, state, ${DONE}), is_count_final = max(is_count_final, NOT ?3),
         found_count = iif(?3, max(found_count, done_count + ?1), done_count + ?1) WHERE seq = ?4`,
    )
    .run(done, at, hasMore ? 1 : 0, recovery);
  return hasMore;
}

interface StepResult {
  done: number;
  hasMore: boolean;
}

/** What is held goes on where it was in its schedule: what was due meanwhile now. */
function resume(connection: Connection, endpoint: number, limit: number, at: UnixMs): StepResult {
  const { changes } = connection
    .sql(
      `UPDATE deliveries SET due_at = max(coalesce(due_at, ?1), ?1), next_at = max(coalesce(due_at, ?1), ?1), lane = 1,
         reason = iif(reason LIKE 'held: %', NULL, reason), updated_at = ?1
       WHERE seq IN (SELECT seq FROM ${HELD} AND endpoint = ?2 LIMIT ?3)`,
    )
    .run(at, endpoint, limit);
  return { done: changes, hasMore: changes >= limit };
}

/** What failed or was skipped begins its schedule afresh; its attempts are counted on. */
function recover(connection: Connection, recovery: number, row: RunningRow, limit: number, at: UnixMs): StepResult {
  const place = { states: JSON.parse(row.states) as number[], walkedTo: row.walkedTo };
  const { seqs, next } = walk(connection, row, place, limit);
  const set = connection.sql(
    `UPDATE deliveries SET state = ${WAITING}, step = 0, round = round + 1, due_at = ?1, express_at = NULL, next_at = ?1, lane = 1,
       reason = NULL, updated_at = ?1 WHERE seq = ?2`,
  );
  for (const seq of seqs) set.run(at, seq);
  touch(connection, row.endpoint).waitingDelta += seqs.length;
  if (next !== null) {
    connection
      .sql("UPDATE recoveries SET states = ?, walked_to = ? WHERE seq = ?")
      .run(JSON.stringify(next.states), next.walkedTo, recovery);
  }
  return { done: seqs.length, hasMore: next !== null };
}

interface RecoveryRow extends Omit<Recovery, "kind" | "state" | "isCountFinal"> {
  kind: number;
  state: number;
  isCountFinal: number;
}

const SELECT = `SELECT r.seq, r.id, r.endpoint, e.id AS endpointId, r.kind, r.state, r.found_count AS count,
    r.is_count_final AS isCountFinal, r.done_count AS done, r.created_at AS createdAt, r.updated_at AS updatedAt
  FROM recoveries r JOIN endpoints e ON e.seq = r.endpoint`;

/** One recovery, `null` when the environment has none of this id. */
export function readRecovery(connection: Connection, environment: number, id: Uint8Array): Recovery | null {
  const row = connection.sql<RecoveryRow>(`${SELECT} WHERE r.id = ? AND r.environment = ?`).get(id, environment);
  return row && recoveryOf(row);
}

/** Those of an endpoint that are running, the newest first. */
export function listRecoveries(connection: Connection, endpoint: number): Recovery[] {
  return connection
    .sql<RecoveryRow>(`${SELECT} WHERE r.endpoint = ? AND r.state = ${RUNNING} ORDER BY r.seq DESC`)
    .all(endpoint)
    .map(recoveryOf);
}

function recoveryOf({ kind, state, isCountFinal, ...fields }: RecoveryRow): Recovery {
  return {
    ...fields,
    kind: RECOVERY_KINDS[kind]!,
    state: RECOVERY_STATES[state]!,
    isCountFinal: isCountFinal === 1,
  };
}

/** Those that are running. */
export function loadRecoveries(connection: Connection): Pick<Recovery, "seq" | "endpoint">[] {
  return connection
    .sql<{ seq: number; endpoint: number }>(
      `SELECT seq, endpoint FROM recoveries WHERE state = ${RUNNING} ORDER BY seq`,
    )
    .all();
}
