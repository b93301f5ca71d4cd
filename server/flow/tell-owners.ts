/** Step 7, tell the owners: each mail once, with tries of its own, and no more of them than a person wants to read. */
import type { Clock, UnixMs } from "../base/clock.ts";
import { idText } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { Metrics } from "../base/metrics.ts";
import type { Mail, MailOutcome, SendMail } from "../outbound/mail.ts";
import { type MailText, type Outlook, type Told, digestMail, noticeMail } from "../rules/mail-text.ts";
import { HOUR_MS, MAILS_AN_HOUR_MAX, heldUntilOf, nextTryAt } from "../rules/mailing.ts";
import type { MailChange, MailRow } from "../store/faces/notices.ts";
import type { Store } from "../store/faces/store.ts";
import type { Lines } from "./lines.ts";
import { type OwnersOf, addressesOf } from "./notice-maker.ts";
import type { Scope, Scopes } from "./scopes.ts";

/** What telling needs. */
export interface TellRooms {
  store: Store;
  lines: Pick<Lines, "get">;
  scopes: Scopes;
  clock: Clock;
  metrics: Pick<Metrics, "mails">;
  log: Log;
  sendMail: SendMail;
  ownersOf: OwnersOf;
  /** Where people reach us, `null` when nobody said. */
  baseUrl: string | null;
  /** Aborts when the process is about to close its store: what is being sent is given up, and nothing is written any more. */
  closing: AbortSignal;
}

/** What a digest lists, at most. */
const DIGEST_MAX = 100;

/** A server that cannot be reached is left alone for so long, in ms: it would fail every mail. */
const SERVER_REST_MS = 60_000;

/** How long to wait before what became of a mail is written again, in ms. */
const AGAIN_MS = 1000;

/** Builds the step, to be run as an errand: sends what is due, one after the other. */
export function createTellOwners(rooms: TellRooms): () => Promise<UnixMs | null> {
  const { store, clock, closing } = rooms;
  let restsUntil = 0;
  return async () => {
    while (!closing.aborted) {
      const now = clock.now();
      if (now < restsUntil) return restsUntil;
      const [first] = await store.listDueMails(now, null, 1);
      if (first === undefined) return store.nextMailAt();
      const outcome = await tellOwner(rooms, first, now);
      if (outcome?.kind === "unreachable") restsUntil = clock.now() + SERVER_REST_MS;
    }
    return null;
  };
}

/** Sends one mail, or holds back what its owner has too much of. Answers what came of it, `null` when nothing was sent. */
async function tellOwner(rooms: TellRooms, first: MailRow, now: UnixMs): Promise<MailOutcome | null> {
  const { store, sendMail, closing } = rooms;
  const { address } = first;
  const lately = await store.lastMailsAt(address, now - HOUR_MS, MAILS_AN_HOUR_MAX);
  const heldUntil = heldUntilOf(lately, now);
  if (closing.aborted) return null;
  if (heldUntil !== null) {
    await store.holdMails(address, now, heldUntil);
    return null;
  }
  const due = first.state === "held" ? await store.listDueMails(now, address, DIGEST_MAX) : [first];
  const dropped = due.flatMap((row) => droppedChange(rooms, row));
  const needed = due.filter(({ seq }) => !dropped.some((change) => change.seq === seq));
  const outcome = needed.length === 0 ? null : await sendMail(await mailOf(rooms, needed, now), closing);
  if (closing.aborted) return null;
  await writeUntilCommitted(rooms, [...dropped, ...changesAfter(needed, outcome, rooms.clock.now())]);
  if (outcome !== null) note(rooms, outcome, needed);
  return outcome;
}

/** Nobody needs to hear of an endpoint that is gone, nor who is no owner any more. */
function droppedChange({ ownersOf }: TellRooms, { seq, address, triesCount, notice }: MailRow): MailChange[] {
  const isOwner = addressesOf(ownersOf(notice.environment)).includes(address);
  if (isOwner && !notice.endpoint.isDeleted) return [];
  const reason = isOwner ? "webhook deleted" : "no longer an owner";
  return [{ seq, state: "dropped", triesCount, nextAt: null, sentAt: null, reason }];
}

