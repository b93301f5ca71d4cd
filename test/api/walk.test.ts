/** Every route of the document, with every role: who may do what, and that nobody learns of what is another's. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { ROLES, type Role } from "../../server/rules/roles.ts";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { HOUR } from "../help/clock.ts";
import { startPerson } from "../help/people.ts";
import { type Tenant, requestAs, shownBy, startTenant } from "../help/tenants.ts";

/** No key: what a session alone can do. */
const PEOPLE: Role[] = [];
const ADMIN: Role[] = ["admin"];
const GOVERN: Role[] = ["admin", "owner"];
const WRITE: Role[] = ["admin", "owner", "full"];
const READ: Role[] = ["admin", "owner", "full", "read"];
const POST: Role[] = ["admin", "owner", "full", "ingest"];

/** What a route's id is the id of. */
type Noun =
  | "event"
  | "endpoint"
  | "delivery"
  | "attempt"
  | "recovery"
  | "organization"
  | "environment"
  | "key"
  | "eventType"
  | "profile"
  | "person"
  | "session"
  | "inbox";

/** Who may use each route, and what its path names. *Source:* DESIGN.md section 5. */
const ROUTES: Record<string, [roles: Role[], noun?: Noun]> = {
  createEvent: [POST],
  createEvents: [POST],
  listEvents: [READ],
  readEvent: [READ, "event"],
  replayEvent: [WRITE, "event"],
  listEndpoints: [READ],
  createEndpoint: [WRITE],
  readEndpoint: [READ, "endpoint"],
  updateEndpoint: [WRITE, "endpoint"],
  deleteEndpoint: [WRITE, "endpoint"],
  readEndpointSecret: [WRITE, "endpoint"],
  readEndpointRotation: [READ, "endpoint"],
  pauseEndpoint: [WRITE, "endpoint"],
  enableEndpoint: [WRITE, "endpoint"],
  recoverEndpoint: [WRITE, "endpoint"],
  listEndpointRecoveries: [READ, "endpoint"],
  testEndpoint: [WRITE, "endpoint"],
  checkUrl: [WRITE],
  readRecovery: [READ, "recovery"],
  cancelRecovery: [WRITE, "recovery"],
  rotateEndpointSecret: [WRITE, "endpoint"],
  listDeliveries: [READ],
  readDelivery: [READ, "delivery"],
  retryDelivery: [WRITE, "delivery"],
  cancelDelivery: [WRITE, "delivery"],
  readAttempt: [READ, "attempt"],
  listEventTypes: [READ],
  createEventType: [GOVERN],
  readEventType: [READ, "eventType"],
  updateEventType: [GOVERN, "eventType"],
  deleteEventType: [GOVERN, "eventType"],
  listProfiles: [READ],
  createProfile: [ADMIN],
  readProfile: [READ, "profile"],
  updateProfile: [ADMIN, "profile"],
  deleteProfile: [ADMIN, "profile"],
  listOrganizations: [ADMIN],
  createOrganization: [ADMIN],
  readOrganization: [ADMIN, "organization"],
  updateOrganization: [ADMIN, "organization"],
  deleteOrganization: [ADMIN, "organization"],
  listEnvironments: [ADMIN, "organization"],
  createEnvironment: [ADMIN, "organization"],
  updateEnvironment: [ADMIN, "environment"],
  deleteEnvironment: [ADMIN, "environment"],
  listKeys: [GOVERN],
  createKey: [GOVERN],
  revokeKey: [GOVERN, "key"],
  listAudit: [GOVERN],
  readSession: [PEOPLE],
  deleteSession: [PEOPLE],
  listSessions: [GOVERN],
  revokeSession: [GOVERN, "session"],
  listPeople: [GOVERN],
  createPerson: [GOVERN],
  readPerson: [GOVERN, "person"],
  updatePerson: [GOVERN, "person"],
  deletePerson: [GOVERN, "person"],
  createPersonLink: [GOVERN, "person"],
  listInboxes: [READ],
  createInbox: [WRITE],
  readInbox: [WRITE, "inbox"],
  deleteInbox: [WRITE, "inbox"],
  readSettings: [ADMIN],
  testMail: [ADMIN],
  listNotices: [READ],
  readStats: [READ],
  readEndpointStats: [READ, "endpoint"],
  listEndpointStats: [READ],
  openStream: [READ],
  createStreamToken: [READ],
};

/** By which people come in: no key is asked for. */
const OPEN = new Set(["readSetUp", "setUp", "createSession", "choosePassword"]);

/** Well formed, and nobody's. */
const NOBODYS = "01ke70ehg0edwbaqdqh99yfbna";
const PREFIXES: Record<Noun, string> = {
  event: "evt",
  endpoint: "ep",
  delivery: "dlv",
  attempt: "att",
  recovery: "rcv",
  organization: "org",
  environment: "env",
  key: "key",
  person: "per",
  session: "ses",
  inbox: "inb",
  eventType: "type",
  profile: "profile",
};

