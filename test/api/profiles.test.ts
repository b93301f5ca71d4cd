/** Profiles by the API: read, cloned, made whole, changed, deleted, and what is refused. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { BUILT_IN_PROFILES, builtInProfile } from "../../server/profiles/built-in.ts";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { statusesInOrder } from "../help/in-order.ts";

setDefaultTimeout(30_000);

let appliance: Appliance;
beforeAll(async () => {
  appliance = await startAppliance();
});
afterAll(() => appliance[Symbol.asyncDispose]());

/** The built-in one as a caller would send it, but for its name. */
function bodyOf(name: string): Record<string, unknown> {
  const { name: _, builtIn: __, ...rest } = builtInProfile(name)!;
  return structuredClone(rest) as Record<string, unknown>;
}

async function refusalOf(method: string, path: string, body?: object) {
  const answer = await appliance.request(method, path, body);
  // oxlint-disable-next-line typescript/no-explicit-any -- the expectations say its shape
  return { status: answer.status, ...((await answer.json()) as any) };
}

test("the built-in profiles are listed as their data says, standard first, and read one by one", async () => {
  const { data, nextCursor } = await appliance.get("/profiles");
  expect(data).toEqual(BUILT_IN_PROFILES.map((profile) => structuredClone(profile)));
  expect(nextCursor).toBeNull();
  for (const profile of BUILT_IN_PROFILES) {
    expect(await appliance.get(`/profiles/${profile.name}`)).toEqual(structuredClone(profile));
  }
  const { data: two, nextCursor: more } = await appliance.get("/profiles?limit=2");
  expect(two.map(({ name }: { name: string }) => name)).toEqual(["standard", "agentset"]);
  const { data: next } = await appliance.get(`/profiles?limit=2&cursor=${more}`);
  expect(next.map(({ name }: { name: string }) => name)).toEqual(["agentwarden", "mindset"]);
});

test("a built-in profile is neither changed nor deleted: the refusal says to clone it", async () => {
  for (const name of ["standard", "agentset"]) {
    const changed = await refusalOf("PATCH", `/profiles/${name}`, { timeoutMs: 5000 });
    expect(changed).toMatchObject({ status: 409, code: "conflict", detail: expect.stringContaining("Clone it") });
    expect(await refusalOf("DELETE", `/profiles/${name}`)).toMatchObject({ status: 409, code: "conflict" });
    expect(await refusalOf("POST", "/profiles", { name, from: "agentset" })).toMatchObject({ status: 409 });
  }
});

test("a clone is the other profile with what is to be other, and can be cloned again", async () => {
  const clone = await appliance.post("/profiles", {
    name: "swift",
    from: "agentset",
    title: "Swift",
    retry: { waitsMs: [1000, 1000, 1000] },
    health: { isGoneFinal: true },
    limits: { nameLengthMax: 20 },
  });
  const agentset = structuredClone(builtInProfile("agentset")!);
  const expected = {
    ...agentset,
    name: "swift",
    title: "Swift",
    builtIn: false,
    retry: { waitsMs: [1000, 1000, 1000], jitterShare: 0 },
    health: { ...agentset.health, isGoneFinal: true },
    limits: { ...agentset.limits, nameLengthMax: 20 },
  };
  expect(clone).toEqual(expected);
  expect(await appliance.get("/profiles/swift")).toEqual(expected);

  const again = await appliance.post("/profiles", { name: "swifter", from: "swift", health: null, eventTypes: [] });
  expect(again).toEqual({ ...expected, name: "swifter", health: null, eventTypes: [] });
});

test("a profile made whole is kept over a restart, and its change too", async () => {
  await using first = await startAppliance();
  const whole = { ...bodyOf("agentpost"), name: "post-office", title: "Post office" };
  const added = await first.post("/profiles", whole);
  expect(added).toEqual({ ...whole, builtIn: false });
  const changed = await first.patch("/profiles/post-office", {
    envelope: { e: { payload: "$data" } },
    retry: { jitterShare: 1 },
  });
  expect(changed).toEqual({
    ...added,
    envelope: { e: { payload: "$data" } },
    retry: { ...added.retry, jitterShare: 1 },
  });
  await first.stop();
  await using second = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  expect(await second.get("/profiles/post-office")).toEqual(changed);
});

