/** What the programs print of many spans. */

/** The span that so many of them are within, by nearest rank, in whole ms; `NaN` without any. @param share above 0 up to 1 */
export function withinMs(spansMs: readonly number[], share: number): number {
  return Math.round(spansMs.toSorted((a, b) => a - b)[Math.ceil(share * spansMs.length) - 1] ?? NaN);
}
