/** What a log is filtered by, as the address holds it, and what that asks of the API. Pure. */
import type { Query } from "../client.ts";

/** The states to filter by, in the order of the segments. */
export const STATES = ["delivered", "waiting", "failed", "skipped", "cancelled"] as const;

/** Spans back from now that can be chosen, in ms. */
export const SPANS = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 } as const;

/** The address's part of a filter. */
export type Filters = Readonly<Record<string, string>>;

/** Whether anything is filtered. */
export function isFiltered({ state, type, within, since, until, namespace }: Filters): boolean {
  return [state, type, within, since, until, namespace].some((part) => part !== undefined && part !== "");
}

/** What chosen time: a span's name, `between` for two ends, or `any`. */
export function timeOf({ within, since, until }: Filters): string {
  const span = spanIn({ within });
  if (span !== null) return span;
  return within === "between" || since !== undefined || until !== undefined ? "between" : "any";
}

/**
 * What the API is asked for: a span becomes the moment that it begins at, cut to the minute. What is no value of a filter
 * is left out, since an address can be typed.
 *
 * @param now in unix ms, when it is asked; `null` for what names the list alone: its span then stays a span, so that the
 * list keeps its name while it is looked at
 */
export function apiQueryOf(filters: Filters, now: number | null): Query {
  const state = STATES.find((one) => one === filters["state"]);
  const span = spanIn(filters);
  return {
    state,
    type: filters["type"],
    namespace: filters["namespace"],
    since: span === null ? instantOf(filters["since"]) : now === null ? span : minuteText(now - SPANS[span]),
    until: span === null ? instantOf(filters["until"]) : undefined,
    cursor: filters["cursor"],
  };
}

/** A moment as a browser's field writes it, `2026-11-20T14:02`, in local time; `""` for what is none. */
export function fieldTextOf(instant: string | undefined): string {
  if (instant === undefined || Number.isNaN(Date.parse(instant))) return "";
  const at = new Date(instant);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A moment with its offset, as the API takes it; `undefined` for what is none. */
export function instantOf(text: string | undefined): string | undefined {
  const at = text === undefined || text === "" ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

function spanIn({ within }: Readonly<Record<string, string | undefined>>): keyof typeof SPANS | null {
  return within !== undefined && Object.hasOwn(SPANS, within) ? (within as keyof typeof SPANS) : null;
}

function minuteText(at: number): string {
  return new Date(Math.floor(at / 60_000) * 60_000).toISOString();
}