test("one that nobody follows is deleted, and is then no profile", async () => {
  await appliance.post("/profiles", { name: "for-nobody", from: "standard" });
  expect((await appliance.delete("/profiles/for-nobody")).status).toBe(204);
  expect((await appliance.request("GET", "/profiles/for-nobody")).status).toBe(404);
  expect((await appliance.delete("/profiles/for-nobody")).status).toBe(404);
  expect((await appliance.request("PATCH", "/profiles/for-nobody", {})).status).toBe(404);
});

test("of many who want the same name at once one gets it", async () => {
  const statuses = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const answer = await appliance.request("POST", "/profiles", { name: "wanted", from: "standard" });
      return answer.status;
    }),
  );
  expect(statuses.sort()).toEqual([201, ...Array<number>(9).fill(409)]);
});

test("no more than a hundred beside the built-in ones, however many are added at once", async () => {
  await using other = await startAppliance();
  const add = async (name: string) => (await other.request("POST", "/profiles", { name, from: "standard" })).status;
  const crowd = await Promise.all(Array.from({ length: 110 }, (_, i) => add(`p${i}`)));
  expect(crowd.toSorted()).toEqual([...Array<number>(100).fill(201), ...Array<number>(10).fill(409)]);
  const { data } = await other.get("/profiles?limit=250");
  expect(data).toHaveLength(100 + BUILT_IN_PROFILES.length);
  const answer = await other.request("POST", "/profiles", { name: "one-more", from: "standard" });
  expect(await answer.json()).toMatchObject({
    code: "conflict",
    detail: "There may be 100 profiles beside the built-in ones: delete one first.",
  });
  await other.delete(`/profiles/${data.at(-1).name}`);
  expect((await Promise.all([add("one-more"), add("two-more")])).toSorted()).toEqual([201, 409]);
});

test("changes at once are all kept, and each is checked with those that came before it", async () => {
  await appliance.post("/profiles", { name: "shared", from: "standard" });
  const change = (changes: object) => () => appliance.request("PATCH", "/profiles/shared", changes);
  const statuses = await statusesInOrder(
    appliance,
    change({ timeoutMs: 4321 }),
    change({ title: "Shared" }),
    change({ health: null }),
    change({ health: { isGoneFinal: false } }),
    change({ limits: { nameLengthMax: 20 } }),
  );
  expect(statuses).toEqual([200, 200, 200, 422, 200]);
  const { limits } = builtInProfile("standard")!;
  const expected = { timeoutMs: 4321, title: "Shared", health: null, limits: { ...limits, nameLengthMax: 20 } };
  expect(await appliance.get("/profiles/shared")).toMatchObject(expected);
});

const HEADER = { header: "x-signature", signed: "{body}", encoding: "hex", prefix: "", timestampHeader: null };
const TYPE = { type: "order.paid" };

