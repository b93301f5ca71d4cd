/** Notices as the store keeps them, and the mails that tell owners of them. */
import type { UnixMs } from "../../base/clock.ts";
import type { MailState } from "../../rules/mailing.ts";
import type { NoticeKind } from "../../rules/notice.ts";
import type { Page, PageQuery } from "./page.ts";

/** A notice about to be stored, beside what gave rise to it. */
export interface NewNotice {
  id: Uint8Array;
  kind: NoticeKind;
  /** How many of the profile's warnings are reached, `null` unless `failing`. */
  level: number | null;
  consecutiveFailures: number;
  failingSince: UnixMs | null;
  /** Why the owners hear it. */
  reason: string;
  /** What the last attempt met, `null` when `enabled`. */
  failure: string | null;
  at: UnixMs;
  /** The addresses that get a mail, each once. */
  owners: readonly string[];
  /** Why nobody does, `null` when somebody does. */
  unmailedReason: string | null;
}

/** A notice, with the endpoint as it is now. */
export interface NoticeRow extends Omit<NewNotice, "owners"> {
  seq: number;
  /** The environment's seq. */
  environment: number;
  endpoint: NoticedEndpoint;
}

/** Of an endpoint, what tells it from others. */
export interface NoticedEndpoint {
  seq: number;
  id: Uint8Array;
  name: string | null;
  url: string;
  isDeleted: boolean;
}

/** How the mails of a notice fare. */
export interface MailCounts {
  waiting: number;
  sent: number;
  /** Given up, or dropped as nobody needs them any more. */
  unsent: number;
  /** What last went wrong with one that is not sent, `null` without. */
  reason: string | null;
}

/** Which notices; `null` for any. */
export interface NoticesQuery extends PageQuery {
  environment: number;
  /** The endpoint's id. */
  endpoint: Uint8Array | null;
  kind: NoticeKind | null;
  /** At or after. */
  since: UnixMs | null;
  /** Before. */
  until: UnixMs | null;
}

/** One notice's way to one owner. */
export interface MailRow {
  seq: number;
  address: string;
  state: MailState;
  /** Tries so far. */
  triesCount: number;
  notice: NoticeRow;
  organizationName: string;
  environmentName: string;
}

/** What becomes of a mail. */
export interface MailChange {
  seq: number;
  state: MailState;
  triesCount: number;
  /** When to try again, `null` for never. */
  nextAt: UnixMs | null;
  /** `null` unless it went out as a mail of its own, or as the head of a digest. */
  sentAt: UnixMs | null;
  reason: string | null;
}

/** Notices by noun. Writes throw AppError `unavailable` when the store cannot write. */
export interface NoticesStore {
  listNotices(query: NoticesQuery): Promise<Page<NoticeRow & { mails: MailCounts }>>;
  /** Those that are yet to become operational events, oldest first. */
  listUnannounced(limit: number): Promise<NoticeRow[]>;
  noteAnnounced(notice: number): Promise<void>;
  /** When the next mail is to be sent, `null` when none waits. */
  nextMailAt(): Promise<UnixMs | null>;
  /** Mails whose time has come, earliest first; to one address alone unless it is `null`. */
  listDueMails(now: UnixMs, address: string | null, limit: number): Promise<MailRow[]>;
  /** When an address last got mails since then, latest first, at most `limit`. */
  lastMailsAt(address: string, since: UnixMs, limit: number): Promise<UnixMs[]>;
  /** Holds back all mails to an address whose time has come. */
  holdMails(address: string, now: UnixMs, until: UnixMs): Promise<void>;
  changeMails(changes: readonly MailChange[]): Promise<void>;
  countWaitingMails(): Promise<number>;
}
