/** Journeys of the inbox: a first delivery that is seen and verified, with no tool from outside. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { Webhook } from "standardwebhooks";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { HOUR, SECOND } from "../help/clock.ts";
import { startAdmin } from "../help/people.ts";
import { startTenant } from "../help/tenants.ts";

setDefaultTimeout(30_000);

/** Posts to an inbox from outside. */
function post(url: string, body = "hello", headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: "POST", body, headers });
}

async function requestsOf(appliance: Appliance, id: string) {
  return (await appliance.get(`/inbox/${id}`)).requests;
}

test("a person makes an inbox, an event is posted, and the delivery is there, signed and verified", async () => {
  // No private address is open: the inbox needs none.
  await using appliance = await startAppliance({ env: { HOOKWHEEL_ALLOW_TARGETS: "" } });
  const ada = await startAdmin(appliance);
  const made = await ada.request("POST", "/inbox", { endpoint: true, events: ["order.*"] });
  expect(made.status).toBe(201);
  const inbox = await made.json();
  expect(inbox).toEqual({
    id: expect.stringMatching(/^inb_/),
    url: expect.stringMatching(new RegExp(`^${appliance.url}/inbox/[\\w-]{43}$`)),
    endpointIds: [expect.stringMatching(/^ep_/)],
    requestsCount: 0,
    lastRequestAt: null,
    createdAt: "2026-01-05T12:00:00.000Z",
    secret: expect.stringMatching(/^whsec_/),
  });
  const event = await appliance.post("/events", { type: "order.paid", data: { total: "12.00" } });
  await appliance.pass(0);

  const { requests, ...shown } = await (await ada.request("GET", `/inbox/${inbox.id}`)).json();
  expect(shown).toMatchObject({ requestsCount: 1, lastRequestAt: "2026-01-05T12:00:00.000Z" });
  expect(requests).toMatchObject([
    { number: 1, isOurs: true, eventId: event.id, isTruncated: false, isSigned: true, isVerified: true },
  ]);
  const { body, headers } = requests[0];
  expect(body).toBe((await appliance.get(`/events/${event.id}`)).body);
  const signed = Object.fromEntries(headers);
  const sentAt = Number(signed["webhook-timestamp"]);
  expect(new Webhook(inbox.secret).sign(event.id, new Date(sentAt * 1000), body)).toBe(signed["webhook-signature"]);

  const [delivery] = (await appliance.get("/deliveries")).data;
  expect(delivery).toMatchObject({ state: "delivered", endpointId: inbox.endpointIds[0] });
  const { attempts } = await appliance.get(`/deliveries/${delivery.id}`);
  expect(attempts).toMatchObject([{ outcome: "delivered", status: 200, reason: "200 OK", address: null }]);
  expect(await appliance.get(`/attempts/${attempts[0].id}`)).toMatchObject({
    response: { status: 200, body: "ok" },
    timing: { resolveMs: null, connectMs: null, tlsMs: null },
  });
  expect((await appliance.get("/inbox")).data).toMatchObject([{ id: inbox.id, requestsCount: 1 }]);
});

