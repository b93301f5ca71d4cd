/** The store on SQLite: one file, one writer, the faces put together. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../../base/start-error.ts";
import type { OnCommit, Store } from "../faces/store.ts";
import type { UnixMs } from "../../base/clock.ts";
import type { Seal } from "../seal.ts";
import { type Connection, connect } from "./connection.ts";
import { changesOf } from "./changes.ts";
import type { Desk } from "./desk.ts";
import { keepEarlier } from "./earlier-copy.ts";
import { isStoreFault, readsOf, sentenceOf } from "./faults.ts";
import { type GroupCommit, SMALL, createGroupCommit } from "./group-commit.ts";
import { earlierVersion, migrate } from "./migrate.ts";
import { ensureDefault } from "./organizations.ts";
import { packAuditLine } from "./audit.ts";
import type { Environment, Organization } from "../faces/organizations.ts";
import { peopleFaces } from "./people-faces.ts";
import { settlingFaces } from "./settling-faces.ts";
import { tellingFaces } from "./telling-faces.ts";
import { tenantFaces } from "./tenant-faces.ts";
import { trafficFaces } from "./traffic-faces.ts";

/** What the store is opened with. */
export interface StoreOptions {
  /** An existing folder, 0700. */
  dataDir: string;
  seal: Seal;
  /** The profile of the default organization, when it has yet to be made. */
  profile: string;
  now: UnixMs;
  onCommit: OnCommit;
}

/** A store, with the organization and environment that are meant when none is named. */
export interface OpenedStore {
  store: Store;
  organization: Organization;
  environment: Environment;
  /** Whether they were made just now. */
  isNew: boolean;
  /** Where the file of an earlier version is kept that was migrated just now, `null` when none was. */
  earlierCopy: string | null;
}

/**
 * Opens the store of a folder whose lock is held, made and brought up to date when needed.
 *
 * @throws StartError when it is damaged or newer, or another secret key sealed it
 */
export function openStore({ dataDir, seal, profile, now, onCommit }: StoreOptions): OpenedStore {
  const path = join(dataDir, "hookwheel.db");
  try {
    const connection = connect(path);
    chmodSync(path, 0o600);
    const version = earlierVersion(connection.db);
    const earlierCopy = version === null ? null : keepEarlier(connection.db, path, version);
    // One fsync for all that a first boot writes, and none where there is nothing to write.
    const prepare = connection.db.transaction(() => {
      migrate(connection.db, path);
      checkFingerprint(connection, seal);
      return ensureDefault(connection, profile, now);
    });
    const first = prepare();
    return { ...first, earlierCopy, store: facesOf(connection, createGroupCommit(path, onCommit), seal, path) };
  } catch (fault) {
    throw isStoreFault(fault) ? new StartError(sentenceOf(fault, path)) : fault;
  }
}

/** Reads go by a connection of the main thread, writes by the writer's. */
function facesOf(connection: Connection, group: GroupCommit, seal: Seal, path: string): Store {
  const desk: Desk = { connection, read: readsOf(path), write: group.write, seal };
  return {
    ...changesOf(connection, group, seal, null),
    audited: (line) => changesOf(connection, group, seal, packAuditLine(line)),
    ...trafficFaces(desk),
    ...settlingFaces(desk),
    ...tenantFaces(desk),
    ...tellingFaces(desk),
    ...peopleFaces(desk),

    get state() {
      return { fault: group.fault, uncommittedBytes: group.uncommittedBytes };
    },
    probe: async () => void (await group.write("verdict", SMALL, "probe", null)),
    settled: group.settled,
    async [Symbol.asyncDispose]() {
      await group.settled();
      // Ours first: the writer's checkpoint then finds no reader, and takes the whole log away.
      connection.close();
      await group[Symbol.asyncDispose]();
    },
  };
}

/** The key that seals is known by its fingerprint, kept with the first row. */
function checkFingerprint({ db }: Connection, seal: Seal): void {
  const name = "secret_key_fingerprint";
  const kept = db.query<{ value: Uint8Array }, [string]>("SELECT value FROM facts WHERE name = ?").get(name);
  if (kept === null) db.run("INSERT INTO facts (name, value) VALUES (?, ?)", [name, seal.fingerprint]);
  else if (Buffer.compare(kept.value, seal.fingerprint) !== 0) {
    throw new StartError(
      "HOOKWHEEL_SECRET_KEY is not the key that sealed this data folder. Give the earlier key, or restore its file secret-key.",
    );
  }
}
