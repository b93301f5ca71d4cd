/** Which of an endpoint's rows go out now: the oldest due ones, lane 1 behind lane 0 but never starved by it. */
import type { UnixMs } from "../base/clock.ts";
import { laneOneSlots } from "../rules/lanes.ts";
import type { NextTime } from "../store/faces/deliveries.ts";

/** What is chosen, and what is left. */
export interface Choice {
  /** Seqs of deliveries in the order in which to send them. */
  chosen: number[];
  /** Whether more is due than was chosen. */
  hasMore: boolean;
  /** The earliest time among what is not due yet, `null` when nothing is left. */
  nextAt: UnixMs | null;
}

/**
 * Chooses among the idle rows of both lanes.
 *
 * @param free slots that may be used: 1 or more
 * @param turn counts up by one each time that the endpoint's slots are shared out
 */
export function chooseDue(laneZero: NextTime[], laneOne: NextTime[], now: UnixMs, free: number, turn: number): Choice {
  const isDue = ({ nextAt }: NextTime) => nextAt <= now;
  const zeroDue = laneZero.filter(isDue);
  const oneDue = laneOne.filter(isDue);
  const oneShare = Math.min(oneDue.length, laneOneSlots(free, zeroDue.length, turn));
  const zeroShare = Math.min(zeroDue.length, free - oneShare);
  const chosen = [...zeroDue.slice(0, zeroShare), ...oneDue.slice(0, oneShare)].map(({ seq }) => seq);
  const later = [...laneZero, ...laneOne].filter((row) => !isDue(row)).map(({ nextAt }) => nextAt);
  return {
    chosen,
    hasMore: chosen.length < zeroDue.length + oneDue.length,
    nextAt: later.length === 0 ? null : Math.min(...later),
  };
}
