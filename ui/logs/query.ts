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
  if (within !== undefined && (Object.hasOwn(SPANS, within) || within === "between")) return within;
  return since !== undefined || until !== undefined ? "between" : "any";
}

/**
 * What the API is asked for: a span becomes a moment, cut to the minute so that a list keeps its name while it is looked at.
 * What is no value of a filter is left out, since an address can be typed.
 */
export function apiQueryOf(filters: Filters, now: number): Query {
  const state = STATES.find((one) => one === filters["state"]);
  const span = SPANS[filters["within"] as keyof typeof SPANS];
  return {
    state,
    type: filters["type"],
    namespace: filters["namespace"],
    since: span === undefined ? instantOf(filters["since"]) : minuteText(now - span),
    until: span === undefined ? instantOf(filters["until"]) : undefined,
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

function minuteText(at: number): string {
  return new Date(Math.floor(at / 60_000) * 60_000).toISOString();
}
