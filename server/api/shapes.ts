/** What the schemas of several resources share: ids, times, and fields that follow a rule. */
import { z } from "zod";
import type { UnixMs } from "../base/clock.ts";
import { idBytes, type IdPrefix } from "../base/ids.ts";
import { notFound } from "./refusals.ts";

/** A time on the wire. */
export const Time = z.iso.datetime().describe("ISO 8601, UTC, with milliseconds");

const YEAR_10000 = Date.UTC(10000, 0);

/** A time as a caller writes it. *Source:* RFC 3339, with an offset. */
export const Instant = z.iso
  .datetime({ offset: true, error: "must be a time with an offset, like 2026-11-21T09:30:00Z" })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= 0 && at < YEAR_10000, "must lie in the years 1970 to 9999");

/** A string that a rule of `rules/fields.ts` finds no fault in. */
export function ruled(faultOf: (text: string) => string | null) {
  return z.string().superRefine((text, { addIssue }) => {
    const fault = text.isWellFormed() ? faultOf(text) : "remove the halves of characters";
    if (fault !== null) addIssue(fault);
  });
}

/** An id in a query, as its bytes. */
export function idOf(prefix: IdPrefix) {
  return z.string().transform((text, { addIssue }) => {
    const id = idBytes(prefix, text);
    if (id !== null) return id;
    addIssue(`must be an id, ${prefix}_ and 26 characters`);
    return z.NEVER;
  });
}

/** The id of a route, as `:id`. Whatever is no id of ours is unknown like any other. */
export const IdParams = z.object({ id: z.string() });

/** A time as it goes out. */
export function timeText(at: UnixMs): string {
  return new Date(at).toISOString();
}

/** A time that may be missing as it goes out. */
export function timeTextOrNull(at: UnixMs | null): string | null {
  return at === null ? null : timeText(at);
}

/**
 * The bytes of a route's id.
 *
 * @throws AppError `not_found`, as for an id that nothing has
 */
export function idOrNotFound(prefix: IdPrefix, text: string, noun: string): Uint8Array {
  const id = idBytes(prefix, text);
  if (id === null) throw notFound(noun);
  return id;
}
