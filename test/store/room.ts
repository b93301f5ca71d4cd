/** A store on a folder of its own, and what is put into it. */
import { Database } from "bun:sqlite";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "../../server/base/ids.ts";
import type { EndpointHealth } from "../../server/rules/endpoint.ts";
import type { NewVerdict } from "../../server/store/faces/attempts.ts";
import type { NewEndpoint } from "../../server/store/faces/endpoints.ts";
import type { NewDelivery, NewEvents } from "../../server/store/faces/events.ts";
import type { NewOrganization, OrganizationsStore } from "../../server/store/faces/organizations.ts";
import type { OnCommit, Store } from "../../server/store/faces/store.ts";
import { createSeal } from "../../server/store/seal.ts";
import { openStore } from "../../server/store/sqlite/store.ts";

/** A time of day. */
export const NOON = Date.UTC(2026, 0, 5, 12);

/** An opened store. */
export interface Room extends AsyncDisposable {
  readonly store: Store;
  readonly path: string;
  readonly environment: number;
  /** A connection beside the store's, to look at the file. */
  readonly db: Database;
  /** Closes the store and opens its folder again. */
  reopened(): Promise<Room>;
}

/** A folder that is gone at the end of its scope. */
export function makeFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "hookwheel-store-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Opens a store. @param folder of an earlier one; else a fresh one */
export function openRoom(onCommit: OnCommit = () => {}, folder = makeFolder()): Room {
  const seal = createSeal("0123456789abcdef0123456789abcdef");
  const { store, environment } = openStore({ dataDir: folder.path, seal, profile: "standard", now: NOON, onCommit });
  const path = join(folder.path, "hookwheel.db");
  const db = new Database(path, { strict: true });
  const close = async () => {
    db.close();
    await store[Symbol.asyncDispose]();
  };
  return {
    store,
    path,
    environment: environment.seq,
    db,
    async reopened() {
      await close();
      return openRoom(onCommit, folder);
    },
    async [Symbol.asyncDispose]() {
      await close();
      folder[Symbol.dispose]();
    },
  };
}

/** An organization with the environment that it begins with. */
export function organizationOf(
  fields: Partial<NewOrganization> = {},
): Parameters<OrganizationsStore["addOrganization"]> {
  const organization = { name: "a", externalId: null, profile: "standard", ownerEmails: [], webhooksEnabled: true };
  const first = { name: "b", externalId: null, checkSchemas: false, strictTypes: false };
  return [
    { ...organization, id: newId(NOON), createdAt: NOON, ...fields },
    { ...first, id: newId(NOON), createdAt: NOON },
  ];
}

/** An endpoint that wants everything. */
export function endpointOf(environment: number, fields: Partial<NewEndpoint> = {}): NewEndpoint {
  return {
    id: newId(NOON),
    environment,
    url: "https://shop.example/",
    name: null,
    description: null,
    events: ["*"],
    namespaces: [],
    rateLimit: null,
    maxInFlight: 10,
    status: "active",
    statusReason: null,
    metadata: {},
    createdAt: NOON,
    updatedAt: NOON,
    secrets: [{ secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", endsAt: null }],
    headers: [],
    ...fields,
  };
}

/** Events of one request, each to the same endpoints. */
export function eventsOf(environment: number, endpoints: number[], count = 1, createdAt = NOON): NewEvents {
  const events = Array.from({ length: count }, () => ({
    id: newId(createdAt),
    type: "order.paid",
    namespace: null,
    timestamp: createdAt,
    body: `{"type":"order.paid"}`,
    deliveries: endpoints.map((endpoint): NewDelivery => ({
      id: newId(createdAt),
      endpoint,
      state: "waiting",
      reason: null,
    })),
  }));
  return { environment, idempotencyKey: null, requestHash: null, isBatch: count > 1, createdAt, events };
}

/** An endpoint that never failed. */
export const WELL: EndpointHealth = {
  consecutiveFailures: 0,
  failingSince: null,
  lastSuccessAt: null,
  lastFailureAt: null,
  heldUntil: null,
  holdMs: 0,
};

/** A verdict, of a first scheduled attempt where nothing else is said. */
export function verdictOf(
  delivery: number,
  endpoint: number,
  change: NewVerdict["change"],
  { trigger = "schedule", number = 1 }: Partial<NewVerdict["attempt"]> = {},
): NewVerdict {
  const at = NOON + 1000;
  return {
    delivery,
    endpoint,
    round: 0,
    change,
    health: WELL,
    notices: [],
    disable: null,
    at,
    attempt: {
      id: newId(at),
      number,
      trigger,
      startedAt: NOON,
      durationMs: 12.5,
      outcome: change.kind === "delivered" ? "delivered" : "server_error",
      reason: change.kind === "delivered" ? "200 OK" : "500 Internal Server Error",
      status: change.kind === "delivered" ? 200 : 500,
      address: "203.0.113.7",
      request: { url: "https://shop.example/", headers: [["content-type", "application/json"]] },
      response: { status: 200, headers: [["server", "a: b"]], body: "ok", isTruncated: false },
      timing: { resolveMs: 1, connectMs: 2, tlsMs: null, firstByteMs: 3 },
    },
  };
}
