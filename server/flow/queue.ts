/** The lines that wait for their turn: in order, those that fail one turn in eight. */
import type { Line } from "./lines.ts";

/** A queue of lines, each at most once. */
export interface Queue {
  readonly size: number;
  /** @param nowMs by the monotonic clock */
  add(line: Line, nowMs: number): void;
  /** How long the first of the healthy lines has waited for its turn, 0 when none waits. */
  waitMs(nowMs: number): number;
  /** The line whose turn it is, `null` when none waits. */
  take(): Line | null;
}

/** Of eight turns one goes to a failing line, while healthy ones wait. *Source:* DESIGN, "An endpoint is a line of its own". */
const FAILING_TURN = 8;

/** An empty queue. */
export function createQueue(): Queue {
  /** Each with when it came. */
  const healthy = new Map<Line, number>();
  const failing = new Map<Line, number>();
  let turnsCount = 0;
  return {
    get size() {
      return healthy.size + failing.size;
    },
    add(line, nowMs) {
      if (line.isQueued) return;
      line.isQueued = true;
      (line.health.consecutiveFailures === 0 ? healthy : failing).set(line, nowMs);
    },
    waitMs(nowMs) {
      for (const cameAtMs of healthy.values()) return nowMs - cameAtMs;
      return 0;
    },
    take() {
      const isFailingTurn = ++turnsCount % FAILING_TURN === 0;
      const [first, second] = isFailingTurn ? [failing, healthy] : [healthy, failing];
      const line = takeFirst(first) ?? takeFirst(second);
      if (line !== null) line.isQueued = false;
      return line;
    },
  };
}

function takeFirst(lines: Map<Line, number>): Line | null {
  for (const line of lines.keys()) {
    lines.delete(line);
    return line;
  }
  return null;
}
