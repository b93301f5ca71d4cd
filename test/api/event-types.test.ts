/** Event types by the API: the profile's and an organization's own, and what is refused. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { builtInProfile } from "../../server/profiles/built-in.ts";
import type { Appliance } from "../help/appliance.ts";
import { statusesInOrder } from "../help/in-order.ts";
import { startProduct } from "../help/product.ts";
import { startTenant } from "../help/tenants.ts";

setDefaultTimeout(30_000);

let appliance: Appliance;
beforeAll(async () => {
  appliance = await startProduct("agentwarden");
});
afterAll(() => appliance[Symbol.asyncDispose]());

const PROFILE_TYPES = builtInProfile("agentwarden")!.eventTypes;

async function refusalOf(method: string, path: string, body?: object) {
  const answer = await appliance.request(method, path, body);
  // oxlint-disable-next-line typescript/no-explicit-any -- the expectations say its shape
  return { status: answer.status, ...((await answer.json()) as any) };
}

async function namesOf(query: string) {
  const { data, nextCursor } = await appliance.get(`/event-types${query}`);
  return { names: data.map(({ type, from }: { type: string; from: string }) => `${type} ${from}`), nextCursor };
}

test("the profile's types are listed by name and read, each with where it is from, its sample and its schema", async () => {
  const { data, nextCursor } = await appliance.get("/event-types");
  const byName = PROFILE_TYPES.toSorted((one, other) => (one.type < other.type ? -1 : 1));
  expect(data).toEqual(byName.map((eventType) => ({ ...structuredClone(eventType), from: "profile" })));
  expect(nextCursor).toBeNull();
  for (const type of data) expect(await appliance.get(`/event-types/${type.type}`)).toEqual(type);
});

test("the profile's types are neither changed nor deleted", async () => {
  for (const [method, body] of [["PATCH", { archived: true }], ["DELETE"]] as const) {
    const refusal = await refusalOf(method, "/event-types/log.failed", body);
    expect(refusal).toMatchObject({ status: 409, code: "conflict", detail: expect.stringContaining("read-only") });
  }
});

test("a type of one's own is added, changed, archived and deleted", async () => {
  const schema = { type: "object", required: ["total"], properties: { total: { type: "integer" } } };
  const added = await appliance.post("/event-types", { type: "order.paid.late", sample: { total: 12 }, schema });
  expect(added).toEqual({
    type: "order.paid.late",
    group: "order.paid",
    description: null,
    sample: { total: 12 },
    schema,
    archived: false,
    from: "organization",
  });
  const changed = await appliance.patch("/event-types/order.paid.late", {
    group: "order",
    description: "Late",
    archived: true,
  });
  expect(changed).toEqual({ ...added, group: "order", description: "Late", archived: true });
  expect(await appliance.get("/event-types/order.paid.late")).toEqual(changed);
  expect(await refusalOf("POST", "/event-types", { type: "order.paid.late" })).toMatchObject({ status: 409 });

  expect((await appliance.delete("/event-types/order.paid.late")).status).toBe(204);
  for (const [method, body] of [["GET"], ["PATCH", {}], ["DELETE"]] as const) {
    expect(await refusalOf(method, "/event-types/order.paid.late", body)).toMatchObject({ status: 404 });
  }
});

test("one's own type overrides the profile's, begins as it, and gives way to it again when it is deleted", async () => {
  const theirs = await appliance.get("/event-types/log.blocked");
  const own = await appliance.post("/event-types", { type: "log.blocked", description: "Stopped" });
  expect(own).toEqual({ ...theirs, description: "Stopped", from: "organization" });
  expect(await appliance.get("/event-types/log.blocked")).toEqual(own);
  expect((await namesOf("")).names).toContain("log.blocked organization");
  expect((await namesOf("")).names).not.toContain("log.blocked profile");
  await appliance.delete("/event-types/log.blocked");
  expect(await appliance.get("/event-types/log.blocked")).toEqual(theirs);
});

test("a list goes on where the page before ended", async () => {
  await appliance.post("/event-types", { type: "ping" });
  const all = (await namesOf("")).names;
  expect(all).toHaveLength(6);
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await namesOf(`?limit=4${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.names);
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(all);
  expect(await refusalOf("GET", "/event-types?cursor=nonsense")).toMatchObject({ status: 422 });
  await appliance.delete("/event-types/ping");
});

test.each([
  ["type", { type: "order paid" }],
  ["type", { type: "hookwheel.endpoint.disabled" }],
  ["group", { type: "order.paid", group: "orders" }],
  ["group", { type: "ping", group: "ping" }],
  ["sample", { type: "order.paid", sample: [] }],
  ["sample", { type: "order.paid", sample: { text: "x".repeat(33_000) } }],
  ["schema", { type: "order.paid", schema: true }],
  ["schema", { type: "order.paid", schema: { $ref: "https://example.com/order.json" } }],
  ["schema", { type: "order.paid", schema: { description: "x".repeat(33_000) } }],
  [
    "sample.lines[1].count",
    {
      type: "order.paid",
      sample: { lines: [{ count: 1 }, { count: "2" }] },
      schema: { properties: { lines: { items: { properties: { count: { type: "integer" } } } } } },
    },
  ],
  ["sample", { type: "order.paid", sample: {}, schema: { $ref: "#" } }],
  ["description", { type: "order.paid", description: "x".repeat(1001) }],
  ["from", { type: "order.paid", from: "profile" }],
])("what cannot be is named: %s", async (path, form) => {
  const refusal = await refusalOf("POST", "/event-types", form);
  expect(refusal).toMatchObject({ status: 422, errors: [{ path }] });
  expect((await appliance.request("GET", "/event-types/order.paid")).status).toBe(404);
});

test("a change that makes the sample invalid is refused, and leaves the type as it was", async () => {
  const added = await appliance.post("/event-types", { type: "order.sent", sample: { total: "12" } });
  const refusal = await refusalOf("PATCH", "/event-types/order.sent", {
    schema: { properties: { total: { type: "integer" } } },
  });
  expect(refusal.errors).toEqual([{ path: "sample.total", message: "must be integer" }]);
  expect(await appliance.get("/event-types/order.sent")).toEqual(added);
});

test("changes at once are all kept, and each is checked with those that came before it", async () => {
  const added = await appliance.post("/event-types", { type: "order.shared" });
  const change = (form: object) => () => appliance.request("PATCH", "/event-types/order.shared", form);
  const statuses = await statusesInOrder(
    appliance,
    change({ description: "Shared" }),
    change({ archived: true }),
    change({ sample: { total: "12" } }),
    change({ schema: { properties: { total: { type: "integer" } } } }),
  );
  expect(statuses).toEqual([200, 200, 200, 422]);
  const expected = { ...added, description: "Shared", archived: true, sample: { total: "12" } };
  expect(await appliance.get("/event-types/order.shared")).toEqual(expected);
  const remove = () => appliance.delete("/event-types/order.shared");
  expect(await statusesInOrder(appliance, change({ archived: false }), remove, change({ archived: true }))).toEqual([
    200, 204, 404,
  ]);
});

test("many slow samples at once are refused but for two, and another organization's events are taken meanwhile", async () => {
  await using other = await startProduct("standard");
  const acme = await startTenant(other, "acme");
  await other.patch(`/environments/${acme.environmentId}`, { checkSchemas: true });
  await other.post("/event-types", { type: "order.paid", schema: { required: ["total"] } }, acme.chosen);
  const slow = (nth: number) => ({
    type: `order.slow${nth}`,
    schema: { properties: { texts: { items: { pattern: "^(a+)+$" } } } },
    sample: { texts: Array(9).fill(`${"a".repeat(60)}!`) },
  });
  const answers = Array.from({ length: 20 }, (_, nth) => other.request("POST", "/event-types", slow(nth)));
  const refused = await Promise.any(
    answers.map(async (answer) => {
      expect((await answer).status).toBe(429);
      return answer;
    }),
  );
  expect(refused.headers.get("retry-after")).toBe("1");
  expect(await refused.json()).toMatchObject({ code: "too_many" });
  await other.post("/events", { type: "order.paid", data: { total: 12 } }, acme.chosen);
  expect((await Promise.all(answers)).filter(({ status }) => status === 422)).toHaveLength(2);
});

test("no more than five hundred of one's own", async () => {
  await using other = await startProduct("standard");
  for (let start = 0; start < 450; start += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => other.post("/event-types", { type: `order.n${start + i}` })),
    );
  }
  const crowd = await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      const { status } = await other.request("POST", "/event-types", { type: `order.n${450 + i}.late` });
      return status;
    }),
  );
  expect(crowd.toSorted()).toEqual([...Array<number>(50).fill(201), ...Array<number>(10).fill(409)]);
  const answer = await other.request("POST", "/event-types", { type: "order.n500" });
  expect(answer.status).toBe(409);
  expect(((await answer.json()) as { detail: string }).detail).toContain("at most 500");
  const { data } = await other.get("/event-types?limit=250");
  expect(data).toHaveLength(250);
});
