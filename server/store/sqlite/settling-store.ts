/** The store's face for what is settled step by step, on SQLite: sweeps, recoveries, and tests that were interrupted. */
import type { EndpointsStore } from "../faces/endpoints.ts";
import type { EventsStore } from "../faces/events.ts";
import type { RecoveriesStore } from "../faces/recoveries.ts";
import type { Changes } from "../faces/store.ts";
import type { Connection } from "./connection.ts";
import type { readsOf } from "./faults.ts";
import { type GroupCommit, SMALL } from "./group-commit.ts";
import { countRecoverable } from "./recoverable.ts";
import { countRecoveries, loadRecoveries, readRecovery } from "./recoveries.ts";
import { loadSweeps } from "./sweeps.ts";
import { loadTests } from "./test-events.ts";

/** What of each noun belongs here. */
type SettlingStore = Omit<RecoveriesStore, keyof Changes> &
  Pick<EndpointsStore, "loadSweeps" | "sweepStep"> &
  Pick<EventsStore, "loadTests" | "endTests">;

/** Reads by the main thread's connection, writes by the writer. */
export function settlingStore(c: Connection, { write }: GroupCommit, read: ReturnType<typeof readsOf>): SettlingStore {
  return {
    loadSweeps: () => read(() => loadSweeps(c)),
    // Behind the intake of before the endpoint was off, so that the sweep finds it.
    sweepStep: (sweep, limit, at) => write("intake", { rows: limit, bytes: 0 }, "sweepStep", { sweep, limit, at }),

    countRecoverable: (recoverable, place) => read(() => countRecoverable(c, recoverable, place)),
    recoveryStep: (recovery, limit, at) =>
      write("intake", { rows: limit, bytes: 0 }, "recoveryStep", { recovery, limit, at }),
    readRecovery: (environment, id) => read(() => readRecovery(c, environment, id)),
    countRecoveries: (endpoint) => read(() => countRecoveries(c, endpoint)),
    loadRecoveries: () => read(() => loadRecoveries(c)),

    loadTests: () => read(() => loadTests(c)),
    endTests: async (deliveries, reason, at) =>
      void (await write("intake", SMALL, "endTests", { deliveries, reason, at })),
  };
}
