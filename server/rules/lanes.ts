/** Shares an endpoint's free slots between new deliveries (lane 0) and recovered, resumed or replayed ones (lane 1). */

/** Lane 1 gets at most one slot in this many. *Source:* DESIGN, "One column decides what is sent". */
const SHARE = 4;

/**
 * How many of the free slots lane 1 may have now: what lane 0 leaves, else one in four. Of less than four that would be
 * none, for ever at an endpoint with few slots: there it gets one every fourth turn.
 *
 * @param laneZeroDue deliveries of lane 0 that are due; more than `free` need not be counted
 * @param turn counts up by one each time that the endpoint's slots are shared out
 */
export function laneOneSlots(free: number, laneZeroDue: number, turn: number): number {
  const share = free < SHARE ? Number(turn % SHARE === SHARE - 1) : Math.floor(free / SHARE);
  return Math.max(Math.min(share, free), free - laneZeroDue);
}
