/** Which origins answered lately: a kept-alive connection to one may close just as it is used again. */
import type { Clock } from "../base/clock.ts";
import { keep } from "./bounded.ts";
import type { Answer } from "./transport.ts";

/** *Source:* DESIGN.md section 4, rules of an attempt. */
const WARM_MS = 60_000;
const CLOSED_WITHIN_MS = 100;
const ORIGINS_COUNT_MAX = 10_000;

/** What is remembered of origins, by their key. */
export interface Warmth {
  /** An answer came just now. */
  note(key: string): void;
  /** Whether a fault is most likely the end of a kept-alive connection, not of the request: one more try is free. */
  isStale(key: string, answer: Answer, dialledAtMs: number): boolean;
}

/** Remembers the origins of one process. */
export function createWarmth(clock: Pick<Clock, "monotonicMs">): Warmth {
  const answeredAtMs = new Map<string, number>();
  return {
    note: (key) => keep(answeredAtMs, key, clock.monotonicMs(), ORIGINS_COUNT_MAX),
    isStale(key, answer, dialledAtMs) {
      if (!("fault" in answer) || answer.isOfReused !== true) return false;
      if (answer.fault.kind !== "closed_early" && answer.fault.kind !== "reset") return false;
      const { endedAtMs = clock.monotonicMs() } = answer;
      const answered = answeredAtMs.get(key) ?? -Infinity;
      return dialledAtMs - answered <= WARM_MS && endedAtMs - dialledAtMs <= CLOSED_WITHIN_MS;
    },
  };
}
