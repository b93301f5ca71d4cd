/** Keeps a file of an earlier version as it was, before it is migrated: the way back to that version. */
import type { Database } from "bun:sqlite";
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { StartError } from "../../base/start-error.ts";
import { isDiskFull } from "./faults.ts";

/**
 * Copies the file beside itself, whole or not at all, and synced. A copy of the same version is replaced: if there is one, the
 * file was put back since. Answers the path of the copy.
 *
 * @param version the file's
 * @throws StartError when there is no room, or the fault of SQLite or the system; the file is as it was
 */
export function keepEarlier(db: Database, path: string, version: number): string {
  const copy = `${path}.version-${version}`;
  const draft = `${copy}.new`;
  rmSync(draft, { force: true });
  try {
    // Ours alone from its first byte: SQLite takes an empty file as it finds it.
    closeSync(openSync(draft, "wx", 0o600));
    db.query("VACUUM INTO ?").run(draft);
    sync(draft);
    renameSync(draft, copy);
    sync(dirname(copy));
  } catch (fault) {
    rmSync(draft, { force: true });
    if (!isDiskFull(fault)) throw fault;
    throw new StartError(
      `There is no room beside ${path} for the copy of it that is kept before it is migrated. Free as much as it takes; ` +
        "it is as it was.",
    );
  }
  return copy;
}

function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
