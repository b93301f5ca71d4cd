/** Writes verdicts: the hot path behind dispatch. The attempt always; its delivery only as far as it still may change. */
import { DELIVERY_STATES, TRIGGERS } from "../../rules/delivery.ts";
import { ENDPOINT_STATUSES } from "../../rules/endpoint.ts";
import { OUTCOME_KINDS } from "../../rules/outcome.ts";
import type { NewVerdict } from "../faces/attempts.ts";
import type { Sweep } from "../faces/endpoints.ts";
import type { Connection } from "./connection.ts";
import { countVerdict } from "./count-verdict.ts";
import { touch } from "./counts.ts";
import { type HealthRow, healthRow } from "./health-row.ts";
import { headerLines } from "./header-lines.ts";
import { seqOfId } from "./late-lists.ts";
import { endRecoveries } from "./recoveries.ts";
import { beginSweep, boundSweeps, findSweep } from "./sweeps.ts";
import { bytesOf, hexOf } from "./hex.ts";
import { type PackedNotice, insertNotice, packNotice } from "./write-notices.ts";

const WAITING = DELIVERY_STATES.indexOf("waiting");
const DELIVERED = DELIVERY_STATES.indexOf("delivered");
const FAILED = DELIVERY_STATES.indexOf("failed");
const ACTIVE = ENDPOINT_STATUSES.indexOf("active");
const DISABLED = ENDPOINT_STATUSES.indexOf("disabled");

/** A verdict as it goes to the writer: the hot path, so its long parts are rows already, without names. */
export interface PackedVerdict extends Pick<
  NewVerdict,
  "delivery" | "endpoint" | "round" | "change" | "disable" | "at"
> {
  /** The attempt's columns in the order of `INSERT_ATTEMPT`, but for the long ones; the id in hexadecimal. */
  attempt: [id: string, ...(string | number | null)[]];
  /** The headers of the request; where there is a response, its headers and its body too. */
  texts: [requestHeaders: string, responseHeaders?: string, responseBody?: string];
  /** The attempt's number: so many attempts has the delivery had. */
  number: number;
  health: HealthRow;
  /** Left out when there are none. */
  notices?: PackedNotice[];
  /** Left out when it is written for the first time. */
  isAgain?: true;
}

