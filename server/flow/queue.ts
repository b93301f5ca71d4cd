/** The lines that wait for their turn: in order, those that fail one turn in eight. */
import type { Line } from "./lines.ts";

/** A queue of lines, each at most once. */
export interface Queue {
  readonly size: number;
  add(line: Line): void;
  /** The line whose turn it is, `null` when none waits. */
  take(): Line | null;
}

/** Of eight turns one goes to a failing line, while healthy ones wait. *Source:* DESIGN, "An endpoint is a line of its own". */
const FAILING_TURN = 8;

/** An empty queue. */
export function createQueue(): Queue {
  const healthy = new Set<Line>();
  const failing = new Set<Line>();
  let turnsCount = 0;
  return {
    get size() {
      return healthy.size + failing.size;
    },
    add(line) {
      if (line.isQueued) return;
      line.isQueued = true;
      (line.health.consecutiveFailures === 0 ? healthy : failing).add(line);
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

function takeFirst(lines: Set<Line>): Line | null {
  for (const line of lines) {
    lines.delete(line);
    return line;
  }
  return null;
}
