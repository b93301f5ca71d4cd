/** One process to a data folder: a lock that the kernel frees, however the process ends. */
import { Database } from "bun:sqlite";
import { join } from "node:path";
import { StartError } from "../../base/start-error.ts";

/** A held lock. */
export interface Lock {
  release(): void;
}

/**
 * Takes the folder's lock, waiting at most `waitMs` for another process to end.
 *
 * @throws StartError when it does not
 */
export function lockFolder(dataDir: string, waitMs: number): Lock {
  const db = new Database(join(dataDir, "lock.db"), { create: true, readwrite: true });
  try {
    db.run(`PRAGMA busy_timeout = ${waitMs}`);
    db.run("BEGIN EXCLUSIVE");
  } catch (fault) {
    db.close();
    if (!(fault instanceof Error && "code" in fault && String(fault.code).startsWith("SQLITE_BUSY"))) throw fault;
    throw new StartError(
      `Another Hookwheel uses ${dataDir}. Stop it first, or give this one its own HOOKWHEEL_DATA_DIR.`,
    );
  }
  return { release: () => db.close() };
}
