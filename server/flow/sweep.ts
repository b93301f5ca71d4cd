/** Settles what waits for endpoints that were turned off or deleted: in small steps between everything else. */
import type { Clock } from "../base/clock.ts";
import type { Sweep } from "../store/faces/endpoints.ts";
import type { Store } from "../store/faces/store.ts";

/** The sweeps that are under way. */
export interface Sweeper {
  start(sweep: Sweep): void;
  stop(): void;
  isQuiet(): boolean;
}

/** Rows a step: about 3 ms. */
const STEP_ROWS = 250;

/** How long a sweep rests when the store cannot write, in ms. */
const REST_MS = 1000;

/** Nothing to sweep yet. What is left at a stop goes on at the next start. */
export function createSweeper(store: Store, clock: Clock): Sweeper {
  let running = 0;
  let isStopped = false;
  return {
    start(sweep) {
      running++;
      void step(sweep);
    },
    stop() {
      isStopped = true;
    },
    isQuiet: () => running === 0,
  };

  async function step(sweep: Sweep): Promise<void> {
    try {
      while (!isStopped && (await store.sweepStep(sweep, STEP_ROWS, clock.now())));
      running--;
    } catch {
      // The store says why it cannot write; the sweep is kept there.
      clock.after(REST_MS, () => void step(sweep));
    }
  }
}
