/** Lists: which page is asked for, and how it is answered. */
import { z } from "zod";
import type { DeliveryRow, DuePage, DuePlace } from "../store/faces/deliveries.ts";
import type { Page, PageQuery } from "../store/faces/page.ts";
import { invalidField } from "./refusals.ts";

/** The query fields of every list. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(250).default(50).describe("How many rows, at most"),
  cursor: z.string().optional().describe("The `nextCursor` of the page before"),
};

/** The schema of a page of such rows. */
export function pageOf<View extends z.ZodType>(view: View) {
  return z.object({
    data: z.array(view),
    nextCursor: z.string().nullable().describe("Where to go on, `null` at the end; a page may come back short"),
  });
}

/**
 * Which page of a newest-first list is asked for.
 *
 * @throws AppError `invalid` for a cursor that is none of its
 */
export function pageQueryOf(query: { limit: number; cursor?: string | undefined }): PageQuery {
  const before = query.cursor === undefined ? null : numbersIn(query.cursor, /^before (\d{1,15})$/)[0];
  return { limit: query.limit, before: before as number | null };
}

/** A page of what is in memory. @param rows all, newest first */
export function pageOfAll<Row extends { seq: number }>(rows: readonly Row[], { limit, before }: PageQuery): Page<Row> {
  const older = before === null ? rows : rows.filter(({ seq }) => seq < before);
  return { rows: older.slice(0, limit), next: older.length > limit ? older[limit - 1]!.seq : null };
}

/** A page of a newest-first list as it goes out. */
export function pageView<Row, View>({ rows, next }: Page<Row>, viewOf: (row: Row) => View) {
  return { data: rows.map(viewOf), nextCursor: next === null ? null : cursorOf(`before ${next}`) };
}

/**
 * A page of a list that is at hand as a whole.
 *
 * @throws AppError `invalid` for a cursor that is none of its
 */
export function pageOfList<Item>(items: readonly Item[], query: { limit: number; cursor?: string | undefined }) {
  // Places count down to 1, as seqs do in a newest-first list.
  const { limit, before } = pageQueryOf(query);
  const start = before === null ? 0 : Math.max(items.length + 1 - before, 0);
  const next = start + limit < items.length ? items.length + 1 - (start + limit) : null;
  return { data: items.slice(start, start + limit), nextCursor: next === null ? null : cursorOf(`before ${next}`) };
}

/**
 * Where a list by time goes on.
 *
 * @throws AppError `invalid` for a cursor that is none of its
 */
export function duePlaceOf(cursor: string | undefined): DuePlace | null {
  if (cursor === undefined) return null;
  const [dueAt, nextAt, seq] = numbersIn(cursor, /^after (\d{1,15}) (\d{1,15}) (\d{1,15})$/) as [
    number,
    number,
    number,
  ];
  return { dueAt, nextAt, seq };
}

/** A page of a list by time as it goes out. */
export function duePageView<View>({ rows, next }: DuePage, viewOf: (row: DeliveryRow) => View) {
  const nextCursor = next === null ? null : cursorOf(`after ${next.dueAt} ${next.nextAt} ${next.seq}`);
  return { data: rows.map(viewOf), nextCursor };
}

function cursorOf(place: string): string {
  return Buffer.from(place).toString("base64url");
}

/** The numbers in a cursor. Nothing but what we would have written ourselves passes. */
function numbersIn(cursor: string, pattern: RegExp): number[] {
  const place = Buffer.from(cursor, "base64url").toString("latin1");
  const match = pattern.exec(place);
  if (match === null || cursorOf(place) !== cursor) {
    throw invalidField("cursor", "is not a cursor of this list: take `nextCursor` as it came, or start without");
  }
  return match.slice(1).map(Number);
}
