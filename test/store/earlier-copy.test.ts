/** A new version over old data: the file is kept as it was, then migrated once. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSeal } from "../../server/store/seal.ts";
import { openStore } from "../../server/store/sqlite/store.ts";
import { EARLIER_VERSION, makeEarlierFile } from "../help/earlier-file.ts";
import { NOON, makeFolder } from "./room.ts";

/** Opens the store of a folder, closes it, and tells where the earlier file is kept. */
async function openOnce(dataDir: string): Promise<string | null> {
  const seal = createSeal("0123456789abcdef0123456789abcdef");
  const { store, earlierCopy } = openStore({ dataDir, seal, profile: "standard", now: NOON, onCommit: () => {} });
  await store[Symbol.asyncDispose]();
  return earlierCopy;
}

/** The version of a file, whether it is sound, and how many events it has. */
function seen(path: string): [version: number, check: string, eventsCount: number] {
  using db = new Database(path);
  const value = (sql: string) => Object.values(db.query<Record<string, unknown>, []>(sql).get()!)[0];
  return [
    value("PRAGMA user_version") as number,
    value("PRAGMA integrity_check") as string,
    value("SELECT count(*) FROM events") as number,
  ];
}

function filesIn({ path }: { path: string }): string[] {
  return readdirSync(path)
    .filter((name) => !/-(wal|shm)$/.test(name))
    .toSorted();
}

test("a file of an earlier version is kept, for its owner alone, and migrated once", async () => {
  using folder = makeFolder();
  const path = join(folder.path, "hookwheel.db");
  const copy = `${path}.version-${EARLIER_VERSION}`;
  makeEarlierFile(path, 50);
  writeFileSync(`${copy}.new`, "half of a copy");

  expect(await openOnce(folder.path)).toBe(copy);
  expect([seen(path), seen(copy)]).toEqual([
    [EARLIER_VERSION + 1, "ok", 50],
    [EARLIER_VERSION, "ok", 50],
  ]);
  const { mode, ino } = statSync(copy);
  expect((mode & 0o777).toString(8)).toBe("600");

  expect(await openOnce(folder.path)).toBeNull();
  expect([filesIn(folder), statSync(copy).ino]).toEqual([
    ["hookwheel.db", `hookwheel.db.version-${EARLIER_VERSION}`],
    ino,
  ]);
});

test("a file that was put back is kept afresh", async () => {
  using folder = makeFolder();
  const path = join(folder.path, "hookwheel.db");
  const copy = `${path}.version-${EARLIER_VERSION}`;
  makeEarlierFile(path, 7);
  makeEarlierFile(copy, 3);
  expect(await openOnce(folder.path)).toBe(copy);
  expect(seen(copy)).toEqual([EARLIER_VERSION, "ok", 7]);
});

test("a new folder has nothing to keep", async () => {
  using folder = makeFolder();
  expect(await openOnce(folder.path)).toBeNull();
  expect(filesIn(folder)).toEqual(["hookwheel.db"]);
});

test("a file that cannot be kept is not migrated", async () => {
  using folder = makeFolder();
  const path = join(folder.path, "hookwheel.db");
  makeEarlierFile(path, 50);
  mkdirSync(`${path}.version-${EARLIER_VERSION}/taken`, { recursive: true });
  await expect(openOnce(folder.path)).rejects.toThrow("EISDIR");
  expect(seen(path)).toEqual([EARLIER_VERSION, "ok", 50]);
  expect(filesIn(folder)).toEqual(["hookwheel.db", `hookwheel.db.version-${EARLIER_VERSION}`]);
});
