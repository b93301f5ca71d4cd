/** Whether the event loop keeps pace: how late a tick that is due every 100 ms comes. */
import type { Clock } from "./clock.ts";

/** How the event loop fares. Times are `Clock.monotonicMs`. */
export interface LoopWatch extends Disposable {
  /** How late the last tick came, or by how much the next one is already overdue; 0 or more. */
  lagMs(): number;
  /** Whether the loop stood still for over a second within the span: what timed out in it may be our fault. */
  hasStalledDuring(startedMonotonicMs: number, endedMonotonicMs: number): boolean;
}

/** A time in which the loop did not turn. */
interface Stall {
  fromMs: number;
  toMs: number;
}

const TICK_MS = 100;
const STALL_MS = 1_000;

/** A stall lasts over a second, so this many reach back over a minute: longer than an attempt lasts. */
const STALLS_KEPT = 64;

/** Starts to watch; disposing ends it. */
export function watchLoop(clock: Clock): LoopWatch {
  const stalls: Stall[] = [];
  let dueAtMs = clock.monotonicMs() + TICK_MS;
  let lastLagMs = 0;
  let timer = clock.after(TICK_MS, tick);

  /** The span since the tick was due: it grows while the loop stands, whoever comes to ask first once it turns again. */
  function overdue(): Stall {
    return { fromMs: dueAtMs, toMs: Math.max(dueAtMs, clock.monotonicMs()) };
  }

  function tick(): void {
    const late = overdue();
    lastLagMs = lengthMs(late);
    if (lastLagMs > STALL_MS) stalls.push(late);
    if (stalls.length > STALLS_KEPT) stalls.shift();
    dueAtMs = late.toMs + TICK_MS;
    timer = clock.after(TICK_MS, tick);
  }

  return {
    lagMs: () => Math.max(lastLagMs, lengthMs(overdue())),
    hasStalledDuring: (fromMs, toMs) =>
      [...stalls, overdue()].some((stall) => Math.min(toMs, stall.toMs) - Math.max(fromMs, stall.fromMs) > STALL_MS),
    [Symbol.dispose]: () => timer.cancel(),
  };
}

function lengthMs(span: Stall): number {
  return span.toMs - span.fromMs;
}
