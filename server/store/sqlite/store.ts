/** The store on SQLite: one file, one writer, the faces put together. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../../base/start-error.ts";
import type { OnCommit, Store } from "../faces/store.ts";
import type { UnixMs } from "../../base/clock.ts";
import type { Seal } from "../seal.ts";
import { type Connection, connect } from "./connection.ts";
import { countWaiting, nextTimes, readDueDeliveries } from "./due-deliveries.ts";
import { changesOf } from "./changes.ts";
import * as endpoints from "./endpoints.ts";
import { isStoreFault, readsOf, sentenceOf } from "./faults.ts";
import { type GroupCommit, SMALL, type Weight, createGroupCommit } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import * as environments from "./environments.ts";
import { loadInboxes } from "./inboxes.ts";
import * as keys from "./keys.ts";
import { findLink } from "./links.ts";
import * as organizations from "./organizations.ts";
import * as people from "./people.ts";
import { listAudit, packAuditLine } from "./audit.ts";
import { listAttempts, readAttempt } from "./read-attempts.ts";
import { listDeliveries, listDueDeliveries, readDelivery } from "./read-deliveries.ts";
import { findKeyedRequest, listEvents, readEvent } from "./read-events.ts";
import type { Environment, Organization } from "../faces/organizations.ts";
import { packVerdict } from "./record-verdict.ts";
import { packEvents } from "./accept-events.ts";
import { loadSessions } from "./sessions.ts";
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
  /** Whether they were made just now. */
  isNew: boolean;
}

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
    const first = organizations.ensureDefault(connection, profile, now);
    return { ...first, store: facesOf(connection, createGroupCommit(path, onCommit), seal, path) };
  } catch (fault) {
    throw isStoreFault(fault) ? new StartError(sentenceOf(fault, path)) : fault;
  }
}

/** Reads go by a connection of the main thread, writes by the writer's. Both tell in words what is wrong with the file. */
function facesOf(c: Connection, group: GroupCommit, seal: Seal, path: string): Store {
  const { write } = group;
  const read = readsOf(path);
  return {
    ...changesOf(c, group, seal, null),
    audited: (line) => changesOf(c, group, seal, packAuditLine(line)),
    listAudit: (query) => read(() => listAudit(c, query)),

    acceptEvents: (events) => write("intake", weightOf(events.events), "acceptEvents", packEvents(events)),
    findKeyedRequest: (environment, key) => read(() => findKeyedRequest(c, environment, key)),
    listEvents: (query) => read(() => listEvents(c, query)),
    readEvent: (environment, id) => read(() => readEvent(c, environment, id)),

    listDeliveries: (query) => read(() => listDeliveries(c, query)),
    listDueDeliveries: (query) => read(() => listDueDeliveries(c, query)),
    readDelivery: (environment, id) => read(() => readDelivery(c, environment, id)),
    nextTimes: (endpoint, lane, limit) => read(() => nextTimes(c, endpoint, lane, limit)),
    readDueDeliveries: (seqs) => read(() => readDueDeliveries(c, seqs)),
    countWaiting: () => read(() => countWaiting(c)),

    recordVerdict: (verdict) => write("verdict", VERDICT, "recordVerdict", packVerdict(verdict)),
    listAttempts: (delivery) => read(() => listAttempts(c, delivery)),
    readAttempt: (environment, id) => read(() => readAttempt(c, environment, id)),

    countEndpoints: (environment) => read(() => endpoints.countEndpoints(c, environment)),
    listEndpoints: (query) => read(() => endpoints.listEndpoints(c, query)),
    readEndpoint: (environment, id) => read(() => endpoints.readEndpoint(c, environment, id)),
    readEndpointSecrets: (seq) => read(() => endpoints.readEndpointSecrets(c, seal, seq)),
    loadEndpoints: () => read(() => endpoints.loadEndpoints(c)),
    loadSweeps: () => read(() => loadSweeps(c)),
    // Behind the intake of before the endpoint was off, so that the sweep finds it.
    sweepStep: (sweep, limit, at) => write("intake", { rows: limit, bytes: 0 }, "sweepStep", { sweep, limit, at }),

    listOrganizations: (query) => read(() => organizations.listOrganizations(c, query)),
    readOrganization: (id) => read(() => organizations.readOrganization(c, id)),
    loadOrganizations: () => read(() => organizations.loadOrganizations(c)),
    listEnvironments: (organization, query) => read(() => environments.listEnvironments(c, organization, query)),
    readEnvironment: (id) => read(() => environments.readEnvironment(c, id)),
    loadEnvironments: () => read(() => environments.loadEnvironments(c)),

    noteKeyUses: async (uses) => void (await write("intake", { rows: uses.length, bytes: 0 }, "noteKeyUses", uses)),
    listKeys: (query) => read(() => keys.listKeys(c, query)),
    readKey: (id) => read(() => keys.readKey(c, id)),
    loadKeys: () => read(() => keys.loadKeys(c)),

    noteSessionUses: async (uses) =>
      void (await write("intake", { rows: uses.length, bytes: 0 }, "noteSessionUses", uses)),
    findLink: (hash, at) => read(() => findLink(c, hash, at)),
    readPasswordHash: (person) => read(() => people.readPasswordHash(c, person)),
    loadPeople: () => read(() => people.loadPeople(c)),
    loadSessions: () => read(() => loadSessions(c)),
    loadInboxes: () => read(() => loadInboxes(c)),

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
