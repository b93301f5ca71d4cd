/** The file: its tables, its settings, its version. */
import { Database } from "bun:sqlite";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createSeal } from "../../server/store/seal.ts";
import { type Connection, connect } from "../../server/store/sqlite/connection.ts";
import { LISTS } from "../../server/store/sqlite/late-lists.ts";
import { migrate } from "../../server/store/sqlite/migrate.ts";
import { openStore } from "../../server/store/sqlite/store.ts";
import * as peopleTables from "../../server/store/sqlite/people-tables.ts";
import * as tables from "../../server/store/sqlite/tables.ts";
import { NOON, makeFolder } from "./room.ts";

/** Read and written in plain SQL alone. */
const WITHOUT_DRIZZLE = new Set([
  "facts",
  "listed",
  "minute_counts",
  "hour_counts",
  "counts_folded",
  ...Object.values(LISTS).flatMap((lists) => Object.keys(lists)),
]);

const migrationsCount = readdirSync(join(import.meta.dir, "../../migrations")).length;

function withFile<Value>(look: (connection: Connection, path: string) => Value): Value {
  using folder = makeFolder();
  const path = join(folder.path, "hookwheel.db");
  const connection = connect(path);
  try {
    migrate(connection.db, path);
    return look(connection, path);
  } finally {
    connection.close();
  }
}

function pragma(connection: Connection, name: string): unknown {
  return Object.values(connection.db.query<Record<string, unknown>, []>(`PRAGMA ${name}`).get()!)[0];
}

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
}

test("drizzle knows each column as the file has it, and none besides", () => {
  withFile(({ db }) => {
    const known = Object.values({ ...tables, ...peopleTables })
      .filter((table) => is(table, SQLiteTable))
      .map((table) => ({
        table: getTableName(table) as string,
        columns: Object.values(getTableColumns(table)).map((column) => ({
          name: column.name,
          type: column.getSQLType().toUpperCase(),
          isNeeded: column.notNull,
          isKey: column.primary,
        })),
      }));
    const stored = db
      .query<{ name: string }, []>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
      .all()
      .filter(({ name }) => !WITHOUT_DRIZZLE.has(name))
      .map(({ name }) => ({
        table: name,
        columns: db
          .query<Column, [string]>("SELECT * FROM pragma_table_xinfo(?)")
          .all(name)
          .map((column) => ({
            name: column.name,
            type: column.type,
            isNeeded: column.notnull === 1 || column.pk > 0,
            isKey: column.pk > 0,
          })),
      }));
    const byName = (one: { table: string }, other: { table: string }) => (one.table < other.table ? -1 : 1);
    expect(known.toSorted(byName)).toEqual(stored.toSorted(byName));
  });
});

test("every table takes only values of its columns' types", () => {
  withFile(({ db }) => {
    const loose = db.query("SELECT name FROM pragma_table_list WHERE NOT strict AND name NOT LIKE 'sqlite%'").all();
    expect(loose).toEqual([]);
  });
});

test("the writer's connection syncs each commit, and the file can shrink in steps", () => {
  withFile((connection) => {
    expect(pragma(connection, "journal_mode")).toBe("wal");
    expect(pragma(connection, "synchronous")).toBe(2);
    expect(pragma(connection, "auto_vacuum")).toBe(2);
    expect(pragma(connection, "foreign_keys")).toBe(1);
    expect(pragma(connection, "busy_timeout")).toBe(1000);
    expect(pragma(connection, "journal_size_limit")).toBe(64 * 1024 * 1024);
    expect(pragma(connection, "user_version")).toBe(migrationsCount);
  });
});

test("what is freed goes back to the disk", () => {
  withFile(({ db }) => {
    const insert = db.query("INSERT INTO types (name) VALUES (?)");
    db.transaction(() => {
      for (let i = 0; i < 1000; i++) insert.run(`${i}`.padEnd(1000, "x"));
    })();
    const pages = () => db.query<{ page_count: number }, []>("PRAGMA page_count").get()!.page_count;
    const full = pages();
    db.run("DELETE FROM types");
    db.query("PRAGMA incremental_vacuum").all();
    expect(pages()).toBeLessThan(full / 2);
  });
});

test("SQLite is one that we trust", () => {
  const db = new Database(":memory:");
  const [{ version }] = db.query("SELECT sqlite_version() AS version").all() as [{ version: string }];
  db.close();
  expect(Bun.semver.satisfies(version, ">=3.51.3")).toBe(true);
});

test("a file that is up to date is left as it is", () => {
  withFile(({ db }, path) => {
    db.run("INSERT INTO types (name) VALUES ('order.paid')");
    migrate(db, path);
    expect(db.query("SELECT count(*) AS count FROM types").get()).toEqual({ count: 1 });
  });
});

test("a file of another program is refused, and kept", () => {
  using folder = makeFolder();
  const path = join(folder.path, "hookwheel.db");
  const connection = connect(path);
  connection.db.run("CREATE TABLE deliveries (seq INTEGER) STRICT");
  expect(() => migrate(connection.db, path)).toThrow(`${path} belongs to another program.`);
  expect(connection.db.query("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "deliveries" }]);
  expect(pragma(connection, "user_version")).toBe(0);
  connection.close();
});

test("a file of a newer program is refused, and kept", () => {
  using folder = makeFolder();
  const path = join(folder.path, "hookwheel.db");
  const newer = new Database(path, { create: true, readwrite: true });
  newer.run("PRAGMA user_version = 999");
  newer.close();
  const open = () =>
    openStore({
      dataDir: folder.path,
      seal: createSeal("0123456789abcdef0123456789abcdef"),
      profile: "standard",
      now: NOON,
      onCommit: () => {},
    });
  expect(open).toThrow(`${path} was written by a newer Hookwheel. Start that version, or restore a backup of before.`);
  const kept = new Database(path);
  expect(kept.query("PRAGMA user_version").get()).toEqual({ user_version: 999 });
  kept.close();
});
