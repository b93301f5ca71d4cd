/** A clock that a test moves: time stands still but for `pass`. */
import { type Clock, type UnixMs, deadline } from "../../server/base/clock.ts";

/** The replaced clock. */
export interface TestClock extends Clock {
  /** Moves time on by `ms`; each timer on the way rings at its moment, and `settled` is awaited before and after each. */
  pass(ms: number, settled?: () => Promise<void>): Promise<void>;
  /** Sets the wall clock, as a person would: no timer notices. */
  set(now: UnixMs): void;
}

interface Ringing {
  atMs: number;
  order: number;
  run: () => void;
}

/** Starts a clock at a time of day. */
export function startClock(at: UnixMs = Date.UTC(2026, 0, 5, 12)): TestClock {
  let nowMs = 0;
  let offsetMs = at;
  let order = 0;
  const timers = new Set<Ringing>();

  const after: Clock["after"] = (waitMs, run) => {
    const timer = { atMs: nowMs + Math.max(waitMs, 0), order: order++, run };
    timers.add(timer);
    return { cancel: () => void timers.delete(timer) };
  };

  return {
    now: () => Math.floor(offsetMs + nowMs),
    monotonicMs: () => nowMs,
    after,
    signalAfter: (waitMs) => deadline(after, waitMs),
    set: (now) => void (offsetMs = now - nowMs),
    async pass(ms, settled = async () => {}) {
      const endMs = nowMs + ms;
      await settled();
      for (let timer = next(endMs); timer !== null; timer = next(endMs)) {
        timers.delete(timer);
        nowMs = timer.atMs;
        timer.run();
        await settled();
      }
      nowMs = endMs;
    },
  };

  function next(endMs: number): Ringing | null {
    let first: Ringing | null = null;
    for (const timer of timers) {
      if (timer.atMs > endMs) continue;
      if (first === null || timer.atMs < first.atMs || (timer.atMs === first.atMs && timer.order < first.order))
        first = timer;
    }
    return first;
  }
}

/** Starts one by which everything takes a moment: a long work rests after each of its steps, until time passes. */
export function startRestingClock(): TestClock {
  const clock = startClock();
  let readsCount = 0;
  return { ...clock, monotonicMs: () => clock.monotonicMs() + readsCount++ };
}

/** A second in ms. */
export const SECOND = 1000;
/** A minute in ms. */
export const MINUTE = 60 * SECOND;
/** An hour in ms. */
export const HOUR = 60 * MINUTE;
/** A day in ms. */
export const DAY = 24 * HOUR;