async function mailOf(rooms: TellRooms, rows: readonly MailRow[], now: UnixMs): Promise<Mail> {
  const [head] = rows as [MailRow];
  const text: MailText =
    rows.length === 1
      ? noticeMail(toldOf(rooms, head), await outlookOf(rooms, head, now))
      : digestMail(rows.map((row) => toldOf(rooms, row)));
  return { ...text, to: head.address, at: now, id: `${idText("ntc", head.notice.id)}.${head.seq}.${rows.length}` };
}

function toldOf({ baseUrl, scopes }: TellRooms, { notice, organizationName, environmentName }: MailRow): Told {
  const { endpoint, ...rest } = notice;
  const id = idText("ep", endpoint.id);
  const link = baseUrl && `${baseUrl}/webhooks/${id}${placeQuery(scopes.get(notice.environment))}`;
  return { ...rest, organizationName, environmentName, link, endpoint: { ...endpoint, idText: id } };
}

/** What the console looks at: its own choice may be another. Nothing for an environment that is deleted meanwhile. */
function placeQuery(scope: Scope | undefined): string {
  if (scope === undefined) return "";
  const { organization, environment } = scope.of;
  return `?organization=${idText("org", organization.id)}&environment=${idText("env", environment.id)}`;
}

async function outlookOf({ store, lines, scopes }: TellRooms, { notice }: MailRow, now: UnixMs): Promise<Outlook> {
  const { seq } = notice.endpoint;
  const times = (await Promise.all([store.nextTimes(seq, 0, 1), store.nextTimes(seq, 1, 1)])).flat();
  const heldUntil = lines.get(seq)?.health.heldUntil ?? 0;
  const earliest = Math.min(...times.map(({ nextAt }) => nextAt));
  const profile = scopes.get(notice.environment)?.profile;
  return {
    nextAttemptAt: times.length === 0 ? null : Math.max(earliest, heldUntil),
    rule: profile?.health ?? null,
    whileDisabled: profile?.whileOff.disabled ?? "skipped",
    now,
  };
}

/** What becomes of the rows of one mail: of a digest the first counts as sent, the others as within it. */
function changesAfter(rows: readonly MailRow[], outcome: MailOutcome | null, now: UnixMs): MailChange[] {
  if (outcome === null) return [];
  return rows.map(({ seq, state, triesCount }, place) => {
    const change = { seq, triesCount: triesCount + 1 };
    if (outcome.kind === "sent") {
      const isHead = place === 0;
      return {
        ...change,
        state: isHead ? "sent" : "in_digest",
        nextAt: null,
        sentAt: isHead ? now : null,
        reason: null,
      };
    }
    const nextAt = nextTryAt(triesCount + 1, now);
    return { ...change, state: nextAt === null ? "given_up" : state, nextAt, sentAt: null, reason: outcome.reason };
  });
}

/** A mail that was sent must not be sent again because the store cannot write for a while. */
async function writeUntilCommitted({ store, clock, closing, log }: TellRooms, changes: MailChange[]): Promise<void> {
  for (let isFirst = true; !closing.aborted; isFirst = false) {
    try {
      return await store.changeMails(changes);
    } catch (fault) {
      if (isFirst) log.error("what became of a mail is not stored, tried again every second", { error: fault });
      await new Promise<void>((resolve) => clock.after(AGAIN_MS, resolve));
    }
  }
}

/** Without an address, which is a person's. */
function note({ metrics, log }: TellRooms, outcome: MailOutcome, rows: readonly MailRow[]): void {
  if (outcome.kind === "sent") return metrics.mails.inc({ result: "sent" });
  const triesCount = rows[0]!.triesCount + 1;
  const isGivenUp = nextTryAt(triesCount, 0) === null;
  metrics.mails.inc({ result: isGivenUp ? "given_up" : "failed" });
  const { reason, status } = outcome;
  log.warn(isGivenUp ? "mail given up" : "mail not sent", { reason, status, count: triesCount });
}
