/** Brings the file to the version of this program: plain SQL, in order, all in one transaction. */
import type { Database } from "bun:sqlite";
import first from "../../../migrations/0001_first.sql" with { type: "text" };
import tenants from "../../../migrations/0002_tenants.sql" with { type: "text" };
import profiles from "../../../migrations/0003_profiles.sql" with { type: "text" };
import recoveries from "../../../migrations/0004_recoveries.sql" with { type: "text" };
import notices from "../../../migrations/0005_notices.sql" with { type: "text" };
import counts from "../../../migrations/0006_counts.sql" with { type: "text" };
import people from "../../../migrations/0007_people.sql" with { type: "text" };
import rounds from "../../../migrations/0008_rounds.sql" with { type: "text" };
import { StartError } from "../../base/start-error.ts";

/** The migrations in order; the number of a file's version is how many of them it has had. */
const MIGRATIONS = [first, tenants, profiles, recoveries, notices, counts, people, rounds];

/** `Hook` in the file's header: tells our file from another program's. */
const APPLICATION_ID = 0x486f6f6b;

/** The version of a file of ours that migrations wait for, `null` where there is nothing to keep or nothing to do. */
export function earlierVersion(db: Database): number | null {
  const version = versionOf(db);
  return isOurs(db) && version > 0 && version < MIGRATIONS.length ? version : null;
}

/** @throws StartError when the file is another program's, or of a newer version of this one */
export function migrate(db: Database, path: string): void {
  if (!isOurs(db)) {
    throw new StartError(
      `${path} belongs to another program. Give Hookwheel a folder of its own with HOOKWHEEL_DATA_DIR.`,
    );
  }
  const version = versionOf(db);
  if (version > MIGRATIONS.length) {
    throw new StartError(
      `${path} was written by a newer Hookwheel. Start that version, or restore a backup of before.`,
    );
  }
  if (version === MIGRATIONS.length) return;
  db.transaction(() => {
    for (const migration of MIGRATIONS.slice(version)) db.run(migration);
    db.run(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.run(`PRAGMA user_version = ${MIGRATIONS.length}`);
  })();
}

function versionOf(db: Database): number {
  return db.query<{ user_version: number }, []>("PRAGMA user_version").get()!.user_version;
}

/** Also a file without a table: nobody's yet. */
function isOurs(db: Database): boolean {
  const { application_id: id } = db.query<{ application_id: number }, []>("PRAGMA application_id").get()!;
  return id === APPLICATION_ID || db.query("SELECT 1 FROM sqlite_schema LIMIT 1").get() === null;
}
