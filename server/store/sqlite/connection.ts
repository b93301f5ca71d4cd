/** One open connection to the store's file: its settings, its prepared statements, what a commit has touched so far. */
import { Database, type SQLQueryBindings, type Statement } from "bun:sqlite";
import { type BunSQLiteDatabase, drizzle } from "drizzle-orm/bun-sqlite";
import type { UnixMs } from "../../base/clock.ts";
import { type CountsMemory, noCounts } from "./counts-memory.ts";
import type { HealthRow } from "./health-row.ts";

/** A connection. It is thrown away when a commit fails, since nothing cached of it can then be trusted. */
export interface Connection {
  readonly db: Database;
  readonly orm: BunSQLiteDatabase;
  /** The statement of a text, prepared once. */
  sql<Row = unknown>(text: string): Statement<Row, SQLQueryBindings[]>;
  /** Type names known to be stored; at most `TYPES_CACHED_MAX`. */
  readonly typeSeqs: Map<string, number>;
  /** Names by number, of reads; at most as many. */
  readonly typeNames: Map<number, string>;
  /** Environments that are known not to be deleted, by the one connection that deletes them. */
  readonly liveEnvironments: Set<number>;
  /** What the open transaction does to endpoints; written once, right before the commit. */
  readonly touched: Map<number, Touch>;
  /** The rows of counts that grow; written once, right before the commit. */
  readonly counts: CountsMemory;
  /** When the newest rows were made, `null` when it has to be looked up. */
  newestAt: UnixMs | null;
  /** Runs reads that are to see the store at one moment, whatever is committed meanwhile. */
  snapshot<Value>(read: () => Value): Value;
  close(): void;
}

/** How a transaction changes one endpoint. */
export interface Touch {
  waitingDelta: number;
  /** The last health of it in the transaction, `null` when no verdict was recorded. */
  health: HealthRow | null;
}

/** How many type names are remembered; past it the memory starts anew. */
export const TYPES_CACHED_MAX = 10_000;

/** The oldest SQLite that we trust: 3.51.3 mends a WAL fault. *Source:* sqlite.org/wal.html, the WAL-reset bug. */
const SQLITE_OLDEST = [3, 51, 3] as const;

/** How long a foreign lock is waited for, in ms. */
const BUSY_MS = 1000;

/**
 * Opens the file, made when there is none.
 *
 * @throws Error of SQLite when it is no database or cannot be opened
 */
export function connect(path: string): Connection {
  const db = new Database(path, { create: true, readwrite: true, strict: true });
  try {
    configure(db);
  } catch (fault) {
    db.close();
    throw fault;
  }
  const statements = new Map<string, Statement>();
  return {
    db,
    orm: drizzle({ client: db }),
    sql<Row>(text: string) {
      let statement = statements.get(text);
      if (statement === undefined) statements.set(text, (statement = db.prepare(text)));
      return statement as Statement<Row, SQLQueryBindings[]>;
    },
    typeSeqs: new Map(),
    typeNames: new Map(),
    liveEnvironments: new Set(),
    touched: new Map(),
    counts: noCounts(),
    newestAt: null,
    snapshot: (read) => db.transaction(read)(),
    close() {
      for (const statement of statements.values()) statement.finalize();
      db.close();
    },
  };
}

function configure(db: Database): void {
  db.run(`PRAGMA busy_timeout = ${BUSY_MS}`);
  const { version } = db.query<{ version: string }, []>("SELECT sqlite_version() AS version").get() ?? { version: "0" };
  if (!isAtLeast(version, SQLITE_OLDEST)) throw new Error(`SQLite ${version} is too old`);
  // Before the first table: later it silently stays off.
  db.run("PRAGMA auto_vacuum = INCREMENTAL");
  db.run("PRAGMA journal_mode = WAL");
  db.run("PRAGMA synchronous = FULL");
  db.run("PRAGMA foreign_keys = ON");
  db.run("PRAGMA journal_size_limit = 67108864");
  db.run("PRAGMA cache_size = -16384");
}

function isAtLeast(version: string, oldest: readonly number[]): boolean {
  const parts = version.split(".").map(Number);
  for (const [place, least] of oldest.entries()) {
    const part = parts[place] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
