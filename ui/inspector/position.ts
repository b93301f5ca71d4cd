/** Where a delivery stands in the list beside it. */

/** From 0, of how many. */
export interface Position {
  at: number;
  count: number;
}
