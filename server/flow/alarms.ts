/** Step 2, wait: the wheel of endpoints, and the one timer that turns it. */
import type { Clock, Timer, UnixMs } from "../base/clock.ts";
import type { Line, Lines } from "./lines.ts";
import { createWheel } from "./wheel.ts";

/** An alarm clock for endpoints: the rows hold the truth. */
export interface Alarms {
  /** Looks at a line at a time, or earlier when it has an earlier one. */
  ring(line: Line, at: UnixMs): void;
  remove(endpoint: number): void;
  stop(): void;
}

/** The longest sleep, in ms: a wall clock that is set forward is noticed within it. */
const SLEEP_MS_MAX = 1000;

/** Starts to wait; `onRing` gets each line whose time has come. */
export function createAlarms(lines: Lines, clock: Clock, onRing: (line: Line) => void): Alarms {
  const wheel = createWheel(clock.now());
  let timer: Timer | null = null;
  let wakesAt = Infinity;

  return {
    ring(line, at) {
      if (line.ringsAt !== null && line.ringsAt <= at) return;
      line.ringsAt = at;
      wheel.set(line.endpoint.seq, at);
      if (at < wakesAt) sleep();
    },
    remove: (endpoint) => wheel.remove(endpoint),
    stop() {
      timer?.cancel();
      wakesAt = -Infinity;
    },
  };

  function sleep(): void {
    timer?.cancel();
    const nextAt = wheel.nextAt();
    if (nextAt === null) {
      wakesAt = Infinity;
      return;
    }
    const waitMs = Math.min(Math.max(nextAt - clock.now(), 0), SLEEP_MS_MAX);
    wakesAt = nextAt;
    timer = clock.after(waitMs, turn);
  }

  function turn(): void {
    for (const endpoint of wheel.advance(clock.now())) {
      const line = lines.get(endpoint);
      if (line === undefined) continue;
      line.ringsAt = null;
      onRing(line);
    }
    sleep();
  }
}
