/** What a fault of SQLite means: ours to mend in the statement, or the file's; and how it is told. */
import { AppError } from "../../base/errors.ts";

const STORE_FAULTS = /^SQLITE_(IOERR|FULL|READONLY|CANTOPEN|BUSY|LOCKED|CORRUPT|NOTADB|NOMEM|PROTOCOL|PERM|MISUSE)/;

/** Whether the file or the disk is at fault, so that a fresh connection may help and the statement is innocent. */
export function isStoreFault(fault: unknown): boolean {
  return STORE_FAULTS.test(codeOf(fault));
}

/** Whether there was no room left, as SQLite or the system says it. */
export function isDiskFull(fault: unknown): boolean {
  return ["SQLITE_FULL", "ENOSPC", "EDQUOT"].includes(codeOf(fault));
}

/** A plain sentence that names the path and the cure. */
export function sentenceOf(fault: unknown, path: string): string {
  const code = codeOf(fault);
  if (isDiskFull(fault)) return `The disk that holds ${path} is full. Free some space; nothing is lost.`;
  if (code.startsWith("SQLITE_READONLY"))
    return `${path} cannot be written. Make it and its folder writable for this user.`;
  if (code.startsWith("SQLITE_CANTOPEN") || code.startsWith("SQLITE_PERM"))
    return `${path} cannot be opened. Check that it exists and that this user may read and write it and its folder.`;
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"))
    return `Another program holds a lock on ${path}. Close it; only Hookwheel may write there.`;
  if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB"))
    return `${path} is damaged or no database of ours. Keep a copy of the folder, then restore a backup.`;
  if (code.startsWith("SQLITE_IOERR"))
    return `The disk that holds ${path} fails (${code}). Check it; then start again.`;
  return `The store at ${path} fails: ${fault instanceof Error ? fault.message : String(fault)}`;
}

/** How reads of the file at `path` are run: they throw AppError `unavailable` when it is at fault. */
export function readsOf(path: string): <Row>(read: () => Row) => Promise<Row> {
  return async (read) => {
    try {
      return read();
    } catch (fault) {
      throw isStoreFault(fault) ? new AppError("unavailable", sentenceOf(fault, path), [], 1) : fault;
    }
  };
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && "code" in fault && typeof fault.code === "string" ? fault.code : "";
}
