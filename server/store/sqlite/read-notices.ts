/** Reads notices and their mails. */
import type { UnixMs } from "../../base/clock.ts";
import { MAIL_STATES } from "../../rules/mailing.ts";
import { NOTICE_KINDS } from "../../rules/notice.ts";
import type { MailCounts, MailRow, NoticeRow, NoticesQuery } from "../faces/notices.ts";
import type { Page } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { endpointSeqOf } from "./endpoints.ts";
import { type Condition, pageOfSeqs } from "./pages.ts";
import { WHOLE } from "./spans.ts";

const [WAITING, HELD, SENT, IN_DIGEST] = MAIL_STATES.keys();

/** The columns of a notice `n` and of its endpoint `p`. */
const COLUMNS = `n.seq, n.id, n.environment, n.kind, n.level, n.consecutive_failures AS consecutiveFailures,
  n.failing_since AS failingSince, n.reason, n.failure, n.at, n.unmailed_reason AS unmailedReason,
  p.seq AS endpointSeq, p.id AS endpointId, p.name AS endpointName, p.url AS endpointUrl, p.deleted_at AS endpointDeletedAt`;

interface StoredNotice extends Omit<NoticeRow, "kind" | "endpoint"> {
  kind: number;
  endpointSeq: number;
  endpointId: Uint8Array;
  endpointName: string | null;
  endpointUrl: string;
  endpointDeletedAt: UnixMs | null;
}

/** A page of notices, newest first. */
export function listNotices(connection: Connection, query: NoticesQuery): Page<NoticeRow & { mails: MailCounts }> {
  return connection.snapshot(() => pageOfNotices(connection, query));
}

function pageOfNotices(connection: Connection, query: NoticesQuery): Page<NoticeRow & { mails: MailCounts }> {
  const { environment, endpoint, kind, since, until } = query;
  const found: Condition[] = [];
  const sifted: Condition[] = [];
  if (endpoint === null) found.push(["environment = ?", environment]);
  else {
    const seq = endpointSeqOf(connection, environment, endpoint);
    if (seq === null) return { rows: [], next: null };
    found.push(["endpoint = ?", seq]);
  }
  if (kind !== null) sifted.push(["kind = ?", NOTICE_KINDS.indexOf(kind)]);
  if (since !== null) sifted.push(["at >= ?", since]);
  if (until !== null) sifted.push(["at < ?", until]);
  const by = endpoint === null ? "notices_by_environment" : "notices_by_endpoint";
  const page = pageOfSeqs(connection, { table: "notices", by, found, sifted, span: WHOLE }, query);
  const bySeq = connection.sql<StoredNotice>(
    `SELECT ${COLUMNS} FROM notices n JOIN endpoints p ON p.seq = n.endpoint WHERE n.seq = ?`,
  );
  const rows = page.rows.map((seq) => ({ ...noticeOf(bySeq.get(seq)!), mails: countsOf(connection, seq) }));
  return { rows, next: page.next };
}

function countsOf(connection: Connection, notice: number): MailCounts {
  return connection
    .sql<MailCounts>(
      `SELECT coalesce(sum(state IN (${WAITING}, ${HELD})), 0) AS waiting,
         coalesce(sum(state IN (${SENT}, ${IN_DIGEST})), 0) AS sent,
         coalesce(sum(state > ${IN_DIGEST}), 0) AS unsent,
         max(iif(state IN (${SENT}, ${IN_DIGEST}), NULL, reason)) AS reason
       FROM mails WHERE notice = ?`,
    )
    .get(notice)!;
}

/** Those that are yet to become operational events, oldest first. */
export function listUnannounced(connection: Connection, limit: number): NoticeRow[] {
  return connection
    .sql<StoredNotice>(
      `SELECT ${COLUMNS} FROM notices n JOIN endpoints p ON p.seq = n.endpoint WHERE n.is_unannounced = 1
       ORDER BY n.seq LIMIT ?`,
    )
    .all(limit)
    .map(noticeOf);
}

/** When the next mail is to be sent, `null` when none waits. */
export function nextMailAt(connection: Connection): UnixMs | null {
  return connection
    .sql<{ nextAt: UnixMs | null }>("SELECT min(next_at) AS nextAt FROM mails WHERE next_at IS NOT NULL")
    .get()!.nextAt;
}

/** Mails whose time has come, earliest first; to one address alone unless it is `null`. */
export function listDueMails(connection: Connection, now: UnixMs, address: string | null, limit: number): MailRow[] {
  const due = address === null ? "m.next_at <= ?1" : "m.address = ?2 AND m.next_at <= ?1";
  const statement = connection.sql<StoredNotice & StoredMail>(
    `SELECT m.seq AS mailSeq, m.address, m.state, m.tries_count AS triesCount, o.name AS organizationName,
       v.name AS environmentName, ${COLUMNS}
     FROM mails m JOIN notices n ON n.seq = m.notice JOIN endpoints p ON p.seq = n.endpoint
       JOIN environments v ON v.seq = n.environment JOIN organizations o ON o.seq = v.organization
     WHERE ${due} ORDER BY m.next_at, m.seq LIMIT ?3`,
  );
  return statement.all(now, address, limit).map(mailOf);
}

interface StoredMail extends Pick<MailRow, "address" | "triesCount" | "organizationName" | "environmentName"> {
  mailSeq: number;
  state: number;
}

/** When an address last got mails since then, latest first. */
export function lastMailsAt(connection: Connection, address: string, since: UnixMs, limit: number): UnixMs[] {
  return connection
    .sql<{ sentAt: UnixMs }>(
      "SELECT sent_at AS sentAt FROM mails WHERE address = ? AND sent_at > ? ORDER BY sent_at DESC LIMIT ?",
    )
    .all(address, since, limit)
    .map(({ sentAt }) => sentAt);
}

/** Mails that are yet to be sent. */
export function countWaitingMails(connection: Connection): number {
  return connection.sql<{ count: number }>("SELECT count(*) AS count FROM mails WHERE next_at IS NOT NULL").get()!
    .count;
}

function mailOf(row: StoredNotice & StoredMail): MailRow {
  const { mailSeq, address, state, triesCount, organizationName, environmentName, ...notice } = row;
  return {
    seq: mailSeq,
    address,
    state: MAIL_STATES[state]!,
    triesCount,
    organizationName,
    environmentName,
    notice: noticeOf(notice),
  };
}

function noticeOf(row: StoredNotice): NoticeRow {
  const {
    kind,
    endpointSeq: seq,
    endpointId: id,
    endpointName: name,
    endpointUrl: url,
    endpointDeletedAt,
    ...rest
  } = row;
  return {
    ...rest,
    kind: NOTICE_KINDS[kind]!,
    endpoint: { seq, id, name, url, isDeleted: endpointDeletedAt !== null },
  };
}
