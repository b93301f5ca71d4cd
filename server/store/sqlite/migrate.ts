/** Brings the file to the version of this program: plain SQL, in order, each in a transaction of its own. */
import type { Database } from "bun:sqlite";
import first from "../../../migrations/0001_first.sql" with { type: "text" };
import { StartError } from "../../base/start-error.ts";

/** The migrations in order; the number of a file's version is how many of them it has had. */
const MIGRATIONS = [first];

/** @throws StartError when the file is of a newer program */
export function migrate(db: Database, path: string): void {
  const { user_version: version } = db.query<{ user_version: number }, []>("PRAGMA user_version").get()!;
  if (version > MIGRATIONS.length) {
    throw new StartError(
      `${path} was written by a newer Hookwheel. Start that version, or restore a backup of before.`,
    );
  }
  for (let done = version; done < MIGRATIONS.length; done++) {
    db.transaction(() => {
      db.run(MIGRATIONS[done]!);
      db.run(`PRAGMA user_version = ${done + 1}`);
    })();
  }
}
