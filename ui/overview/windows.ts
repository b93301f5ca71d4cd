/** The spans of time that figures are shown of, as the address holds the choice. Pure. */

/** Their names, the shortest first. */
export const WINDOW_NAMES = ["1h", "24h", "7d"] as const;

/** One of them. */
export type WindowName = (typeof WINDOW_NAMES)[number];

/** The one that is chosen; a day, without. */
export function windowOf({ window }: Readonly<Record<string, string>>): WindowName {
  return WINDOW_NAMES.find((name) => name === window) ?? "24h";
}
