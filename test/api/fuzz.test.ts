/** Whatever a caller sends, it is never our fault, and what is accepted is kept to the byte. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import fc from "fast-check";
import { type Appliance, startAppliance } from "../help/appliance.ts";

const RUNS_COUNT = 3000;

let appliance: Appliance;
let ids: string[];
beforeAll(async () => {
  appliance = await startAppliance();
  const endpoint = await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:1/", events: ["known"] });
  const event = await appliance.post("/events", { type: "known", data: {} });
  await appliance.pass(0);
  const [delivery] = (await appliance.get(`/events/${event.id}`)).deliveries;
  const [attempt] = (await appliance.get(`/deliveries/${delivery.id}`)).attempts;
  ids = [endpoint.id, event.id, delivery.id, attempt.id];
});
afterAll(() => appliance[Symbol.asyncDispose]());

const FIELDS = (
  "email password token role type data namespace timestamp events url name description namespaces headers rateLimit maxInFlight active secret " +
  "metadata limit cursor search status endpoint event state since until test sort id __proto__ constructor toString " +
  "from title envelope signatures userAgent timeoutMs retry health whileOff limits eventTypes group sample schema " +
  "archived overlapSeconds"
).split(" ");

/** Values that break what is careless, beside ordinary ones. */
const value = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, ["*"], ["known"], { "X-A": "b" }, { a: "b" }),
  fc.constantFrom(..."known true * a.* dueAt -0 1e999 ０ % _ ' •••• YmVmb3JlIDE https://example.com/".split(" ")),
  fc.constantFrom("", "\u0000", "\ud800", "\u202e", "a".repeat(5000), "2026-01-01T00:00:00Z", "whsec_AAAAAAAAAAAAAAAA"),
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.jsonValue({ maxDepth: 4 }),
);

const form = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FIELDS) }, fc.string()), value, {
  maxKeys: 6,
});

const text = fc.oneof(
  { weight: 6, arbitrary: form.map((fields) => JSON.stringify({ type: "known", data: fields })) },
  form.map((fields) => JSON.stringify(fields)),
  form.map((fields) => JSON.stringify({ name: "fuzzed", from: "agentset", ...fields })),
  form.map((fields) => JSON.stringify({ type: "a.b", ...fields })),
  fc.array(form, { maxLength: 3 }).map((events) => JSON.stringify({ events })),
  fc.tuple(form, fc.nat(300), fc.string({ unit: "binary", maxLength: 3 })).map(([fields, at, patch]) => {
    const whole = JSON.stringify(fields);
    return whole.slice(0, at % (whole.length + 1)) + patch + whole.slice((at % (whole.length + 1)) + 1);
  }),
  fc.constantFrom(
    `{"type":"a","data":${"[".repeat(9000)}`,
    `{"a":1e999}`,
    `{"type":"a","data":{"n":1e999}}`,
    `{"__proto__":{}}`,
  ),
);

const request = fc.record({
  method: fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS"),
  path: fc.oneof(
    fc.constantFrom(
      "/events",
      "/events",
      "/events",
      "/events/batch",
      "/webhooks/endpoints",
      "/deliveries",
      "/event-types",
      "/event-types/a.b",
      "/profiles",
      "/profiles/fuzzed",
      ..."/setup /session /session/password /sessions /people /inbox /settings /settings/mail-test".split(" "),
      "/",
    ),
    fc
      .tuple(
        fc.constantFrom(
          "events",
          "webhooks/endpoints",
          "deliveries",
          "attempts",
          "event-types",
          "profiles",
          "people",
          "inbox",
        ),
        fc.nat(7),
        fc.string({ unit: "binary" }),
        fc.constantFrom("", "", "/secret", "/retry", "/rotate-secret"),
      )
      .map(([noun, which, other, verb]) => ({ noun, which, other, verb })),
  ),
  query: fc.option(
    fc.dictionary(
      fc.constantFrom(...FIELDS),
      fc.oneof(
        value.map((it) => (typeof it === "string" ? it : JSON.stringify(it))),
        fc.string({ unit: "binary" }),
      ),
      {
        maxKeys: 3,
      },
    ),
  ),
  type: fc.constantFrom(
    "application/json",
    "application/json",
    "application/json; charset=utf-16",
    "text/plain",
    "multipart/form-data",
  ),
  key: fc.option(fc.string({ maxLength: 300 })),
  body: fc.oneof({ weight: 5, arbitrary: text }, fc.uint8Array({ maxLength: 200 })),
});

test(`${RUNS_COUNT} requests of every kind meet no fault of ours`, async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, type, key, body }) => {
      const where =
        typeof path === "string"
          ? path
          : `/${path.noun}/${(method !== "DELETE" && ids[path.which]) || encodeURIComponent(path.other.toWellFormed())}${path.verb}`;
      const search = query === null ? "" : `?${new URLSearchParams(query)}`;
      const headers = new Headers({ authorization: `Bearer ${appliance.adminKey}`, "content-type": type });
      if (key !== null && /^[\x20-\x7e]*$/.test(key)) headers.set("idempotency-key", key);
      const response = await fetch(`${appliance.url}/api/v1${where}${search}`, {
        method,
        headers,
        ...(method !== "GET" && method !== "HEAD" && { body }),
      });
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      expect(response.status).toBeLessThan(500);
      if (response.status < 400 || method === "HEAD") return;
      const problem = (await response.json()) as { status: number; requestId: string; errors?: object[] };
      expect(problem).toMatchObject({ status: response.status, type: "about:blank", code: expect.any(String) });
      expect(problem.errors !== undefined).toBe(response.status === 422);
    }),
    { numRuns: RUNS_COUNT },
  );
  for (const status of [200, 202, 400, 404, 415, 422]) expect([...statuses.keys()]).toContain(status);
});

test("accepted data is kept to the byte", async () => {
  const blank = fc.constantFrom("", " ", "\n", "\t ", "\r\n");
  const data = fc
    .tuple(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ maxDepth: 5 })), blank, fc.nat(4))
    .map(([fields, space, indent]) => `${space}${JSON.stringify(fields, null, indent)}${space}`);
  await fc.assert(
    fc.asyncProperty(data, blank, async (dataText, space) => {
      const { id } = await appliance.post("/events", `${space}{"data":${dataText},${space}"type":"kept"}${space}`);
      const { body } = await appliance.get(`/events/${id}`);
      expect(body).toEndWith(`"data":${dataText.trim()}}`);
    }),
    { numRuns: 300 },
  );
});
