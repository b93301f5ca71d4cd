/** One process to a data folder: a lock that the kernel frees, however the process ends. */
import { Database } from "bun:sqlite";
import { join } from "node:path";
import type { Clock } from "../../base/clock.ts";
import { StartError } from "../../base/start-error.ts";
import { isStoreFault } from "./faults.ts";

/** A held lock. */
export interface Lock {
  release(): void;
}

/** How often a lock that is held is asked for again, in ms. */
const AGAIN_MS = 100;

/**
 * Takes the folder's lock, waiting at most `waitMs` for another process to end: a restart may overlap.
 *
 * @throws StartError when it does not, or the lock's file is unusable
 */
export async function lockFolder(dataDir: string, waitMs: number, clock: Clock): Promise<Lock> {
  const path = join(dataDir, "lock.db");
  try {
    return await takeLock(path, dataDir, waitMs, clock);
  } catch (fault) {
    if (!isStoreFault(fault)) throw fault;
    throw new StartError(`${path} cannot be locked. Let this user write it, or delete it: it holds nothing.`);
  }
}

async function takeLock(path: string, dataDir: string, waitMs: number, clock: Clock): Promise<Lock> {
  const endsMs = clock.monotonicMs() + waitMs;
  const db = new Database(path, { create: true, readwrite: true });
  while (!isTaken(db)) {
    if (clock.monotonicMs() < endsMs) {
      await new Promise<void>((resolve) => clock.after(AGAIN_MS, resolve));
      continue;
    }
    db.close();
    throw new StartError(
      `Another Hookwheel uses ${dataDir}. Stop it first, or give this one its own HOOKWHEEL_DATA_DIR.`,
    );
  }
  return { release: () => db.close() };
}

function isTaken(db: Database): boolean {
  try {
    db.run("BEGIN EXCLUSIVE");
    return true;
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && String(fault.code).startsWith("SQLITE_BUSY")) return false;
    throw fault;
  }
}
