/** Who may ask, and what every answer carries. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "node:net";
import { type Appliance, startAppliance } from "../help/appliance.ts";

let appliance: Appliance;
beforeAll(async () => {
  appliance = await startAppliance();
});
afterAll(() => appliance[Symbol.asyncDispose]());

/** By which people come in, who have no key. */
const OPEN = new Set(["readSetUp", "setUp", "createSession", "choosePassword"]);

/** Every operation that needs a key, as method and path with an id that is none of ours. */
async function operations(): Promise<[method: string, path: string][]> {
  const { paths } = await (await fetch(`${appliance.url}/openapi.json`)).json();
  return Object.entries(paths as Record<string, Record<string, { operationId: string }>>).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => !OPEN.has(operationId))
      .map(([method]): [string, string] => [method.toUpperCase(), path.replace("{id}", "x")]),
  );
}

test("no route of the API answers without a valid key, whatever else is sent", async () => {
  const all = await operations();
  expect(all.length).toBeGreaterThanOrEqual(14);
  const keys = [
    undefined,
    "",
    "Bearer",
    "Bearer ",
    `Basic ${appliance.adminKey}`,
    "Bearer x",
    `Bearer ${appliance.adminKey}x`,
  ];
  for (const [method, path] of all) {
    for (const key of keys) {
      const response = await fetch(`${appliance.url}${path}?limit=0`, {
        method,
        headers: key === undefined ? {} : { authorization: key },
        ...(method === "POST" || method === "PATCH" ? { body: "{" } : {}),
      });
      expect([method, path, key, response.status]).toEqual([method, path, key, 401]);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await response.json()).toMatchObject({ code: "unauthorized" });
    }
  }
});

test("a short host name opens nothing", async () => {
  const answerTo = (path: string) =>
    new Promise<string>((resolve, reject) => {
      const { port } = new URL(appliance.url);
      const socket = connect(Number(port), "127.0.0.1", () => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`));
      socket.once("error", reject).once("data", (bytes) => {
        socket.destroy();
        resolve(bytes.toString().split("\r\n", 1)[0] as string);
      });
    });
  expect(await answerTo("/api/v1/events")).toBe("HTTP/1.1 401 Unauthorized");
  expect(await answerTo("/api/v1/events/evt_x")).toBe("HTTP/1.1 401 Unauthorized");
});

test("the scheme is written in any case", async () => {
  const headers = { authorization: `bearer  ${appliance.adminKey}` };
  expect((await fetch(`${appliance.url}/api/v1/events`, { headers })).status).toBe(200);
});

test("an environment that there is not is the same 404, by whichever header", async () => {
  for (const name of ["hookwheel-organization", "hookwheel-environment"]) {
    for (const value of ["acme", "org_01ke70ehg0edwbaqdqh99yfbna", ""]) {
      const response = await appliance.request("GET", "/events", undefined, { [name]: value });
      expect(await response.json()).toMatchObject({ status: 404, detail: "There is no such environment." });
    }
  }
});

test("what is not there and what is no id are answered alike", async () => {
  const noun = { events: "evt", deliveries: "dlv", attempts: "att", "webhooks/endpoints": "ep" };
  for (const [path, prefix] of Object.entries(noun)) {
    const shapes = new Set<string>();
    for (const id of [
      `${prefix}_01ke70ehg0edwbaqdqh99yfbna`,
      `${prefix}_`,
      "x",
      "%00",
      "%FF",
      "__proto__",
      `zzz_${"0".repeat(26)}`,
    ]) {
      const response = await appliance.request("GET", `/${path}/${id}`);
      const { requestId: _, ...problem } = (await response.json()) as { requestId: string };
      shapes.add(JSON.stringify(problem));
    }
    expect([...shapes]).toHaveLength(1);
    expect(JSON.parse([...shapes][0] as string)).toMatchObject({ type: "about:blank", status: 404, code: "not_found" });
  }
});

test("an unknown path, or a method that a path does not have, is a 404 as Problem Details", async () => {
  for (const [method, path] of [
    ["GET", "/nothing"],
    ["PUT", "/events"],
    ["DELETE", "/events"],
    ["GET", "/events/batch/x"],
    ["POST", "/attempts/x"],
  ] as const) {
    const response = await appliance.request(method, path);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect([method, path, await response.json()]).toMatchObject([method, path, { status: 404, code: "not_found" }]);
  }
});

test("every answer has a request id, the caller's own when it is short and visible", async () => {
  const idFor = async (own: string | null, path = "/events") =>
    (await appliance.request("GET", path, undefined, own === null ? {} : { "x-request-id": own })).headers.get(
      "x-request-id",
    );
  expect(await idFor("trace-7")).toBe("trace-7");
  expect(await idFor("trace-7", "/events/x")).toBe("trace-7");
  expect(await idFor("trace-7", "/nothing")).toBe("trace-7");
  for (const own of [null, "", "two words", "é", "x".repeat(129)]) expect(await idFor(own)).toMatch(/^[0-9a-f-]{36}$/);
  const problem = await (await appliance.request("GET", "/nothing", undefined, { "x-request-id": "trace-8" })).json();
  expect(problem).toMatchObject({ requestId: "trace-8" });
});

test("no browser may take an answer for another kind than it says", async () => {
  const { url, adminKey } = appliance;
  const inbox = await appliance.post("/inbox", {});
  const answers = [
    await appliance.request("GET", "/events"),
    await appliance.request("POST", "/events", { type: "a", data: {} }),
    await appliance.request("DELETE", `/inbox/${(await appliance.post("/inbox", {})).id}`),
    await appliance.request("GET", "/stream"),
    await appliance.request("GET", "/nothing"),
    await appliance.request("POST", "/events", {}),
    await fetch(`${url}/api/v1/events`),
    await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${adminKey}` } }),
    await fetch(`${url}/healthz`),
    await fetch(`${url}/openapi.json`),
    await fetch(inbox.url, { method: "POST", body: "<script>" }),
  ];
  for (const answer of answers) {
    expect([answer.url, answer.headers.get("x-content-type-options")]).toEqual([answer.url, "nosniff"]);
    await answer.body?.cancel();
  }
});

