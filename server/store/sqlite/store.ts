/** The store on SQLite: one file, one writer, the faces put together. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../../base/start-error.ts";
import type { Store } from "../faces/store.ts";
import type { Seal } from "../seal.ts";
import { acceptEvents } from "./accept-events.ts";
import { type Connection, connect } from "./connection.ts";
import { countWaiting, nextTimes, readDueDeliveries, retryDelivery } from "./due-deliveries.ts";
import * as endpoints from "./endpoints.ts";
import { isStoreFault, sentenceOf } from "./faults.ts";
import { type GroupCommit, type OnCommit, type Weight, createGroupCommit } from "./group-commit.ts";
import { lockFolder } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { ensureDefault } from "./organizations.ts";
import { listAttempts, readAttempt } from "./read-attempts.ts";
import { listDeliveries, listDueDeliveries, readDelivery } from "./read-deliveries.ts";
import { findKeyedRequest, listEvents, readEvent } from "./read-events.ts";
import { recordVerdict } from "./record-verdict.ts";
import { loadSweeps, sweepStep } from "./sweeps.ts";

/** What the store is opened with. */
export interface StoreOptions {
  /** An existing folder, 0700. */
  dataDir: string;
  seal: Seal;
  /** How long to wait for another process on the folder, in ms. */
  lockWaitMs: number;
  monotonicMs: () => number;
  onCommit: OnCommit;
}

/** A write of one small row. */
const SMALL: Weight = { rows: 1, bytes: 256 };

/** An attempt and its delivery. */
const VERDICT: Weight = { rows: 2, bytes: 2048 };

/**
 * Opens the folder's store, made and brought up to date when needed.
 *
 * @throws StartError when another process holds it, it is damaged or newer, or another secret key sealed it
 */
export function openStore({ dataDir, seal, lockWaitMs, monotonicMs, onCommit }: StoreOptions): Store {
  const path = join(dataDir, "hookwheel.db");
  const lock = lockFolder(dataDir, lockWaitMs);
  try {
    const group = createGroupCommit(() => connect(path), path, monotonicMs, onCommit);
    chmodSync(path, 0o600);
    migrate(group.connection.db, path);
    checkFingerprint(group.connection, seal);
    return facesOf(group, seal, () => {
      closeCleanly(group);
      lock.release();
    });
  } catch (fault) {
    lock.release();
    throw isStoreFault(fault) ? new StartError(sentenceOf(fault, path)) : fault;
  }
}

function facesOf(group: GroupCommit, seal: Seal, close: () => void): Store {
  const { write } = group;
  const read = async <Result>(reading: (connection: Connection) => Result) => reading(group.connection);
  return {
    acceptEvents: (events) =>
      write("intake", weightOf(events.events), (c, isRetry) => acceptEvents(c, events, isRetry)),
    findKeyedRequest: (environment, key) => read((c) => findKeyedRequest(c, environment, key)),
    listEvents: (query) => read((c) => listEvents(c, query)),
    readEvent: (environment, id) => read((c) => readEvent(c, environment, id)),

    listDeliveries: (query) => read((c) => listDeliveries(c, query)),
    listDueDeliveries: (query) => read((c) => listDueDeliveries(c, query)),
    readDelivery: (environment, id) => read((c) => readDelivery(c, environment, id)),
    retryDelivery: (delivery, at) => write("intake", SMALL, (c) => retryDelivery(c, delivery, at)),
    nextTimes: (endpoint, lane, limit) => read((c) => nextTimes(c, endpoint, lane, limit)),
    readDueDeliveries: (seqs) => read((c) => readDueDeliveries(c, seqs)),
    countWaiting: () => read(countWaiting),

    recordVerdict: (verdict) => write("verdict", VERDICT, (c, isRetry) => recordVerdict(c, verdict, isRetry)),
    listAttempts: (delivery) => read((c) => listAttempts(c, delivery)),
    readAttempt: (environment, id) => read((c) => readAttempt(c, environment, id)),

    addEndpoint: (added) => write("intake", SMALL, (c, isRetry) => endpoints.addEndpoint(c, seal, added, isRetry)),
    changeEndpoint: (seq, change) => write("intake", SMALL, (c) => endpoints.changeEndpoint(c, seal, seq, change)),
    deleteEndpoint: (seq, at) => write("intake", SMALL, (c) => endpoints.deleteEndpoint(c, seq, at)),
    countEndpoints: (environment) => read((c) => endpoints.countEndpoints(c, environment)),
    listEndpoints: (query) => read((c) => endpoints.listEndpoints(c, query)),
    readEndpoint: (environment, id) => read((c) => endpoints.readEndpoint(c, environment, id)),
    readEndpointSecrets: (seq) => read((c) => endpoints.readEndpointSecrets(c, seal, seq)),
    loadEndpoints: () => read(endpoints.loadEndpoints),
    loadSweeps: () => read(loadSweeps),
    sweepStep: (sweep, limit, at) => write("verdict", { rows: limit, bytes: 0 }, (c) => sweepStep(c, sweep, limit, at)),

    ensureDefault: (profile, now) => write("intake", SMALL, (c) => ensureDefault(c, profile, now)),

    get state() {
      const { fault, uncommitted } = group;
      return { fault, uncommittedBytes: uncommitted.bytes };
    },
    probe: () => write("verdict", SMALL, (c) => void c.db.run("UPDATE facts SET value = value")),
    settled: group.settled,
    async [Symbol.asyncDispose]() {
      await group.settled();
      close();
    },
  };
}

function weightOf(events: readonly { body: string; deliveries: readonly unknown[] }[]): Weight {
  let rows = 0;
  let bytes = 0;
  for (const event of events) {
    rows += 1 + event.deliveries.length;
    bytes += 256 * (1 + event.deliveries.length) + event.body.length;
  }
  return { rows, bytes };
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

function closeCleanly({ connection, close }: GroupCommit): void {
  try {
    connection.db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    close();
  }
}
