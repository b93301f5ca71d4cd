/** What is chosen in the dialog, and what that asks of the API. Pure. */
import { instantOf, SPANS } from "../logs/query.ts";
import type { NewRecovery } from "../set-up-shapes.ts";

/** What is chosen. */
export interface Draft {
  since: keyof typeof SPANS | "exact";
  /** As a browser's field writes it, in local time; counts with `exact` alone. */
  exact: string;
  states: "both" | "failed" | "skipped";
}

/** What is chosen at first. */
export const FIRST_DRAFT: Draft = { since: "24h", exact: "", states: "both" };

/** What is asked for; `null` while an exact time is missing. @param openedAt from when spans go back, in ms */
export function recoveryOf({ since, exact, states }: Draft, openedAt: number): NewRecovery | null {
  const from = since === "exact" ? instantOf(exact) : new Date(openedAt - SPANS[since]).toISOString();
  if (from === undefined) return null;
  return { since: from, ...(states !== "both" && { states: [states] }) };
}
