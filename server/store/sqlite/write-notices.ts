/** Writes notices, and what becomes of the mails that tell of them. */
import type { UnixMs } from "../../base/clock.ts";
import { ENDPOINT_STATUSES, type EndpointStatus } from "../../rules/endpoint.ts";
import { MAIL_STATES, QUIET_MS } from "../../rules/mailing.ts";
import { isOperational } from "../../rules/fields.ts";
import { NOTICE_KINDS } from "../../rules/notice.ts";
import type { MailChange, NewNotice } from "../faces/notices.ts";
import type { Connection } from "./connection.ts";
import { bytesOf, hexOf } from "./hex.ts";

const FAILING = NOTICE_KINDS.indexOf("failing");
const WAITING = MAIL_STATES.indexOf("waiting");
const HELD = MAIL_STATES.indexOf("held");

const TOLD_LATELY = "a mail told of this level within the last 24 hours";

/** A notice as it goes to the writer, its id in hexadecimal. */
export interface PackedNotice extends Omit<NewNotice, "id"> {
  id: string;
}

/** Packs a notice for the writer. */
export function packNotice(notice: NewNotice): PackedNotice {
  return { ...notice, id: hexOf(notice.id) };
}

/**
 * Inserts a notice of an endpoint, and a mail to each owner. It is dropped when the endpoint is deleted, or another status
 * than the one given has come before it.
 *
 * @param delivery the one whose attempt gave rise to it, `null` without
 */
export function insertNotice(
  connection: Connection,
  endpoint: number,
  status: EndpointStatus,
  notice: PackedNotice,
  delivery: number | null,
): void {
  const { kind, level, consecutiveFailures, failingSince, reason, failure, at, owners } = notice;
  const unmailedReason = notice.unmailedReason ?? (isToldLately(connection, endpoint, notice) ? TOLD_LATELY : null);
  const { changes, lastInsertRowid } = connection
    .sql(
      `INSERT INTO notices (id, environment, endpoint, kind, level, consecutive_failures, failing_since, reason, failure,
         at, unmailed_reason, is_unannounced)
       SELECT ?, environment, seq, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM endpoints
       WHERE seq = ? AND status = ? AND deleted_at IS NULL`,
    )
    .run(
      bytesOf(notice.id),
      NOTICE_KINDS.indexOf(kind),
      level,
      consecutiveFailures,
      failingSince,
      reason,
      failure,
      at,
      unmailedReason,
      delivery === null || !isOfOperational(connection, delivery) ? 1 : 0,
      endpoint,
      ENDPOINT_STATUSES.indexOf(status),
    );
  if (changes === 0 || unmailedReason !== null) return;
  const insertMail = connection.sql(`INSERT INTO mails (notice, address, state, next_at) VALUES (?, ?, ${WAITING}, ?)`);
  for (const address of owners) insertMail.run(lastInsertRowid, address, at);
}

/** Whether a mail told of the same level lately: an endpoint that comes and goes must not fill its owners' boxes. */
function isToldLately(connection: Connection, endpoint: number, { kind, level, at }: PackedNotice): boolean {
  if (kind !== "failing") return false;
  const told = connection
    .sql(
      `SELECT 1 FROM notices WHERE endpoint = ? AND kind = ${FAILING} AND level = ? AND unmailed_reason IS NULL
         AND at > ? AND at <= ? LIMIT 1`,
    )
    .get(endpoint, level, at - QUIET_MS, at);
  return told !== null;
}

/** An operational event that fails must not give rise to a further one. */
function isOfOperational(connection: Connection, delivery: number): boolean {
  const row = connection
    .sql<{ name: string }>("SELECT t.name FROM deliveries d JOIN types t ON t.seq = d.type WHERE d.seq = ?")
    .get(delivery);
  return row !== null && isOperational(row.name);
}

/** Notes that a notice needs no operational event any more. */
export function noteAnnounced(connection: Connection, notice: number): null {
  connection.sql("UPDATE notices SET is_unannounced = 0 WHERE seq = ?").run(notice);
  return null;
}

/** Holds back all mails to an address whose time has come. */
export function holdMails(
  connection: Connection,
  { address, now, until }: { address: string; now: UnixMs; until: UnixMs },
): null {
  connection
    .sql(`UPDATE mails SET state = ${HELD}, next_at = ? WHERE address = ? AND next_at <= ?`)
    .run(until, address, now);
  return null;
}

/** Notes what became of mails. */
export function changeMails(connection: Connection, changes: readonly MailChange[]): null {
  const update = connection.sql(
    "UPDATE mails SET state = ?, tries_count = ?, next_at = ?, sent_at = ?, reason = ? WHERE seq = ?",
  );
  for (const { seq, state, triesCount, nextAt, sentAt, reason } of changes)
    update.run(MAIL_STATES.indexOf(state), triesCount, nextAt, sentAt, reason, seq);
  return null;
}