interface Operation {
  id: string;
  method: string;
  path: string;
}

let appliance: Appliance;
let operations: Operation[];
let acme: Tenant;
let globex: Tenant;
let foreign: Record<Noun, string>;

beforeAll(async () => {
  appliance = await startAppliance();
  const { paths } = await (await fetch(`${appliance.url}/openapi.json`)).json();
  const all: Operation[] = Object.entries<Record<string, { operationId: string }>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id }]) => ({
      id,
      method: method.toUpperCase(),
      path: path.replace("/api/v1", ""),
    })),
  );
  operations = all.filter(({ id }) => !OPEN.has(id));
  expect(all.length).toBe(operations.length + OPEN.size);
  acme = await startTenant(appliance, "acme");
  globex = await startTenant(appliance, "globex");
  foreign = await oneOfEach(globex);
});
afterAll(() => appliance[Symbol.asyncDispose]());

/** What another organization has: an id of each noun. */
async function oneOfEach(tenant: Tenant): Promise<Record<Noun, string>> {
  const { keys, keyIds, organizationId, environmentId, chosen } = tenant;
  const ask = async (method: string, path: string, body?: object) =>
    (await requestAs(appliance, keys.full, method, path, body)).json();
  const endpoint = await ask("POST", "/webhooks/endpoints", { url: "http://127.0.0.1:1/" });
  const event = await ask("POST", "/events", { type: "order.paid", data: {} });
  await ask("POST", "/event-types", { type: "globex.own" });
  await appliance.pass(0);
  const [delivery] = (await ask("GET", `/events/${event.id}`)).deliveries;
  const [attempt] = (await ask("GET", `/deliveries/${delivery.id}`)).attempts;
  const { signedIn } = await startPerson(appliance, `${crypto.randomUUID()}@globex.example`, "owner", chosen);
  await ask("POST", `/webhooks/endpoints/${endpoint.id}/pause`);
  const { recovery } = await ask("POST", `/webhooks/endpoints/${endpoint.id}/enable`);
  return {
    event: event.id,
    endpoint: endpoint.id,
    delivery: delivery.id,
    attempt: attempt.id,
    recovery: recovery.id,
    organization: organizationId,
    environment: environmentId,
    key: keyIds.full,
    person: signedIn.person.id,
    session: signedIn.id,
    inbox: (await ask("POST", "/inbox", {})).id,
    eventType: "globex.own",
    profile: "standard",
  };
}

/** An operation's request; its path names `id`. */
function ask(key: string, { method, path }: Operation, id: string, headers: Record<string, string> = {}) {
  const body = method === "POST" || method === "PATCH" ? {} : undefined;
  return requestAs(appliance, key, method, path.replace(/\{\w+\}/, id), body, headers);
}

function nobodys(noun: Noun): string {
  return `${PREFIXES[noun]}_${NOBODYS}`;
}