/** The field that is named, what is said of it, and the change that meets it. */
const REFUSED: [path: string, message: string | RegExp, change: object][] = [
  ["title", "give it a title", { title: " " }],
  ["envelope", `put "$data" where the data of an event is to stand`, { envelope: { type: "$type" } }],
  ["envelope", "must be a JSON object", { envelope: [] }],
  ["envelope.a.b", "use an object: an envelope has no arrays", { envelope: { data: "$data", a: { b: [] } } }],
  ["envelope.time", /^use one of \$id, /, { envelope: { data: "$data", time: "$timestmap" } }],
  ["envelope", /^keep it within/, { envelope: { data: "$data", a: "x".repeat(20_000) } }],
  ["signatures[0].header", /^choose another name/, { signatures: [{ ...HEADER, header: "webhook-signature" }] }],
  ["signatures[0].header", /^choose another name/, { signatures: [{ ...HEADER, header: "Content-Length" }] }],
  ["signatures[0].header", /^use letters/, { signatures: [{ ...HEADER, header: "x signature" }] }],
  ["signatures[1].header", "give X-Signature once", { signatures: [HEADER, { ...HEADER, header: "X-Signature" }] }],
  ["signatures[0].header", "give x-signature once", { signatures: [{ ...HEADER, timestampHeader: "X-Signature" }] }],
  ["signatures[0].timestampHeader", /^choose another/, { signatures: [{ ...HEADER, timestampHeader: "host" }] }],
  ["signatures[0].signed", /^name \{body\}/, { signatures: [{ ...HEADER, signed: "{id}" }] }],
  ["signatures[0].signed", /^use \{id\}, /, { signatures: [{ ...HEADER, signed: "{time}.{body}" }] }],
  ["signatures[0].signed", /^use \{id\}, /, { signatures: [{ ...HEADER, signed: "{body}{" }] }],
  ["signatures[0].encoding", /hex/, { signatures: [{ ...HEADER, encoding: "base32" }] }],
  ["signatures[0].prefix", /ASCII/, { signatures: [{ ...HEADER, prefix: "v1=\n" }] }],
  ["signatures", /5/, { signatures: Array.from({ length: 6 }, (_, i) => ({ ...HEADER, header: `x-${i}` })) }],
  ["userAgent", "use printable ASCII characters", { userAgent: "Café/1.0" }],
  ["userAgent", /null for ours/, { userAgent: "" }],
  ["timeoutMs", /1000/, { timeoutMs: 999 }],
  ["timeoutMs", /60000/, { timeoutMs: 60_001 }],
  ["retry.waitsMs[1]", /2592000000/, { retry: { waitsMs: [0, 2_592_000_001] } }],
  ["retry.waitsMs[0]", /0/, { retry: { waitsMs: [-1] } }],
  ["retry.waitsMs[0]", /int/, { retry: { waitsMs: [1.5] } }],
  ["retry.waitsMs", /50/, { retry: { waitsMs: Array<number>(51).fill(1) } }],
  ["retry.jitterShare", /1/, { retry: { jitterShare: 1.1 } }],
  ["health.disable.afterFailures", /1/, { health: { disable: { afterFailures: 0, afterMs: 0 } } }],
  ["health.warnings[0].afterMs", "is required", { health: { warnings: [{ afterFailures: 5 }] } }],
  ["whileOff.paused", /held/, { whileOff: { paused: "dropped" } }],
  ["secret.reveal", /always/, { secret: { reveal: "never" } }],
  ["limits.nameLengthMax", /100/, { limits: { nameLengthMax: 101 } }],
  ["limits.urlLengthMax", /2048/, { limits: { urlLengthMax: 2049 } }],
  ["limits.endpointsMax", /1000/, { limits: { endpointsMax: 1001 } }],
  ["limits.more", "is not a known field", { limits: { more: 1 } }],
  ["eventTypes[0].type", /^use words/, { eventTypes: [{ type: "order paid" }] }],
  ["eventTypes[0].type", /our own events/, { eventTypes: [{ type: "hookwheel.endpoint.disabled" }] }],
  ["eventTypes[1].type", "stands there twice", { eventTypes: [TYPE, TYPE] }],
  [
    "eventTypes[0].group",
    "must be what stands before a dot of order.paid",
    { eventTypes: [{ ...TYPE, group: "ord" }] },
  ],
  ["eventTypes[0].schema", /^refer only/, { eventTypes: [{ ...TYPE, schema: { $ref: "https://a.example/" } }] }],
  [
    "eventTypes[0].sample.total",
    "is required",
    { eventTypes: [{ ...TYPE, sample: {}, schema: { required: ["total"] } }] },
  ],
  ["eventTypes[0].sample", "must be a JSON object", { eventTypes: [{ ...TYPE, sample: [] }] }],
  ["builtIn", "is not a known field", { builtIn: false }],
];

describe("each field that cannot be is named, with what to do about it", () => {
  test.each(REFUSED)("%s: %s", async (path, message, change) => {
    const refusal = await refusalOf("POST", "/profiles", { name: "faulty", from: "standard", ...change });
    expect(refusal.errors).toEqual([
      { path, message: typeof message === "string" ? message : expect.stringMatching(message) },
    ]);
    expect(refusal).toMatchObject({ status: 422, code: "invalid" });
    expect((await appliance.request("GET", "/profiles/faulty")).status).toBe(404);
  });

  test("names and clones", async () => {
    for (const name of ["", "Big", "a_b", "-a", "a--b", "x".repeat(65)]) {
      const refusal = await refusalOf("POST", "/profiles", { name, from: "standard" });
      expect(refusal.errors).toMatchObject([{ path: "name" }]);
    }
    const unknown = await refusalOf("POST", "/profiles", { name: "faulty", from: "nothing" });
    expect(unknown.errors).toEqual([{ path: "from", message: "names no profile" }]);
  });

  test("without a profile to clone, all that is missing is told at once", async () => {
    const refusal = await refusalOf("POST", "/profiles", { name: "faulty", title: "Faulty", retry: { waitsMs: [] } });
    expect(refusal.errors).toEqual(
      [
        "envelope",
        "signatures",
        "userAgent",
        "timeoutMs",
        "retry.jitterShare",
        "health",
        "whileOff",
        "secret",
        "limits",
        "eventTypes",
      ].map((path) => ({ path, message: path === "envelope" ? "must be a JSON object" : "is required" })),
    );
  });
});