test("nobody on the way keeps what the API tells", async () => {
  await using appliance = await startAppliance();
  const { id } = await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:9/" });
  for (const path of [
    "/events",
    `/webhooks/endpoints/${id}/secret`,
    "/session",
    "/events/none",
    "/nothing",
    "/stream",
  ]) {
    const answer = await appliance.request("GET", path);
    expect([path, answer.headers.get("cache-control")]).toEqual([path, "no-store"]);
    await answer.body?.cancel();
  }
});

test("a request is one line in the log, without its query or its payload", async () => {
  const lineOf = (id: string) => {
    const lines = appliance.logLines.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === id);
    expect(lines).toHaveLength(1);
    return lines[0];
  };
  const send = (id: string, method: string, path: string, body?: object) =>
    appliance.request(method, path, body, { "x-request-id": id });
  await send("line-1", "GET", "/events?type=hidden");
  await send("line-2", "POST", "/events", { type: "a", data: { card: "hidden" } });
  await send("line-3", "POST", "/webhooks/endpoints", { url: "https://example.com/hidden" });
  await send("line-4", "POST", "/webhooks/endpoints", { url: "hidden" });
  await fetch(`${appliance.url}/api/v1/events`, { headers: { "x-request-id": "line-5", authorization: "hidden" } });
  expect(lineOf("line-1")).toMatchObject({ level: "debug", method: "GET", path: "/api/v1/events", status: 200 });
  expect(lineOf("line-2")).toMatchObject({ level: "debug", method: "POST", status: 202 });
  expect(lineOf("line-3")).toMatchObject({ level: "info", method: "POST", status: 201, durationMs: 0 });
  expect(lineOf("line-4")).toMatchObject({ level: "info", status: 422, reason: "invalid" });
  expect(lineOf("line-5")).toMatchObject({ level: "info", status: 401, reason: "unauthorized" });
  for (const line of ["line-1", "line-2", "line-3", "line-4", "line-5"]) {
    expect(JSON.stringify(lineOf(line))).not.toContain("hidden");
  }
});

test("probes and figures are open to all", async () => {
  const get = (path: string) => fetch(`${appliance.url}${path}`);
  const health = await (await get("/healthz")).json();
  expect(health).toEqual({
    status: "ok",
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    uptimeMs: expect.any(Number),
  });
  expect(await (await get("/readyz")).json()).toEqual({ status: "ready" });
  const metrics = await get("/metrics");
  expect(metrics.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
  expect(await metrics.text()).toMatch(/^hookwheel_events_accepted_total \d+$/m);
});

test("a delivery that a proxy or another name leads back to us is no request of a client", async () => {
  const event = { type: "order.paid", data: {} };
  const returned = await appliance.request("POST", "/events", event, { "webhook-signature": "v1,AAAA" });
  expect(returned.status).toBe(403);
});
