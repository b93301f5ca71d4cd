/** What a caller sees when the fault is ours: the rooms behind the API are replaced here, since they do not fail on demand. */
import { describe, expect, test } from "bun:test";
import { Registry } from "prom-client";
import { createApi } from "../../server/api/api.ts";
import { createInboxes } from "../../server/api/inboxes/inboxes.ts";
import { createKeyring } from "../../server/api/keyring.ts";
import { createPasswords } from "../../server/api/passwords.ts";
import type { Rooms } from "../../server/api/rooms.ts";
import { createRoster } from "../../server/api/roster.ts";
import { createSessionRing } from "../../server/api/session-ring.ts";
import { createSignInLimits } from "../../server/api/sign-in-limits.ts";
import { createTenants } from "../../server/api/tenants.ts";
import { parseConfig } from "../../server/base/config.ts";
import { AppError } from "../../server/base/errors.ts";
import { newId } from "../../server/base/ids.ts";
import { createLog } from "../../server/base/log.ts";
import { createMetrics } from "../../server/base/metrics.ts";
import { createCatalogs } from "../../server/flow/catalogs.ts";
import { createProfiles } from "../../server/flow/profiles.ts";
import { createSchemaChecks } from "../../server/flow/schema-checks.ts";
import { createScopes } from "../../server/flow/scopes.ts";
import type { EventRow } from "../../server/store/faces/events.ts";
import { startClock } from "../help/clock.ts";

const KEY = "hw_admin_0123456789abcdefghijklmnop";

/** An API on rooms of which only those given are there. */
function apiOn({ store = {}, flow = {}, readiness = () => null }: { [room in keyof Rooms]?: object } = {}) {
  const clock = startClock();
  const lines: string[] = [];
  const scope = {
    seq: 1,
    id: newId(0),
    organization: 1,
    name: "a",
    externalId: null,
    profile: "standard",
    ownerEmails: [],
    webhooksEnabled: true,
    checkSchemas: false,
    strictTypes: false,
    createdAt: 0,
  };
  const output = { isTerminal: false, hasRoom: () => true, write: (line: string) => void lines.push(line) };
  const log = createLog("debug", clock, output);
  const api = createApi({
    store: { state: { fault: null }, ...store } as Rooms["store"],
    flow: flow as Rooms["flow"],
    clock,
    log,
    metrics: new Registry(),
    streamMetrics: createMetrics(),
    keyring: createKeyring({ store: { noteKeyUses: async () => {} }, clock }, Bun.SHA256.hash(KEY, "hex"), []),
    tenants: createTenants([scope], [scope]),
    roster: createRoster([]),
    sessions: createSessionRing({ store: { noteSessionUses: async () => {} }, clock }, createRoster([]), []),
    passwords: createPasswords(1),
    signInLimits: createSignInLimits(clock),
    inboxes: createInboxes([]),
    inboxTokenOf: () => null,
    config: parseConfig({ env: {} }),
    folderBytes: () => ({ databaseBytes: 0, freeBytes: null }),
    sendMail: null,
    scopes: createScopes(() => null, log),
    profiles: createProfiles([]),
    catalogs: createCatalogs(store as Rooms["store"]),
    schemas: createSchemaChecks(clock),
    clientAddress: () => null,
    isByHttps: () => false,
    publicUrl: () => "http://localhost",
    maxBodyBytes: 1000,
    version: "1.2.3",
    startedAtMs: 0,
    reach: () => Promise.reject(new Error("nothing is reached")),
    readiness: readiness as Rooms["readiness"],
  });
  const request = (path: string, body?: string) =>
    api.handle(
      new Request(`http://localhost${path}`, {
        headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
        ...(body !== undefined && { method: "POST", body }),
      }),
    );
  return { lines, request };
}

const EVENT: EventRow & { body: string } = {
  seq: 1,
  id: newId(0),
  type: "a",
  namespace: null,
  timestamp: 0,
  isTest: false,
  idempotencyKey: null,
  createdAt: 0,
  deliveriesCount: 0,
  body: "a payload",
};

describe("a bug is a 500 that tells its request id and nothing else, and is logged", () => {
  const cases: [name: string, store: object, logged: RegExp][] = [
    ["thrown", { listEvents: () => Promise.reject(new Error("a path of ours")) }, /"error":"Error: a path of ours"/],
    [
      "an answer that does not fit",
      { listEvents: async () => ({ rows: [{ ...EVENT, type: 7 }], next: null }) },
      /data\[0\]\.type/,
    ],
  ];
  for (const [name, store, logged] of cases) {
    test(name, async () => {
      const { lines, request } = apiOn({ store });
      const response = await request("/api/v1/events");
      expect(await response.json()).toEqual({
        type: "about:blank",
        title: "Internal Server Error",
        status: 500,
        code: "internal",
        detail: "Something went wrong on our side. Ask the operator, naming the request id.",
        requestId: response.headers.get("x-request-id"),
      });
      const [bug, line] = lines.map((text) => JSON.parse(text));
      expect(bug).toMatchObject({ level: "error", requestId: response.headers.get("x-request-id") });
      expect(lines[0]).toMatch(logged);
      expect(line).toMatchObject({ level: "info", status: 500, reason: "internal" });
    });
  }

  test("the log is told which field does not fit, not what stood there", async () => {
    const store = {
      readEvent: async () => ({ ...EVENT, deliveriesCount: "many" }),
      listDeliveries: async () => ({ rows: [], next: null }),
    };
    const { lines, request } = apiOn({ store });
    expect((await request("/api/v1/events/evt_01ke70ehg0edwbaqdqh99yfbna")).status).toBe(500);
    expect(lines[0]).toContain("deliveriesCount");
    expect(lines.join("")).not.toContain("a payload");
  });
});

test("while nothing can be taken, an event is a 503 that says when to come back", async () => {
  const flow = (retryAfterSeconds: number | null) => ({
    accept: () => Promise.reject(new AppError("unavailable", "The disk is full.", [], retryAfterSeconds)),
  });
  for (const [seconds, header] of [
    [null, "1"],
    [30, "30"],
  ] as const) {
    const response = await apiOn({ flow: flow(seconds) }).request("/api/v1/events", `{"type":"a","data":{}}`);
    expect(response.headers.get("retry-after")).toBe(header);
    expect(await response.json()).toMatchObject({ status: 503, code: "unavailable", detail: "The disk is full." });
  }
});

test("what cannot take work says so to its probes, and lives on", async () => {
  const stopping = apiOn({ readiness: () => "stopping" });
  const broken = apiOn({ store: { state: { fault: "cannot write" } } });
  for (const [{ request }, reason] of [
    [stopping, "stopping"],
    [broken, "cannot write"],
  ] as const) {
    const response = await request("/readyz");
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(await response.json()).toEqual({ status: "unavailable", reason });
    expect(await (await request("/healthz")).json()).toEqual({ status: "ok", version: "1.2.3", uptimeMs: 0 });
  }
});
