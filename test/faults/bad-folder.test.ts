/** Starts on a folder that is damaged, foreign or closed: refused in one sentence with its cure, and left as it was. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { chmod, chown, mkdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BinaryOptions, startBinary } from "../help/binary.ts";
import { EARLIER_VERSION, makeEarlierFile } from "../help/earlier-file.ts";
import { addEndpoint, OPEN_LOOPBACK, postPatiently, read } from "./client.ts";
import { startFarEnd } from "./far-end.ts";
import { freshFolder } from "./folder.ts";
import { canDropRights, canMount, withReadOnly, withSmallDisk, WITHOUT_RIGHTS } from "./ground.ts";
import { until } from "./patience.ts";

const NOBODY = 65534;
const PAGE_BYTES = 4096;
const ENDPOINT_URL = "http://127.0.0.1:9/shop";

const DAMAGED = "is damaged or no database of ours. Keep a copy of the folder, then restore a backup.";
const FOREIGN = "belongs to another program. Give Hookwheel a folder of its own with HOOKWHEEL_DATA_DIR.";
const UNLOCKABLE = "cannot be locked. Let this user write it, or delete it: it holds nothing.";
const CLOSED = "let this user write there, or choose another folder with HOOKWHEEL_DATA_DIR.";

/** What it says when it does not start. */
async function refusalOf(options: BinaryOptions): Promise<string> {
  try {
    await using _ = await startBinary({ ...options, env: { ...options.env, HOOKWHEEL_ADMIN_KEY: "k".repeat(40) } });
    return "it started";
  } catch (refusal) {
    return (refusal as Error).message.replace("it ended with 1 before it listened\n", "");
  }
}

/** Makes a folder with an endpoint and some events in it. */
async function usedFolder() {
  const folder = await freshFolder();
  await using server = await startBinary({ dataDir: folder.path });
  await addEndpoint(server, { url: ENDPOINT_URL, events: ["order.sent"] });
  for (let n = 0; n < 20; n++) await postPatiently(server, "order.paid", n);
  server.kill("SIGTERM");
  await server.exited;
  return folder;
}

test.each<[string, string, (path: string) => Promise<unknown>]>([
  ["garbage", DAMAGED, (path) => writeFile(path, "x".repeat(100_000))],
  ["half of a database", DAMAGED, (path) => stat(path).then(({ size }) => truncate(path, size / 2))],
])("it refuses to run on %s, and keeps the file", async (_, sentence, spoil) => {
  await using folder = await usedFolder();
  const path = join(folder.path, "hookwheel.db");
  await spoil(path);
  const before = await readFile(path);
  expect(await refusalOf({ dataDir: folder.path })).toBe(`${path} ${sentence}`);
  expect(await readFile(path)).toEqual(before);
});

test("it adds nothing to another program's database", async () => {
  await using folder = await freshFolder();
  const path = join(folder.path, "hookwheel.db");
  using db = new Database(path);
  db.run("CREATE TABLE shop (name TEXT)");
  expect(await refusalOf({ dataDir: folder.path })).toBe(`${path} ${FOREIGN}`);
  expect(db.query("SELECT name FROM sqlite_schema").values()).toEqual([["shop"]]);
});

test("it refuses another secret key than the one that sealed its secrets", async () => {
  await using folder = await usedFolder();
  expect(await refusalOf({ dataDir: folder.path, env: { HOOKWHEEL_SECRET_KEY: "another".repeat(6) } })).toBe(
    "HOOKWHEEL_SECRET_KEY is not the key that sealed this data folder. Give the earlier key, or restore its file secret-key.",
  );
});

test("a lock that is no lock is told, and may be deleted", async () => {
  await using folder = await usedFolder();
  const path = join(folder.path, "lock.db");
  await writeFile(path, "x".repeat(100_000));
  expect(await refusalOf({ dataDir: folder.path })).toBe(`${path} ${UNLOCKABLE}`);
});

test("what a crash leaves half-written in the log is passed over", async () => {
  await using folder = await usedFolder();
  await writeFile(join(folder.path, "hookwheel.db-wal"), "x".repeat(100_000));
  await using server = await startBinary({ dataDir: folder.path });
  expect(await read(await server.api("/events?limit=250"))).toMatchObject({ data: { length: 20 } });
});

test.skipIf(!canMount)("a folder that can only be read is refused (needs the right to mount)", async () => {
  await using folder = await usedFolder();
  expect(await refusalOf({ dataDir: folder.path, through: withReadOnly(folder.path) })).toBe(
    `Cannot write to ${folder.path}: ${CLOSED}`,
  );
});

test.skipIf(!canMount)("a disk without room for a start is told (needs the right to mount)", async () => {
  await using folder = await freshFolder();
  expect(await refusalOf({ dataDir: folder.path, through: withSmallDisk(folder.path, "64k") })).toBe(
    `The disk that holds ${folder.path}/hookwheel.db is full. Free some space; nothing is lost.`,
  );
});