const INSERT_ATTEMPT = `INSERT INTO attempts (id, delivery, number, triggered_by, started_at, duration_ms, outcome, reason,
    status, address, url, is_truncated, resolve_ms, connect_ms, tls_ms, first_byte_ms, request_headers,
    response_headers, response_body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Packs a verdict for the writer. */
export function packVerdict(verdict: NewVerdict, isAgain = false): PackedVerdict {
  const { delivery, endpoint, round, attempt, change, health, disable, notices, at } = verdict;
  const { request, response, timing } = attempt;
  return {
    delivery,
    endpoint,
    round,
    change,
    disable,
    at,
    number: attempt.number,
    health: healthRow(health),
    ...(notices.length > 0 && { notices: notices.map(packNotice) }),
    ...(isAgain && { isAgain }),
    attempt: [
      hexOf(attempt.id),
      delivery,
      attempt.number,
      TRIGGERS.indexOf(attempt.trigger),
      attempt.startedAt,
      attempt.durationMs,
      OUTCOME_KINDS.indexOf(attempt.outcome),
      attempt.reason,
      attempt.status,
      attempt.address,
      request.url,
      response?.isTruncated ? 1 : 0,
      timing.resolveMs,
      timing.connectMs,
      timing.tlsMs,
      timing.firstByteMs,
    ],
    texts:
      response === null
        ? [headerLines(request.headers)]
        : [headerLines(request.headers), headerLines(response.headers), response.body],
  };
}

/** Writes a verdict; answers the sweep that it begins. A retry passes over what is there already, and finds its sweep. */
export function recordVerdict(connection: Connection, verdict: PackedVerdict, isRetry: boolean): Sweep | null {
  const touched = touch(connection, verdict.endpoint);
  touched.health = verdict.health;
  const [hex, ...columns] = verdict.attempt;
  const id = bytesOf(hex);
  if ((isRetry || verdict.isAgain === true) && seqOfId(connection, "attempts", id) !== null)
    return verdict.disable === null ? null : findSweep(connection, verdict.endpoint);
  const [requestHeaders, responseHeaders = null, responseBody = null] = verdict.texts;
  connection.sql(INSERT_ATTEMPT).run(id, ...columns, requestHeaders, responseHeaders, responseBody);
  const isEnded = changeDelivery(connection, verdict);
  if (isEnded) touched.waitingDelta--;
  countVerdict(connection, verdict, isEnded);
  // Before the endpoint is disabled: whatever is told, it was active until now.
  for (const notice of verdict.notices ?? [])
    insertNotice(connection, verdict.endpoint, "active", notice, verdict.delivery);
  return verdict.disable === null ? null : disable(connection, verdict, verdict.disable);
}

/** Answers whether the delivery has stopped waiting by it. */
function changeDelivery(connection: Connection, verdict: PackedVerdict): boolean {
  const { delivery, round, number, change, at } = verdict;
  switch (change.kind) {
    case "delivered":
      return deliver(connection, verdict);
    case "failed":
      return fail(connection, verdict, change.reason);
    case "retry": {
      const { changes } = connection
        .sql(
          `UPDATE deliveries SET due_at = ?, express_at = NULL, next_at = ?, step = ?, attempts_count = ?, reason = ?,
             updated_at = ? WHERE seq = ? AND state = ${WAITING} AND round = ?`,
        )
        .run(change.dueAt, change.dueAt, change.step, number, change.reason, at, delivery, round);
      if (changes === 0) keep(connection, delivery, number, at);
      return false;
    }
    case "kept":
      keep(connection, delivery, number, at);
      return false;
  }
}

const END = `UPDATE deliveries SET state = ?, due_at = NULL, express_at = NULL, next_at = NULL, attempts_count = ?,
    reason = ?, updated_at = ? WHERE seq = ?`;

/** Ends a delivery whatever has become of it; answers whether it was waiting. */
function deliver(connection: Connection, { delivery, number, at }: PackedVerdict): boolean {
  const given = [DELIVERED, number, null, at, delivery];
  if (connection.sql(`${END} AND state = ${WAITING}`).run(...given).changes > 0) return true;
  connection.sql(END).run(...given);
  return false;
}

/** Ends a delivery that waits for what its schedule brings; answers whether it did. */
function fail(connection: Connection, { delivery, round, number, at }: PackedVerdict, reason: string): boolean {
  const { changes } = connection
    .sql(`${END} AND state = ${WAITING} AND round = ?`)
    .run(FAILED, number, reason, at, delivery, round);
  if (changes === 0) keep(connection, delivery, number, at);
  return changes > 0;
}

/** State, due time and step stay; the manual retry, if it was one, is used up. */
function keep(connection: Connection, delivery: number, number: number, at: number): void {
  connection
    .sql(`UPDATE deliveries SET express_at = NULL, next_at = due_at, attempts_count = ?, updated_at = ? WHERE seq = ?`)
    .run(number, at, delivery);
}

function disable(
  connection: Connection,
  { endpoint, at }: PackedVerdict,
  { reason, isSkipping }: NonNullable<NewVerdict["disable"]>,
): Sweep | null {
  const { changes } = connection
    .sql(
      `UPDATE endpoints SET status = ${DISABLED}, status_reason = ?, updated_at = ?
       WHERE seq = ? AND status = ${ACTIVE} AND deleted_at IS NULL`,
    )
    .run(reason, at, endpoint);
  if (changes === 0) return null;
  endRecoveries(connection, endpoint, at);
  boundSweeps(connection, endpoint);
  return beginSweep(connection, endpoint, isSkipping ? "skipped" : "waiting", `webhook disabled: ${reason}`);
}
