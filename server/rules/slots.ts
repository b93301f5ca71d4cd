/** How many attempts an endpoint may have in flight: more with each success, half with each failure. */

/** Where an endpoint begins, as far as its `maxInFlight` allows. */
export const SLOTS_AT_START = 2;

/** The slots after an attempt. @param maxInFlight 1 or more; may have become less than `slots` */
export function slotsAfter(slots: number, isDelivered: boolean, maxInFlight: number): number {
  const wanted = isDelivered ? slots + 1 : Math.floor(slots / 2);
  return Math.max(1, Math.min(wanted, maxInFlight));
}
