/** The store on SQLite: one file, one writer, the faces put together. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../../base/start-error.ts";
import type { OnCommit, Store } from "../faces/store.ts";
import type { UnixMs } from "../../base/clock.ts";
import type { Seal } from "../seal.ts";
import { type Connection, connect } from "./connection.ts";
import { countWaiting, nextTimes, readDueDeliveries } from "./due-deliveries.ts";
import * as endpoints from "./endpoints.ts";
import { isStoreFault, sentenceOf } from "./faults.ts";
import { type GroupCommit, type Weight, createGroupCommit } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import { ensureDefault } from "./organizations.ts";
import { listAttempts, readAttempt } from "./read-attempts.ts";
import { listDeliveries, listDueDeliveries, readDelivery } from "./read-deliveries.ts";
import { findKeyedRequest, listEvents, readEvent } from "./read-events.ts";
import type { Environment, Organization } from "../faces/organizations.ts";
import { packVerdict } from "./record-verdict.ts";
import { packEvents } from "./accept-events.ts";
import { loadSweeps } from "./sweeps.ts";

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
}

/** A write of one small row. */
const SMALL: Weight = { rows: 1, bytes: 256 };

/** An attempt and its delivery. */
const VERDICT: Weight = { rows: 2, bytes: 2048 };

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
    migrate(connection.db, path);
    checkFingerprint(connection, seal);
    const first = ensureDefault(connection, profile, now);
    return { ...first, store: facesOf(connection, createGroupCommit(path, onCommit), seal) };
  } catch (fault) {
    throw isStoreFault(fault) ? new StartError(sentenceOf(fault, path)) : fault;
  }
}

/** Reads go by a connection of the main thread, writes by the writer's. */
function facesOf(c: Connection, group: GroupCommit, seal: Seal): Store {
  const { write } = group;
  return {
    acceptEvents: (events) => write("intake", weightOf(events.events), "acceptEvents", packEvents(events)),
    findKeyedRequest: async (environment, key) => findKeyedRequest(c, environment, key),
    listEvents: async (query) => listEvents(c, query),
    readEvent: async (environment, id) => readEvent(c, environment, id),

    listDeliveries: async (query) => listDeliveries(c, query),
    listDueDeliveries: async (query) => listDueDeliveries(c, query),
    readDelivery: async (environment, id) => readDelivery(c, environment, id),
    retryDelivery: (delivery, expressAt) => write("intake", SMALL, "retryDelivery", { delivery, expressAt }),
    nextTimes: async (endpoint, lane, limit) => nextTimes(c, endpoint, lane, limit),
    readDueDeliveries: async (seqs) => readDueDeliveries(c, seqs),
    countWaiting: async () => countWaiting(c),

    recordVerdict: (verdict) => write("verdict", VERDICT, "recordVerdict", packVerdict(verdict)),
    listAttempts: async (delivery) => listAttempts(c, delivery),
    readAttempt: async (environment, id) => readAttempt(c, environment, id),

    addEndpoint: (added) => write("intake", SMALL, "addEndpoint", endpoints.sealedEndpoint(seal, added)),
    async changeEndpoint(seq, change) {
      await write("intake", SMALL, "changeEndpoint", endpoints.sealedChange(c, seal, seq, change));
      return endpoints.readEndpointBySeq(c, seq);
    },
    deleteEndpoint: (seq, at) => write("intake", SMALL, "deleteEndpoint", { seq, at }),
    countEndpoints: async (environment) => endpoints.countEndpoints(c, environment),
    listEndpoints: async (query) => endpoints.listEndpoints(c, query),
    readEndpoint: async (environment, id) => endpoints.readEndpoint(c, environment, id),
    readEndpointSecrets: async (seq) => endpoints.readEndpointSecrets(c, seal, seq),
    loadEndpoints: async () => endpoints.loadEndpoints(c),
    loadSweeps: async () => loadSweeps(c),
    sweepStep: (sweep, limit, at) => write("verdict", { rows: limit, bytes: 0 }, "sweepStep", { sweep, limit, at }),

    get state() {
      return { fault: group.fault, uncommittedBytes: group.uncommittedBytes };
    },
    probe: async () => void (await write("verdict", SMALL, "probe", null)),
    settled: group.settled,
    async [Symbol.asyncDispose]() {
      await group.settled();
      // Ours first: the writer's checkpoint then finds no reader, and takes the whole log away.
      c.close();
      await group[Symbol.asyncDispose]();
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
