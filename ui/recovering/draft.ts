/** What is chosen in the dialog, and what that asks of the API. Pure. */
import { instantOf, SPANS } from "../logs/query.ts";
import type { NewRecovery } from "../set-up-shapes.ts";

/** What is chosen. */
export interface Draft {
  since: keyof typeof SPANS | "exact";
  /** As a browser's field writes it, in local time; counts with `exact` alone. */
  exact: string;
  states: "both" | "failed" | "skipped";
  isOfAllTypes: boolean;
  /** Counts when it is not of all. */
  types: readonly string[];
}

/** What is chosen at first. */
export const FIRST_DRAFT: Draft = { since: "24h", exact: "", states: "both", isOfAllTypes: true, types: [] };

/** What is still to be chosen, `null` when nothing is. */
export function missingIn({ since, exact, isOfAllTypes, types }: Draft): "time" | "types" | null {
  if (since === "exact" && instantOf(exact) === undefined) return "time";
  return !isOfAllTypes && types.length === 0 ? "types" : null;
}

/** What is asked for; `null` while something is missing. @param openedAt from when spans go back, in ms */
export function recoveryOf(draft: Draft, openedAt: number): NewRecovery | null {
  const { since, exact, states, isOfAllTypes, types } = draft;
  if (missingIn(draft) !== null) return null;
  return {
    since: since === "exact" ? new Date(exact).toISOString() : new Date(openedAt - SPANS[since]).toISOString(),
    ...(states !== "both" && { states: [states] }),
    ...(!isOfAllTypes && { types: [...types] }),
  };
}
