/** Posting events: what is taken, byte for byte, and what is refused with which words. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { startReceiver } from "../help/receiver.ts";

let appliance: Appliance;
beforeAll(async () => {
  appliance = await startAppliance();
});
afterAll(() => appliance[Symbol.asyncDispose]());

/** The body of a refusal. */
interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: { path: string; message: string }[];
}

async function refused(
  path: string,
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Problem> {
  const response = await fetch(`${appliance.url}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${appliance.adminKey}`, "content-type": "application/json", ...headers },
    body,
  });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return response.json() as Promise<Problem>;
}

function faultPaths({ errors = [] }: Problem): string[] {
  return errors.map(({ path }) => path);
}

describe("data goes out byte for byte as it came in", () => {
  const texts = [
    `{}`,
    `{"z":1,"a":2,"1":3}`,
    `{"big":12345678901234567890,"small":-0.0,"one":1.0,"e":1E+2,"more":1e999}`,
    `{"twice":1,"twice":2}`,
    `{ "spaced" : [ 1 ,\t2 ]\n, "nested": {"a": {}} }`,
    String.raw`{"escaped":"\u00e9\/\ud83d\ude00\b","lone":"\ud800","nul":"\u0000","__proto__":{"a":1}}`,
    `{"plain":"é😀\u2028<script>","brace":"}]\\"{["}`,
  ];
  for (const text of texts) {
    test(text, async () => {
      await using shop = await startReceiver();
      const endpoint = await appliance.post("/webhooks/endpoints", { url: shop.url });
      const { id } = await appliance.post("/events", `{"data":${text},"type":"order.paid"}`);
      await appliance.pass(0);
      const { body } = await appliance.get(`/events/${id}`);
      expect(body).toEndWith(`"data":${text}}`);
      expect(shop.requests.map((request) => request.body)).toEqual([body]);
      await appliance.delete(`/webhooks/endpoints/${endpoint.id}`);
    });
  }
});

describe("an event that cannot be taken is refused with the name of its field", () => {
  const cases: [name: string, body: string, paths: string[]][] = [
    ["nothing of what is needed", `{}`, ["type", "data"]],
    ["an unknown field", `{"type":"a","data":{},"id":"x"}`, ["id"]],
    ["__proto__ as a field", `{"type":"a","data":{},"__proto__":{"namespace":"x"}}`, ["__proto__"]],
    ["a field twice", `{"type":"a","data":{},"type":"b"}`, ["type"]],
    ["a field twice, once escaped", String.raw`{"type":"a","data":{},"d\u0061ta":{}}`, ["data"]],
    ["data that is an array", `{"type":"a","data":[]}`, ["data"]],
    ["data that is null", `{"type":"a","data":null}`, ["data"]],
    ["data that is text", `{"type":"a","data":"{}"}`, ["data"]],
    ["a type with a blank", `{"type":"a b","data":{}}`, ["type"]],
    ["a type that is a number", `{"type":7,"data":{}}`, ["type"]],
    ["a type that is too long", `{"type":"${"a".repeat(129)}","data":{}}`, ["type"]],
    ["a type of our own events", `{"type":"hookwheel.endpoint.disabled","data":{}}`, ["type"]],
    ["an empty namespace", `{"type":"a","data":{},"namespace":""}`, ["namespace"]],
    ["a namespace with NUL", String.raw`{"type":"a","data":{},"namespace":"a\u0000"}`, ["namespace"]],
    ["a namespace with half a character", String.raw`{"type":"a","data":{},"namespace":"a\ud800"}`, ["namespace"]],
    ["a time without an offset", `{"type":"a","data":{},"timestamp":"2026-01-01T00:00:00"}`, ["timestamp"]],
    ["a time that is a number", `{"type":"a","data":{},"timestamp":1767614400}`, ["timestamp"]],
    ["a day that there is not", `{"type":"a","data":{},"timestamp":"2026-02-30T00:00:00Z"}`, ["timestamp"]],
    ["a time out of range", `{"type":"a","data":{},"timestamp":"1969-12-31T23:59:59Z"}`, ["timestamp"]],
    ["an array", `[]`, [""]],
    ["null", `null`, [""]],
    ["what is nested too deep", `{"type":"a","data":{"a":${"[".repeat(250)}${"]".repeat(250)}}}`, [""]],
  ];
  for (const [name, body, paths] of cases) {
    test(name, async () => {
      const problem = await refused("/events", body);
      expect([problem.status, problem.code, faultPaths(problem)]).toEqual([422, "invalid", paths]);
    });
  }

  test("every fault is told at once", async () => {
    const problem = await refused("/events", `{"data":1,"namespace":2,"x":3}`);
    expect(problem.detail).toBe("type: is required");
    expect(problem.errors).toEqual([
      { path: "type", message: "is required" },
      { path: "data", message: "must be a JSON object" },
      { path: "namespace", message: "expected string, received number" },
      { path: "x", message: "is not a known field" },
    ]);
  });
});

test("what is no JSON in UTF-8 is refused as such", async () => {
  const bodies: (string | Buffer<ArrayBuffer>)[] = [
    ``,
    `{`,
    `{"type":"a","data":{}} x`,
    `{"type":"a","data":{"a":01}}`,
    `{'type':"a","data":{}}`,
    `{"type":"a","data":{"a":NaN}}`,
    `{"type":"a","data":{"a":"\n"}}`,
    `\ufeff{"type":"a","data":{}}`,
    Buffer.from(`{"type":"a","data":{"a":"\xff"}}`, "latin1"),
    Buffer.from(`{"type":"a","data":{"a":"\xed\xa0\x80"}}`, "latin1"),
    Buffer.from(`{"type":"a","data":{}}`, "utf16le"),
  ];
  for (const body of bodies) expect(await refused("/events", body)).toMatchObject({ status: 400, code: "not_json" });
});

