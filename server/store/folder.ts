/** The data folder: made for its owner alone, with the keys that are made on first boot. */
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { StartError } from "../base/start-error.ts";

/** A key that lies in the folder. */
export interface KeptKey {
  key: string;
  path: string;
  /** Whether it was made just now. */
  isNew: boolean;
}

/** Shorter than any key that we make. */
const KEY_LENGTH_MIN = 32;

/** Makes the folder when there is none, and closes it to others. @throws the system's error when it cannot */
export function openFolder(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
}

/**
 * The key in the folder's file, made when there is none.
 *
 * @throws StartError when the file holds no key
 */
export function keptKey(dataDir: string, name: string, prefix: string): KeptKey {
  const path = join(dataDir, name);
  if (!existsSync(path)) {
    const key = prefix + randomBytes(24).toString("base64url");
    // Whole or not at all: a crash must not leave an empty one, which every later start would refuse.
    const draft = `${path}.new`;
    writeFileSync(draft, `${key}\n`, { mode: 0o600, flush: true });
    renameSync(draft, path);
    return { key, path, isNew: true };
  }
  const key = readFileSync(path, "utf8").trim();
  if (key.length < KEY_LENGTH_MIN)
    throw new StartError(`${path} holds no key. Restore it, or delete it to have a new one made.`);
  return { key, path, isNew: false };
}

/** Free bytes on the disk that holds the folder, `null` when they cannot be told. */
export function freeBytes(dataDir: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** What the database takes, with what is yet to be taken over into it; and the free bytes, as above. */
export function folderBytes(dataDir: string): { databaseBytes: number; freeBytes: number | null } {
  const sizes = ["hookwheel.db", "hookwheel.db-wal"].map(
    (name) => statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0,
  );
  return { databaseBytes: sizes.reduce((sum, bytes) => sum + bytes, 0), freeBytes: freeBytes(dataDir) };
}
