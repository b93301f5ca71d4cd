/** The store's faces for what is settled step by step: sweeps, recoveries, and tests that were interrupted. */
import type { Store } from "../faces/store.ts";
import type { Desk } from "./desk.ts";
import { SMALL } from "./group-commit.ts";
import { countRecoverable } from "./recoverable.ts";
import { listRecoveries, loadRecoveries, readRecovery } from "./recoveries.ts";
import { loadSweeps } from "./sweeps.ts";
import { loadTests } from "./test-events.ts";

/** What is asked of them, but for the changes that are audited. */
export function settlingFaces({ connection: c, read, write }: Desk) {
  return {
    loadSweeps: () => read(() => loadSweeps(c)),
    // Behind the intake of before the endpoint was off, so that the sweep finds it.
    sweepStep: (sweep, limit, at) => write("intake", { rows: limit, bytes: 0 }, "sweepStep", { sweep, limit, at }),

    countRecoverable: (recoverable, place) => read(() => countRecoverable(c, recoverable, place)),
    recoveryStep: (recovery, limit, at) =>
      write("intake", { rows: limit, bytes: 0 }, "recoveryStep", { recovery, limit, at }),
    readRecovery: (environment, id) => read(() => readRecovery(c, environment, id)),
    listRecoveries: (endpoint) => read(() => listRecoveries(c, endpoint)),
    loadRecoveries: () => read(() => loadRecoveries(c)),

    loadTests: () => read(() => loadTests(c)),
    endTests: async (deliveries, reason, at) =>
      void (await write("intake", SMALL, "endTests", { deliveries, reason, at })),
  } satisfies Partial<Store>;
}
