/** Reads attempts. */
import { and, desc, eq } from "drizzle-orm";
import { TRIGGERS } from "../../rules/delivery.ts";
import { OUTCOME_KINDS } from "../../rules/outcome.ts";
import type { AttemptBrief, AttemptDetails, AttemptRow } from "../faces/attempts.ts";
import type { Connection } from "./connection.ts";
import { headersOf } from "./header-lines.ts";
import { seqOfId } from "./late-lists.ts";
import { attempts, deliveries, events } from "./tables.ts";

/** How many attempts of a delivery are listed: manual ones may be any number. */
const LISTED_MAX = 250;

const ROW = {
  seq: attempts.seq,
  id: attempts.id,
  deliveryId: deliveries.id,
  number: attempts.number,
  triggeredBy: attempts.triggeredBy,
  startedAt: attempts.startedAt,
  durationMs: attempts.durationMs,
  outcome: attempts.outcome,
  reason: attempts.reason,
  status: attempts.status,
  address: attempts.address,
};

/** A delivery's newest attempts, oldest first. */
export function listAttempts(connection: Connection, delivery: number): AttemptRow[] {
  return connection.orm
    .select(ROW)
    .from(attempts)
    .innerJoin(deliveries, eq(deliveries.seq, attempts.delivery))
    .where(eq(attempts.delivery, delivery))
    .orderBy(desc(attempts.seq))
    .limit(LISTED_MAX)
    .all()
    .toReversed()
    .map(named);
}

/**
 * The newest attempt of a delivery, `null` without any: one seek, and of the row no more than what stands before the texts
 * that may be long.
 */
export function readLastAttempt(connection: Connection, delivery: number): AttemptBrief | null {
  const row = connection
    .sql<Omit<AttemptBrief, "outcome"> & { outcome: number }>(
      `SELECT id, outcome, status, duration_ms AS durationMs FROM attempts INDEXED BY attempts_by_delivery
       WHERE delivery = ? ORDER BY seq DESC LIMIT 1`,
    )
    .get(delivery);
  return row && { ...row, outcome: OUTCOME_KINDS[row.outcome]! };
}

/** One attempt with all that was seen of it. */
export function readAttempt(connection: Connection, environment: number, id: Uint8Array): AttemptDetails | null {
  const seq = seqOfId(connection, "attempts", id);
  if (seq === null) return null;
  const row = connection.orm
    .select({
      ...ROW,
      url: attempts.url,
      requestHeaders: attempts.requestHeaders,
      requestBody: events.body,
      responseHeaders: attempts.responseHeaders,
      responseBody: attempts.responseBody,
      isTruncated: attempts.isTruncated,
      resolveMs: attempts.resolveMs,
      connectMs: attempts.connectMs,
      tlsMs: attempts.tlsMs,
      firstByteMs: attempts.firstByteMs,
    })
    .from(attempts)
    .innerJoin(deliveries, eq(deliveries.seq, attempts.delivery))
    .innerJoin(events, eq(events.seq, deliveries.event))
    .where(and(eq(attempts.seq, seq), eq(deliveries.environment, environment)))
    .get();
  if (row === undefined) return null;
  const { url, requestHeaders, requestBody, responseHeaders, responseBody, isTruncated, ...rest } = row;
  const { resolveMs, connectMs, tlsMs, firstByteMs, ...attempt } = rest;
  return {
    ...named(attempt),
    request: { url, headers: headersOf(requestHeaders), body: requestBody },
    response:
      row.status === null || responseHeaders === null
        ? null
        : { status: row.status, headers: headersOf(responseHeaders), body: responseBody ?? "", isTruncated },
    timing: { resolveMs, connectMs, tlsMs, firstByteMs },
  };
}

function named<Row extends { triggeredBy: number; outcome: number }>({ triggeredBy, outcome, ...row }: Row) {
  return { ...row, trigger: TRIGGERS[triggeredBy]!, outcome: OUTCOME_KINDS[outcome]! };
}