test("what is not sent as JSON is refused as such", async () => {
  const body = `{"type":"a","data":{}}`;
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "text/json"]) {
    const problem = await refused("/events", body, { "content-type": type });
    expect(problem).toMatchObject({ status: 415, code: "unsupported_media_type" });
  }
  const response = await appliance.request("POST", "/events", body, {
    "content-type": "Application/JSON ; charset=utf-8",
  });
  expect(response.status).toBe(202);
});

test("what is too large is refused as such, however it is sent", async () => {
  const body = `{"type":"a","data":{"text":"${"x".repeat(262_144)}"}}`;
  expect(await refused("/events", body)).toMatchObject({ status: 413, code: "too_large" });
  const chunks = new ReadableStream({
    async pull(controller) {
      controller.enqueue(Buffer.from(body.slice(0, 100_000)));
      await Promise.resolve();
      controller.enqueue(Buffer.from(body.slice(100_000)));
      controller.close();
    },
  });
  const response = await fetch(`${appliance.url}/api/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${appliance.adminKey}`, "content-type": "application/json" },
    body: chunks,
  });
  expect(response.status).toBe(413);
});

test("what is larger than anything that is read is refused in the same words, with its id and its line in the log", async () => {
  const body = `{"type":"a","data":{"text":"${"x".repeat(17 * 1024 * 1024)}"}}`;
  for (const sent of [body, new Blob([body]).stream()]) {
    const response = await fetch(`${appliance.url}/api/v1/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${appliance.adminKey}`, "content-type": "application/json" },
      body: sent,
    });
    const problem = await response.json();
    expect(problem).toMatchObject({ status: 413, code: "too_large", requestId: response.headers.get("x-request-id") });
    expect(appliance.logLines.filter((line) => line.includes(problem.requestId))).toHaveLength(1);
  }
});

test("what says that it is endless is refused before it comes, whoever sends it and wherever to", async () => {
  for (const path of ["/api/v1/events", "/api/v1/nothing", "/healthz", "/inbox/x"]) {
    const answer = Promise.withResolvers<string>();
    let text = "";
    const { port } = new URL(appliance.url);
    const socket = connect(Number(port), "127.0.0.1")
      .on("data", (bytes) => void (text += bytes))
      .on("error", () => {})
      .on("close", () => answer.resolve(text));
    socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 900000000000000\r\n\r\n{`);
    expect([path, await answer.promise]).toEqual([
      path,
      expect.stringMatching(/^HTTP\/1\.1 413 .*"code":"too_large"/s),
    ]);
    socket.destroy();
  }
});

test("a time is kept as UTC, an unknown type and a namespace as they are", async () => {
  const timestamp = "2026-03-01T01:30:00.123456+02:00";
  const { id, deliveries } = await appliance.post("/events", {
    type: "never-heard_of.2",
    data: {},
    namespace: "Zürich 1",
    timestamp,
  });
  expect(deliveries).toBe(0);
  expect(await appliance.get(`/events/${id}`)).toMatchObject({
    type: "never-heard_of.2",
    namespace: "Zürich 1",
    timestamp: "2026-02-28T23:30:00.123Z",
    deliveries: [],
  });
});

describe("a batch", () => {
  const event = `{"type":"a","data":{"n":1.0}}`;

  test("is answered in the order posted, each event with its own bytes", async () => {
    const { data } = await appliance.post("/events/batch", `{"events":[ ${event} ,{"data":{"m":2e0},"type":"b"}]}`);
    expect(data.map(({ type }: { type: string }) => type)).toEqual(["a", "b"]);
    const second = await appliance.get(`/events/${data[1].id}`);
    expect(second.body).toEndWith(`"data":{"m":2e0}}`);
  });

  test("is taken whole or not at all", async () => {
    const countOf = async () => (await appliance.get("/events?limit=250&type=batched")).data.length;
    const before = await countOf();
    const problem = await refused("/events/batch", `{"events":[{"type":"batched","data":{}},{"type":"","data":{}}]}`);
    expect(faultPaths(problem)).toEqual(["events[1].type"]);
    expect(await countOf()).toBe(before);
  });

  const cases: [name: string, body: string, paths: string[]][] = [
    ["without events", `{"events":[]}`, ["events"]],
    ["of 101 events", `{"events":[${Array(101).fill(event).join()}]}`, ["events"]],
    ["with events that are none", `{"events":[3]}`, ["events[0]"]],
    ["with an unknown field", `{"events":[${event}],"key":"x"}`, ["key"]],
    ["with a field twice in an event", `{"events":[${event},{"type":"a","type":"b","data":{}}]}`, ["events[1].type"]],
  ];
  for (const [name, body, paths] of cases) {
    test(`${name} is refused`, async () => {
      const problem = await refused("/events/batch", body);
      expect([problem.status, faultPaths(problem)]).toEqual([422, paths]);
    });
  }

  test("of 100 is taken; one above 4 MiB, or with an event that is too large, is not", async () => {
    const { data } = await appliance.post("/events/batch", `{"events":[${Array(100).fill(event).join()}]}`);
    expect(data).toHaveLength(100);
    const large = (length: number) => `{"type":"a","data":{"t":"${"x".repeat(length)}"}}`;
    const tooMuch = await refused("/events/batch", `{"events":[${Array(17).fill(large(250_000)).join()}]}`);
    expect(tooMuch).toMatchObject({ status: 413 });
    const one = await refused("/events/batch", `{"events":[${event},${large(262_144)}]}`);
    expect(one).toMatchObject({ status: 413, detail: "events[1] is larger than 262144 bytes." });
  });
});
