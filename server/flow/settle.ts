/** What goes on behind an endpoint that was turned off, on or deleted: sweeps and recoveries, step by step. */
import type { Clock } from "../base/clock.ts";
import type { Sweep } from "../store/faces/endpoints.ts";
import type { Recovery } from "../store/faces/recoveries.ts";
import type { Store } from "../store/faces/store.ts";
import type { Steps } from "./steps.ts";

/** What settling needs. */
export interface SettleRooms {
  store: Store;
  clock: Clock;
  steps: Steps;
  /** Looks at an endpoint's line: some of its deliveries have a new time. */
  wake(endpoint: number): void;
  /** Tells whoever watches that deliveries of an endpoint have moved. */
  moved(endpoint: number): void;
}

/** Begins what the store has noted. */
export interface Settling {
  sweep(sweep: Sweep): void;
  recover(recovery: Pick<Recovery, "seq" | "endpoint">): void;
  /** All that was not done at the last stop. */
  resume(): Promise<void>;
}

/** Rows a step: two or three ms of the writer, and half of a commit, so that others share it. */
const STEP_ROWS = 500;

/** Builds it. */
export function createSettling({ store, clock, steps, wake, moved }: SettleRooms): Settling {
  const sweep: Settling["sweep"] = (one) => walk(one.endpoint, () => store.sweepStep(one, STEP_ROWS, clock.now()));
  const recover: Settling["recover"] = ({ seq, endpoint }) =>
    walk(endpoint, async () => {
      const hasMore = await store.recoveryStep(seq, STEP_ROWS, clock.now());
      wake(endpoint);
      return hasMore;
    });

  /** Who watches is told of the end, unless it was over as soon as what began it had been told. */
  function walk(endpoint: number, step: () => Promise<boolean>): void {
    let isLong = false;
    steps.start(async () => {
      const hasMore = await step();
      if (isLong && !hasMore) moved(endpoint);
      isLong = true;
      return hasMore;
    });
  }

  return {
    sweep,
    recover,
    async resume() {
      for (const left of await store.loadSweeps()) sweep(left);
      for (const left of await store.loadRecoveries()) recover(left);
      // A test is sent once: those that a stop interrupted are over.
      const tests = await store.loadTests();
      if (tests.length === 0) return;
      steps.start(async () => {
        await store.endTests(tests, "Hookwheel stopped during the test", clock.now());
        return false;
      });
    },
  };
}