test.skipIf(!canMount)("a disk without room to keep an earlier file is told (needs the right to mount)", async () => {
  await using folder = await freshFolder();
  const path = join(folder.path, "hookwheel.db");
  makeEarlierFile(path, 2000);
  expect(await refusalOf({ dataDir: folder.path, through: withSmallDisk(folder.path, "4m") })).toBe(
    `There is no room beside ${path} for the copy of it that is kept before it is migrated. Free as much as it takes; it is as it was.`,
  );
});

test("a start over earlier data that is killed in it is made up for by the next", async () => {
  await using folder = await freshFolder();
  const path = join(folder.path, "hookwheel.db");
  makeEarlierFile(path, 2000);
  for (const killAfterMs of [10, 20, 30, 40, 60, 80]) {
    await refusalOf({ dataDir: folder.path, killAfterMs });
  }
  await using server = await startBinary({ dataDir: folder.path });
  expect(server.url).toBeString();
  using kept = new Database(`${path}.version-${EARLIER_VERSION}`, { readonly: true });
  expect(kept.query("SELECT count(*) AS count FROM events").get()).toEqual({ count: 2000 });
  using migrated = new Database(path, { readonly: true });
  expect(migrated.query("SELECT count(*) AS count FROM events").get()).toEqual({ count: 2000 });
});

test.skipIf(!canDropRights).each([
  ["", (path: string) => `Cannot write to ${path}: ${CLOSED}`],
  ["secret-key", (path: string) => `Cannot write to ${path}: ${CLOSED}`],
  ["lock.db", (path: string) => `${path} ${UNLOCKABLE}`],
  [
    "hookwheel.db",
    (path: string) =>
      `${path} cannot be opened. Check that it exists and that this user may read and write it and its folder.`,
  ],
])("what belongs to another user is refused: %p (needs root and setpriv)", async (name, sentence) => {
  await using folder = await usedFolder();
  const path = join(folder.path, name);
  await chown(path, NOBODY, NOBODY);
  await chmod(path, 0o700);
  expect(await refusalOf({ dataDir: folder.path, through: WITHOUT_RIGHTS })).toBe(sentence(path));
});

test("a folder that was open to others is closed to them", async () => {
  await using folder = await freshFolder();
  const dataDir = join(folder.path, "data");
  await mkdir(dataDir, { mode: 0o755 });
  await using _ = await startBinary({ dataDir });
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
});

test("a damaged page costs what is on it: the other deliveries go on, and whoever asks for it is told why", async () => {
  const answer = { isHanging: true };
  await using farEnd = startFarEnd(() => (answer.isHanging ? "hang" : 200));
  await using folder = await freshFolder();
  const ids: string[] = [];
  {
    await using server = await startBinary({ dataDir: folder.path, env: OPEN_LOOPBACK });
    for (const name of ["unlucky", "lucky"]) {
      await addEndpoint(server, { url: farEnd.url(name), events: [`${name}.event`] });
      // More than half of a page: each has its own.
      ids.push(await postPatiently(server, `${name}.event`, 0, { note: name.repeat(400) }));
    }
    server.kill("SIGKILL");
    await server.exited;
  }
  const path = join(folder.path, "hookwheel.db");
  await damagePageWith(path, "unluckyunlucky");
  answer.isHanging = false;
  const arrivedCount = farEnd.arrivals.length;

  await using server = await startBinary({ dataDir: folder.path, env: OPEN_LOOPBACK });
  await until("the other is delivered", () => farEnd.arrivals.length > arrivedCount);
  expect(farEnd.arrivals.slice(arrivedCount)).toMatchObject([{ receiver: "lucky", eventId: ids[1] }]);
  const asked = await server.api(`/events/${ids[0]}`);
  expect([asked.status, await asked.json()]).toMatchObject([503, { detail: `${path} ${DAMAGED}` }]);
});

test("it refuses to run without knowing its endpoints", async () => {
  await using folder = await usedFolder();
  const path = join(folder.path, "hookwheel.db");
  await damageTable(path, "endpoints");
  expect(await refusalOf({ dataDir: folder.path })).toBe(`${path} ${DAMAGED}`);
});

/** Fills the page that holds this text with nonsense. */
async function damagePageWith(path: string, text: string): Promise<void> {
  emptyLog(path);
  const bytes = await readFile(path);
  // The last one: what a page held before it was split still stands on it.
  await damagePage(path, Math.floor(bytes.lastIndexOf(text) / PAGE_BYTES));
}

/** Fills a small table's only page with nonsense. */
async function damageTable(path: string, table: string): Promise<void> {
  emptyLog(path);
  using db = new Database(path);
  const { rootpage } = db.query("SELECT rootpage FROM sqlite_schema WHERE name = ?").get(table) as { rootpage: number };
  await damagePage(path, rootpage - 1);
}

async function damagePage(path: string, page: number): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(0xa5, page * PAGE_BYTES, (page + 1) * PAGE_BYTES));
}

/** Lets what is in the log come to its place. */
function emptyLog(path: string): void {
  using db = new Database(path);
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
}
