/** Once an hour: minutes of counts become hours, and old ones are dropped, in small steps between everything else. */
import type { Clock, Timer } from "../base/clock.ts";
import type { Store } from "../store/faces/store.ts";

/** The folding. */
export interface Folding {
  stop(): void;
  isQuiet(): boolean;
}

/** How often it is looked whether there is something to fold, in ms. */
const LOOK_MS = 3_600_000;

/** The first look, after a start has settled. */
const FIRST_LOOK_MS = 60_000;

/** Rows a step: about 3 ms. */
const STEP_ROWS = 250;

/** Starts to look. What is left at a stop, or when the store cannot write, is found at the next look. */
export function startFolding(store: Pick<Store, "hasCountsToFold" | "foldCounts">, clock: Clock): Folding {
  let isStopped = false;
  let isFolding = false;
  let timer: Timer = clock.after(FIRST_LOOK_MS, look);
  return {
    stop() {
      isStopped = true;
      timer.cancel();
    },
    isQuiet: () => !isFolding,
  };

  function look(): void {
    timer = clock.after(LOOK_MS, look);
    if (isFolding) return;
    isFolding = true;
    void fold().finally(() => (isFolding = false));
  }

  async function fold(): Promise<void> {
    try {
      if (!(await store.hasCountsToFold(clock.now()))) return;
      while (!isStopped && (await store.foldCounts(clock.now(), STEP_ROWS)));
    } catch {
      // The store says why it cannot write.
    }
  }
}