test("an endpoint that is pointed at it by hand is verified too, by whichever spelling of our address", async () => {
  const env = { HOOKWHEEL_ALLOW_TARGETS: "", HOOKWHEEL_BASE_URL: "https://hooks.example.com" };
  await using appliance = await startAppliance({ env });
  const { id, url, secret } = await appliance.post("/inbox", {});
  expect(url).toStartWith("https://hooks.example.com/inbox/");
  expect(secret).toBeNull();
  const { port } = new URL(appliance.url);
  for (const origin of ["https://hooks.example.com", `http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
    await appliance.post("/webhooks/endpoints", { url: url.replace("https://hooks.example.com", origin) });
  }
  await appliance.post("/events", { type: "order.paid", data: {} });
  await appliance.pass(0);
  const requests = await requestsOf(appliance, id);
  expect(requests).toHaveLength(3);
  for (const request of requests) expect(request).toMatchObject({ isOurs: true, isVerified: true });
});

test("what comes from outside is kept as it came, and told from what is ours", async () => {
  await using appliance = await startAppliance();
  const { id, url, secret } = await appliance.post("/inbox", { endpoint: true });
  const sign = (body: string) => new Webhook(secret).sign("msg_1", new Date(1_700_000_000_000), body);
  const signed = { "webhook-id": "msg_1", "webhook-timestamp": "1700000000" };
  expect(await (await post(url, "hé\u0000llo", { "x-own": "a" })).text()).toBe("ok");
  await post(url, "{}", { ...signed, "webhook-signature": `v1,AAAA ${sign("{}")}` });
  await post(url, "{ }", { ...signed, "webhook-signature": sign("{}") });
  const requests = await requestsOf(appliance, id);
  expect(
    requests.map(({ body, isOurs, isSigned, isVerified }: Record<string, unknown>) => [
      body,
      isOurs,
      isSigned,
      isVerified,
    ]),
  ).toEqual([
    ["{ }", false, true, false],
    ["{}", false, true, true],
    ["hé\u0000llo", false, false, null],
  ]);
  expect(requests[2].headers).toContainEqual(["x-own", "a"]);
});

test("without an endpoint of it nobody can tell whether a request is rightly signed", async () => {
  await using appliance = await startAppliance();
  const { id, url } = await appliance.post("/inbox", {});
  await post(url, "{}", { "webhook-id": "a", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA" });
  expect(await requestsOf(appliance, id)).toMatchObject([{ isSigned: true, isVerified: null }]);
});

test("what was found wrongly signed stays so, and what came before an endpoint is told by the first one", async () => {
  await using appliance = await startAppliance();
  const { id, url } = await appliance.post("/inbox", {});
  const verdicts = async () =>
    (await requestsOf(appliance, id)).map(({ isVerified }: { isVerified: unknown }) => isVerified);
  const postSigned = async (secret: string) => {
    const signature = new Webhook(secret).sign("msg_1", new Date(1_700_000_000_000), "{}");
    const signed = { "webhook-id": "msg_1", "webhook-timestamp": "1700000000", "webhook-signature": signature };
    await post(url, "{}", signed);
  };
  const [one, other] = ["1", "2"].map((digit) => `whsec_${btoa(digit.repeat(32))}`) as [string, string];
  await postSigned(one);
  await postSigned(other);
  expect(await verdicts()).toEqual([null, null]);
  await appliance.post("/webhooks/endpoints", { url, secret: one });
  expect(await verdicts()).toEqual([false, true]);
  await appliance.post("/webhooks/endpoints", { url, secret: other });
  await postSigned(other);
  expect(await verdicts()).toEqual([true, false, true]);
});

test("of many endpoints the keys of the newest ten are tried, and the rest cannot be told", async () => {
  await using appliance = await startAppliance();
  const { id, url } = await appliance.post("/inbox", {});
  for (let nth = 0; nth < 11; nth++) await appliance.post("/webhooks/endpoints", { url, events: [`order.no${nth}`] });
  await appliance.post("/events", { type: "order.no0", data: {} });
  await appliance.post("/events", { type: "order.no1", data: {} });
  await appliance.pass(0);
  const requests = await requestsOf(appliance, id);
  const verdictOf = (type: string) =>
    requests.find(({ body }: { body: string }) => JSON.parse(body).type === type).isVerified;
  expect([verdictOf("order.no0"), verdictOf("order.no1")]).toEqual([null, true]);
});

test("an inbox keeps a hundred requests, for a day", async () => {
  await using appliance = await startAppliance();
  const { id } = await appliance.post("/inbox", { endpoint: true });
  for (let n = 0; n < 3; n++) {
    const events = Array.from({ length: 50 }, () => ({ type: "order.paid", data: {} }));
    await appliance.post("/events/batch", { events });
    await appliance.pass(HOUR);
  }
  const numbers = (await requestsOf(appliance, id)).map(({ number }: { number: number }) => number);
  expect(numbers).toEqual(Array.from({ length: 100 }, (_, n) => 150 - n));
  await appliance.pass(22 * HOUR);
  expect(await requestsOf(appliance, id)).toHaveLength(50);
  await appliance.pass(HOUR);
  expect(await appliance.get(`/inbox/${id}`)).toMatchObject({ requestsCount: 0, requests: [] });
});

test("large bodies from outside are refused, and crowds held back", async () => {
  await using appliance = await startAppliance();
  const { id, url } = await appliance.post("/inbox", {});
  expect((await post(url, "x".repeat(256 * 1024))).status).toBe(200);
  expect((await post(url, "x".repeat(256 * 1024 + 1))).status).toBe(413);
  const statuses = await Promise.all(Array.from({ length: 60 }, async () => (await post(url)).status));
  expect(statuses.filter((status) => status === 200)).toHaveLength(48);
  const refused = await post(url);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
  await appliance.pass(SECOND);
  expect((await post(url)).status).toBe(200);
  expect(await requestsOf(appliance, id)).toHaveLength(50);
});

test("after a start the inbox is there, and works, without what it had got", async () => {
  await using first = await startAppliance();
  const { id, url } = await first.post("/inbox", { endpoint: true });
  await post(url);
  await first.stop();
  await using appliance = await startAppliance({
    dataDir: first.dataDir,
    clock: first.clock,
    env: { HOOKWHEEL_PORT: new URL(first.url).port },
  });
  expect(await requestsOf(appliance, id)).toEqual([]);
  await appliance.post("/events", { type: "order.paid", data: {} });
  await appliance.pass(0);
  expect(await requestsOf(appliance, id)).toMatchObject([{ number: 1, isVerified: true }]);
});

test("a token that is none is a 404, from outside and for a delivery, and no socket is opened", async () => {
  await using appliance = await startAppliance();
  const { id, url, endpointIds } = await appliance.post("/inbox", { endpoint: true });
  expect((await post(`${url}x`)).status).toBe(404);
  await appliance.post("/webhooks/endpoints", { url: `${url}x` });
  await appliance.post("/events", { type: "order.paid", data: {} });
  await appliance.pass(0);
  const [wrong] = (await appliance.get("/deliveries?state=waiting")).data;
  expect(await appliance.get(`/deliveries/${wrong.id}`)).toMatchObject({
    attempts: [{ outcome: "rejected", status: 404, address: null }],
  });
  expect((await appliance.delete(`/inbox/${id}`)).status).toBe(204);
  expect((await post(url)).status).toBe(404);
  expect((await appliance.request("GET", `/webhooks/endpoints/${endpointIds[0]}`)).status).toBe(404);
  expect((await appliance.request("GET", `/inbox/${id}`)).status).toBe(404);
});

test("our own listener is shut to deliveries but for inboxes", async () => {
  await using appliance = await startAppliance();
  await appliance.post("/webhooks/endpoints", { url: `${appliance.url}/inboxes/a` });
  await appliance.post("/webhooks/endpoints", { url: `${appliance.url}/inbox/a/b` });
  await appliance.post("/events", { type: "order.paid", data: {} });
  await appliance.pass(0);
  for (const { id } of (await appliance.get("/deliveries")).data) {
    expect((await appliance.get(`/deliveries/${id}`)).attempts).toMatchObject([{ outcome: "blocked" }]);
  }
});

test("inboxes end with their environment, and their tokens are in no log", async () => {
  await using appliance = await startAppliance();
  const acme = await startTenant(appliance, "acme");
  const { url } = await appliance.post("/inbox", {}, acme.chosen);
  expect((await post(url)).status).toBe(200);
  await appliance.delete(`/organizations/${acme.organizationId}`);
  expect((await post(url)).status).toBe(404);
  for (let n = 0; n < 20; n++) await appliance.post("/inbox", {});
  expect((await appliance.request("POST", "/inbox", {})).status).toBe(409);
  expect(appliance.logLines.join("\n")).toContain('"/inbox/…"');
  expect(appliance.logLines.join("\n")).not.toContain(url.split("/").at(-1));
});

test("an inbox is deleted also while somebody else deletes its endpoint", async () => {
  await using appliance = await startAppliance();
  for (let round = 0; round < 8; round++) {
    const { id, endpointIds } = await appliance.post("/inbox", { endpoint: true });
    const both = [appliance.delete(`/webhooks/endpoints/${endpointIds[0]}`), appliance.delete(`/inbox/${id}`)] as const;
    const [, { status }] = await Promise.all(both);
    expect(status).toBe(204);
    expect((await appliance.get("/inbox")).data).toEqual([]);
    expect((await appliance.get("/webhooks/endpoints")).data).toEqual([]);
  }
});

test("an inbox's URL is told to be reachable, though nothing is dialled", async () => {
  await using appliance = await startAppliance({ env: { HOOKWHEEL_ALLOW_TARGETS: "" } });
  const { id, url } = await appliance.post("/inbox", {});
  const check = (of: string) => appliance.post("/webhooks/endpoints/check", { url: of });
  expect(await check(url)).toMatchObject({ reachable: true, reason: null, address: null });
  expect(await check(`${url}x`)).toMatchObject({ reachable: false, reason: "there is no such inbox" });
  expect(await check(`${appliance.url}/other`)).toMatchObject({ reachable: false });
  expect(await requestsOf(appliance, id)).toEqual([]);
});
