/** The data folder: who may read it, its keys, and who holds its lock. */
import { expect, test } from "bun:test";
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freeBytes, keptKey, openFolder } from "../../server/store/folder.ts";
import { createSeal } from "../../server/store/seal.ts";
import { lockFolder } from "../../server/store/sqlite/lock.ts";
import { openStore } from "../../server/store/sqlite/store.ts";
import { startClock } from "../help/clock.ts";
import { NOON, endpointOf, eventsOf, makeFolder, openRoom } from "./room.ts";

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

test("the folder is its owner's alone, also when it was open before", () => {
  using folder = makeFolder();
  const deep = join(folder.path, "a", "b");
  openFolder(deep);
  expect(modeOf(deep)).toBe("700");
  const open = join(folder.path, "open");
  mkdirSync(open);
  chmodSync(open, 0o755);
  openFolder(open);
  expect(modeOf(open)).toBe("700");
});

test("a key is made once, for its owner alone, and then kept", () => {
  using folder = makeFolder();
  const made = keptKey(folder.path, "admin-key", "hw_admin_");
  expect(made).toMatchObject({ path: join(folder.path, "admin-key"), isNew: true });
  expect(made.key).toMatch(/^hw_admin_[\w-]{32}$/);
  expect(readFileSync(made.path, "utf8")).toBe(`${made.key}\n`);
  expect(modeOf(made.path)).toBe("600");
  expect(keptKey(folder.path, "admin-key", "hw_admin_")).toEqual({ ...made, isNew: false });
  expect(keptKey(folder.path, "secret-key", "").key).not.toContain(made.key.slice(9));
  expect(readdirSync(folder.path).toSorted()).toEqual(["admin-key", "secret-key"]);
});

test.each([
  ["empty", ""],
  ["blank", " \n\n"],
  ["too short", "hw_admin_abc\n"],
])("a key file that is %s is refused, and left as it is", (_, content) => {
  using folder = makeFolder();
  const path = join(folder.path, "secret-key");
  writeFileSync(path, content);
  expect(() => keptKey(folder.path, "secret-key", "")).toThrow(
    `${path} holds no key. Restore it, or delete it to have a new one made.`,
  );
  expect(readFileSync(path, "utf8")).toBe(content);
});

test("the store's file is its owner's alone, and so is its log", async () => {
  await using room = openRoom();
  await room.store.addEndpoint(endpointOf(room.environment));
  await room.store.acceptEvents(eventsOf(room.environment, [1]));
  for (const name of [room.path, `${room.path}-wal`, `${room.path}-shm`])
    expect([name, modeOf(name)]).toEqual([name, "600"]);
});

test("secrets in the file cannot be read without the key, nor the store be opened with another", async () => {
  await using room = openRoom();
  const secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  const given = endpointOf(room.environment, { headers: [["x-token", "tok_secret"]] });
  const seq = await room.store.addEndpoint(given);
  expect(await room.store.readEndpointSecrets(seq)).toEqual({ secrets: given.secrets, headers: given.headers });
  const bytes = [room.path, `${room.path}-wal`].map((path) => readFileSync(path).toString("latin1")).join();
  expect(bytes).toContain("x-token");
  expect(bytes).not.toContain("tok_secret");
  expect(bytes).not.toContain(secret.slice(6));
  const open = () =>
    openStore({
      dataDir: join(room.path, ".."),
      seal: createSeal("another key of thirty-two letters"),
      profile: "standard",
      now: NOON,
      onCommit: () => {},
    });
  expect(open).toThrow("HOOKWHEEL_SECRET_KEY is not the key that sealed this data folder.");
});

test("free space is told in bytes, and null where there is no such folder", () => {
  using folder = makeFolder();
  expect(freeBytes(folder.path)).toBeGreaterThan(0);
  expect(freeBytes(join(folder.path, "none"))).toBeNull();
});

test("a second lock on a folder is refused when the wait is over", async () => {
  using folder = makeFolder();
  const clock = startClock();
  const first = await lockFolder(folder.path, 0, clock);
  let fault: unknown = null;
  const second = lockFolder(folder.path, 1000, clock).catch((thrown: unknown) => (fault = thrown));
  await clock.pass(900);
  expect(fault).toBeNull();
  await clock.pass(100);
  await second;
  expect(fault).toMatchObject({
    name: "StartError",
    message: `Another Hookwheel uses ${folder.path}. Stop it first, or give this one its own HOOKWHEEL_DATA_DIR.`,
  });
  first.release();
});

test("a second lock is granted when the first is released while it waits", async () => {
  using folder = makeFolder();
  const clock = startClock();
  const first = await lockFolder(folder.path, 0, clock);
  const second = lockFolder(folder.path, 10_000, clock);
  await clock.pass(300);
  first.release();
  await clock.pass(100);
  (await second).release();
  (await lockFolder(folder.path, 0, clock)).release();
});

test("folders are locked each on its own", async () => {
  using one = makeFolder();
  using other = makeFolder();
  const clock = startClock();
  const locks = [await lockFolder(one.path, 0, clock), await lockFolder(other.path, 0, clock)];
  for (const lock of locks) lock.release();
});
