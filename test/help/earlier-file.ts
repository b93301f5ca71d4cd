/** Data as an earlier version left it. */
import { Database } from "bun:sqlite";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dir, "../../migrations");
const MIGRATIONS = readdirSync(FOLDER).toSorted();

/** The version before this one. */
export const EARLIER_VERSION = MIGRATIONS.length - 1;

/** Makes a file with the first migrations alone, and so many events of 1 KiB in it. */
export function makeEarlierFile(path: string, eventsCount: number): void {
  using db = new Database(path, { create: true, readwrite: true });
  for (const name of MIGRATIONS.slice(0, EARLIER_VERSION)) db.run(readFileSync(join(FOLDER, name), "utf8"));
  db.run("PRAGMA application_id = 0x486f6f6b");
  db.run(`PRAGMA user_version = ${EARLIER_VERSION}`);
  const id = () => randomBytes(16);
  db.run("INSERT INTO organizations (id, name, profile, created_at) VALUES (?, 'Default', 'standard', 0)", [id()]);
  db.run("INSERT INTO environments (id, organization, name, created_at) VALUES (?, 1, 'production', 0)", [id()]);
  db.run("INSERT INTO types (name) VALUES ('order.paid')");
  const insert = db.query(
    `INSERT INTO events (id, environment, type, timestamp, deliveries_count, created_at, body)
     VALUES (?, 1, 1, 0, 0, 0, ?)`,
  );
  db.transaction(() => {
    for (let n = 0; n < eventsCount; n++) insert.run(id(), `{"type":"order.paid","note":"${"x".repeat(1000)}"}`);
  })();
}