test("every route has its roles in this test's table, and what its path names", () => {
  for (const { id, path } of operations) {
    const route = ROUTES[id];
    if (route === undefined) throw new Error(`Say in ROUTES who may use the new route ${id}.`);
    const isNamed = path.includes("{") === (route[1] !== undefined);
    if (!isNamed) throw new Error(`Say in ROUTES what the path of ${id} names.`);
  }
  expect(Object.keys(ROUTES).toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
});

test("a key does what its role may, and is refused all else before anything is looked at", async () => {
  for (const operation of operations) {
    const [roles, noun] = ROUTES[operation.id]!;
    const id = noun === undefined ? "" : nobodys(noun);
    for (const role of ROLES) {
      const response = await ask(acme.keys[role], operation, id);
      const { status } = response;
      const isRefused = status === 401 || status === 403;
      expect([operation.id, role, isRefused ? "refused" : "taken", status >= 500]).toEqual([
        operation.id,
        role,
        roles.includes(role) ? "taken" : "refused",
        false,
      ]);
      if (!isRefused) await response.body?.cancel();
      else expect(await response.json()).toMatchObject({ status: 403, code: "forbidden" });
    }
  }
});

test("no key, a wrong, a revoked and an expired one are refused alike, on every route", async () => {
  const make = async (form: object) => appliance.post("/keys", { name: "a", role: "admin", ...form });
  const revoked = await make({});
  const expired = await make({ expiresAt: new Date(appliance.clock.now() + HOUR).toISOString() });
  expect((await requestAs(appliance, expired.key, "GET", "/events")).status).toBe(200);
  expect((await requestAs(appliance, revoked.key, "GET", "/events")).status).toBe(200);
  await appliance.delete(`/keys/${revoked.id}`);
  await appliance.pass(HOUR);
  const keys = ["", "hw_admin_0000000000000000000000000000000", `${acme.keys.admin}x`, revoked.key, expired.key];
  const answers = new Set<string>();
  for (const operation of operations) {
    const noun = ROUTES[operation.id]![1];
    for (const key of keys) {
      for (const id of noun === undefined ? [""] : [foreign[noun], nobodys(noun)]) {
        const response = await ask(key, operation, id);
        expect(response.headers.get("www-authenticate")).toBe("Bearer");
        answers.add(JSON.stringify(await shownBy(response)));
      }
    }
  }
  expect([...answers]).toHaveLength(1);
  expect(JSON.parse([...answers][0]!)).toMatchObject({ status: 401, code: "unauthorized" });
});

test("what another has is not told from what there is not: by path, on every route and with every role", async () => {
  let comparedCount = 0;
  for (const operation of operations) {
    const noun = ROUTES[operation.id]![1];
    // Profiles are the instance's: everybody sees them.
    if (noun === undefined || noun === "profile") continue;
    // An admin key reaches all organizations and environments: that is what it is for.
    const isAnyones = ["organization", "environment", "person", "session"].includes(noun);
    for (const role of ROLES) {
      if (role === "admin" && isAnyones) continue;
      const headers = role === "admin" ? acme.chosen : {};
      const [theirs, none] = await Promise.all(
        [foreign[noun], nobodys(noun)].map(async (id) => shownBy(await ask(acme.keys[role], operation, id, headers))),
      );
      expect([operation.id, role, theirs]).toEqual([operation.id, role, none]);
      comparedCount++;
    }
  }
  expect(comparedCount).toBeGreaterThan(50);
  for (const [noun, path] of Object.entries({
    event: "events",
    endpoint: "webhooks/endpoints",
    delivery: "deliveries",
  })) {
    const response = await requestAs(appliance, globex.keys.read, "GET", `/${path}/${foreign[noun as Noun]}`);
    expect([noun, response.status]).toEqual([noun, 200]);
  }
});

test("nor is it by what a query or a body names", async () => {
  for (const role of ["owner", "full", "read"] as const) {
    for (const [filter, noun] of [
      ["endpoint", "endpoint"],
      ["event", "event"],
    ] as const) {
      const [theirs, none] = await Promise.all(
        [foreign[noun], nobodys(noun)].map(async (id) =>
          shownBy(await requestAs(appliance, acme.keys[role], "GET", `/deliveries?${filter}=${id}`)),
        ),
      );
      expect(theirs).toEqual(none);
      expect(theirs).toMatchObject({ status: 200, data: [] });
    }
    const [theirs, none] = await Promise.all(
      [foreign.endpoint, nobodys("endpoint")].map(async (id) =>
        shownBy(await requestAs(appliance, acme.keys[role], "GET", `/webhooks/endpoints/stats?ids=${id}`)),
      ),
    );
    expect(theirs).toEqual(none);
    expect(theirs).toEqual({ status: 200, data: [] });
  }
  const own = await oneOfEach(acme);
  const replayed = (endpoint: string) =>
    requestAs(appliance, acme.keys.full, "POST", `/events/${own.event}/replay`, { endpoints: [endpoint] });
  const [toTheirs, toNone] = await Promise.all(
    [foreign.endpoint, nobodys("endpoint")].map(async (id) => shownBy(await replayed(id))),
  );
  expect(toTheirs).toEqual(toNone);
  expect(toTheirs).toMatchObject({ status: 422, errors: [{ path: "endpoints[0]" }] });
  const made = (environment: string) =>
    requestAs(appliance, acme.keys.owner, "POST", "/keys", { name: "a", role: "full", environment });
  const [theirs, none] = await Promise.all(
    [foreign.environment, nobodys("environment")].map(async (id) => shownBy(await made(id))),
  );
  expect(theirs).toEqual(none);
  expect(theirs).toMatchObject({ status: 422, errors: [{ path: "environment" }] });
});

test("nor is it by what a header names", async () => {
  const names = ["globex", globex.organizationId, "nobody", nobodys("organization"), ""];
  const environments = ["nobody", globex.environmentId, nobodys("environment"), ""];
  for (const role of ROLES) {
    if (role === "admin") continue;
    const answers = new Set<string>();
    const path = role === "ingest" ? "/events/batch" : "/events";
    const method = role === "ingest" ? "POST" : "GET";
    for (const header of [
      ...names.map((name) => ({ "hookwheel-organization": name })),
      ...environments.map((name) => ({ "hookwheel-environment": name })),
    ]) {
      const response = await requestAs(appliance, acme.keys[role], method, path, undefined, header as never);
      answers.add(JSON.stringify(await shownBy(response)));
    }
    expect([...answers].map((answer) => JSON.parse(answer))).toMatchObject([{ status: 403, code: "forbidden" }]);
  }
});
