/** From a name to its addresses: asked once for all who wait, remembered for half a minute, given up after 5 s. */
import type { Clock } from "../base/clock.ts";
import { keep } from "./bounded.ts";

/** Every address of a name, at least one; or why there is none. */
export type Resolution =
  { addresses: readonly string[] } | { fault: "name_not_found" | "name_server_failed" | "timed_out" };

/** The seam. Never throws. */
export interface Resolver {
  /** `timed_out` when the deadline comes first. @param endsAtMs the deadline, by `monotonicMs` */
  resolve(name: string, endsAtMs: number): Promise<Resolution>;
}

/** Asks afresh, and ends with a fault as soon as the signal aborts. Never throws. */
export type LookUp = (name: string, signal: AbortSignal) => Promise<Resolution>;

const LOOK_UP_MS_MAX = 5_000;
const REMEMBERED_MS = 30_000;
const NAMES_COUNT_MAX = 10_000;

interface Known {
  answer: Promise<Resolution>;
  /** Asked anew from then on, by `monotonicMs`; `null` while the first who asked still waits. */
  staleAtMs: number | null;
}

/** The real one, over a way to look up. */
export function createResolver(clock: Clock, lookUp: LookUp): Resolver {
  const names = new Map<string, Known>();

  return {
    resolve(name, endsAtMs) {
      const known = names.get(name);
      if (known === undefined) return orTimedOut(ask(name), endsAtMs);
      if (known.staleAtMs === null) return orTimedOut(known.answer, endsAtMs);
      return clock.monotonicMs() < known.staleAtMs ? known.answer : orTimedOut(ask(name), endsAtMs);
    },
  };

  function ask(name: string): Promise<Resolution> {
    const known: Known = { answer: settle(), staleAtMs: null };
    keep(names, name, known, NAMES_COUNT_MAX);
    return known.answer;

    async function settle(): Promise<Resolution> {
      const limit = clock.signalAfter(LOOK_UP_MS_MAX);
      const resolution = await lookUp(name, limit.signal);
      limit.cancel();
      if ("addresses" in resolution) known.staleAtMs = clock.monotonicMs() + REMEMBERED_MS;
      else if (names.get(name) === known) names.delete(name);
      return resolution;
    }
  }

  async function orTimedOut(answer: Promise<Resolution>, endsAtMs: number): Promise<Resolution> {
    const leftMs = endsAtMs - clock.monotonicMs();
    if (leftMs <= 0) return { fault: "timed_out" };
    const stopped = Promise.withResolvers<Resolution>();
    const timer = clock.after(leftMs, () => stopped.resolve({ fault: "timed_out" }));
    const first = await Promise.race([answer, stopped.promise]);
    timer.cancel();
    return first;
  }
}
