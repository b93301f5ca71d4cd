/** The store's face for recoveries, on SQLite. */
import type { RecoveriesStore } from "../faces/recoveries.ts";
import type { Connection } from "./connection.ts";
import type { readsOf } from "./faults.ts";
import { type GroupCommit, SMALL } from "./group-commit.ts";
import { hexOf } from "./hex.ts";
import { countRecoverable } from "./recoverable.ts";
import * as recoveries from "./recoveries.ts";

/** Reads by the main thread's connection, writes by the writer. */
export function recoveriesStore(
  c: Connection,
  { write }: GroupCommit,
  read: ReturnType<typeof readsOf>,
): RecoveriesStore {
  return {
    async beginRecover(recover) {
      await write("intake", SMALL, "beginRecover", { ...recover, id: hexOf(recover.id) });
      return recoveries.readRecovery(c, recover.environment, recover.id);
    },
    countRecoverable: (recoverable, place) => read(() => countRecoverable(c, recoverable, place)),
    recoveryStep: (recovery, limit, at) =>
      write("intake", { rows: limit, bytes: 0 }, "recoveryStep", { recovery, limit, at }),
    cancelRecovery: async (seq, at) => void (await write("intake", SMALL, "cancelRecovery", { seq, at })),
    readRecovery: (environment, id) => read(() => recoveries.readRecovery(c, environment, id)),
    countRecoveries: (endpoint) => read(() => recoveries.countRecoveries(c, endpoint)),
    loadRecoveries: () => read(() => recoveries.loadRecoveries(c)),
  };
}
