/** Journeys of people: the first one comes in, others are added, and everybody goes again. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { startAppliance } from "../help/appliance.ts";
import { DAY, HOUR, MINUTE } from "../help/clock.ts";
import { readEvents, readSocket } from "../help/stream.ts";
import { PASSWORD, signIn, startAdmin, startPerson, tokenIn, visit, visitorOf } from "../help/people.ts";

setDefaultTimeout(30_000);

const FORM = { email: "Ada@Example.com", name: "Ada", password: PASSWORD };

test("the first person sets up by a URL that opens once, and administers from there", async () => {
  await using appliance = await startAppliance();
  expect(await (await visit(appliance, "GET", "/setup")).json()).toEqual({ isNeeded: true });
  const url = (await appliance.app.setUpUrl())!;
  expect(url).toMatch(new RegExp(`^${appliance.url}/setup#[\\w-]{43}$`));

  const response = await visit(appliance, "POST", "/setup", { ...FORM, token: tokenIn(url) });
  expect(response.status).toBe(201);
  const ada = await visitorOf(appliance, response);
  expect(ada.signedIn).toEqual({
    id: expect.stringMatching(/^ses_/),
    person: {
      id: expect.stringMatching(/^per_/),
      email: "ada@example.com",
      name: "Ada",
      role: "admin",
      organizationId: null,
      hasPassword: true,
      createdAt: "2026-01-05T12:00:00.000Z",
      lastSignInAt: "2026-01-05T12:00:00.000Z",
    },
    role: "admin",
    organizations: [
      {
        id: expect.stringMatching(/^org_/),
        name: "Default",
        externalId: null,
        profile: "standard",
        webhooksEnabled: true,
      },
    ],
    organizationsCount: 1,
    environments: [
      { id: expect.any(String), organizationId: expect.any(String), name: "production", externalId: null },
    ],
    expiresAt: "2026-01-06T00:00:00.000Z",
  });
  expect(await (await ada.request("GET", "/session")).json()).toEqual(ada.signedIn);
  const made = await ada.request("POST", "/webhooks/endpoints", { url: "http://127.0.0.1:1/" });
  expect(made.status).toBe(201);
  expect(await appliance.app.setUpUrl()).toBeNull();
  expect((await appliance.get("/audit")).data).toMatchObject([
    { action: "endpoint.created", actor: { kind: "person", id: ada.signedIn.person.id, name: "Ada" } },
    { action: "instance.set_up", address: "127.0.0.1", changes: { email: "ada@example.com", name: "Ada" } },
    { action: "instance.set_up_offered", actor: { kind: "operator" } },
  ]);
});

test("once there is a person the set-up is not there, whatever is sent, also after a start", async () => {
  await using first = await startAppliance();
  const token = tokenIn((await first.app.setUpUrl())!);
  await visit(first, "POST", "/setup", { ...FORM, token });
  await first.stop();
  await using appliance = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  for (const [method, body] of [["GET"], ["POST", { ...FORM, token }], ["POST", {}], ["POST", "no"]] as const) {
    const response = await visit(appliance, method, "/setup", body);
    expect(await response.json()).toMatchObject({ status: 404, detail: "There is nothing at this path." });
  }
});

test("a set-up that is raced makes exactly one admin", async () => {
  await using appliance = await startAppliance();
  const token = tokenIn((await appliance.app.setUpUrl())!);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      visit(appliance, "POST", "/setup", { ...FORM, email: `ada${n}@example.com`, token }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ headers }) => headers.has("set-cookie"))).toHaveLength(1);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 404]));
  expect((await appliance.get("/people")).data).toHaveLength(1);
});

test("a set-up URL ends after half an hour, and when there is a newer one", async () => {
  await using appliance = await startAppliance();
  const setUp = async (token: string) => (await visit(appliance, "POST", "/setup", { ...FORM, token })).status;
  const old = tokenIn((await appliance.app.setUpUrl())!);
  const late = tokenIn((await appliance.app.setUpUrl())!);
  expect(await setUp(old)).toBe(401);
  expect(await setUp("guessed")).toBe(401);
  await appliance.pass(30 * MINUTE);
  expect(await setUp(late)).toBe(401);
  const token = tokenIn((await appliance.app.setUpUrl())!);
  await appliance.pass(30 * MINUTE - 1);
  expect(await setUp(token)).toBe(201);
});

test("somebody who is added chooses a password by a link, once, within three days", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const add = async (email: string) =>
    (await ada.request("POST", "/people", { email, name: "Ben", role: "admin" })).json();
  const choose = (url: string) =>
    visit(appliance, "POST", "/session/password", { token: tokenIn(url), password: PASSWORD });
  const ben = await add("ben@example.com");
  expect(ben).toMatchObject({ hasPassword: false, link: { expiresAt: "2026-01-08T12:00:00.000Z" } });
  expect(ben.link.url).toStartWith(`${appliance.url}/welcome#`);
  expect((await signIn(appliance, "ben@example.com")).status).toBe(401);
  expect((await choose(ben.link.url)).status).toBe(201);
  expect((await choose(ben.link.url)).status).toBe(401);
  expect((await signIn(appliance, "BEN@example.com")).status).toBe(201);

  const late = await add("cleo@example.com");
  const voided = await (await ada.request("POST", `/people/${late.id}/link`)).json();
  const again = await (await ada.request("POST", `/people/${late.id}/link`)).json();
  expect((await choose(late.link.url)).status).toBe(401);
  expect((await choose(voided.url)).status).toBe(401);
  await appliance.pass(3 * DAY);
  expect((await choose(again.url)).status).toBe(401);
});

test("a session ends after twelve hours without use, and after thirty days with it", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const status = async () => (await ada.request("GET", "/session")).status;
  for (let hours = 0; hours + 11 < 30 * 24; hours += 11) {
    await appliance.pass(11 * HOUR);
    expect([hours, await status()]).toEqual([hours, 200]);
  }
  await appliance.pass(5 * HOUR);
  expect(await status()).toBe(401);
  const again = await visitorOf(appliance, await signIn(appliance, "ada@example.com"));
  await appliance.pass(12 * HOUR);
  expect((await again.request("GET", "/session")).status).toBe(401);
});

test("a session goes on after a start, as long as it was used before", async () => {
  await using first = await startAppliance();
  const ada = await startAdmin(first);
  await first.pass(11 * HOUR);
  await ada.request("GET", "/session");
  await first.stop();
  await using appliance = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  await appliance.pass(11 * HOUR);
  expect((await visit(appliance, "GET", "/session", undefined, { cookie: ada.cookie })).status).toBe(200);
});

test("who signs out is out, and only there", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const phone = await visitorOf(appliance, await signIn(appliance, "ada@example.com"));
  const gone = await ada.request("DELETE", "/session");
  expect(gone.status).toBe(204);
  expect(gone.headers.get("set-cookie")).toStartWith("hookwheel_session=; Path=/; Max-Age=0;");
  expect((await ada.request("GET", "/session")).status).toBe(401);
  expect((await phone.request("GET", "/session")).status).toBe(200);
});

test("one sees one's sessions and ends them; an admin those of anybody", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const ben = await startPerson(appliance, "ben@example.com");
  const phone = await visitorOf(
    appliance,
    await signIn(appliance, "ben@example.com", PASSWORD, { "user-agent": "Phone/1" }),
  );
  const { data } = await (await ben.request("GET", "/sessions")).json();
  expect(data).toMatchObject([
    { id: phone.signedIn.id, userAgent: "Phone/1", address: "127.0.0.1", isCurrent: false },
    { id: ben.signedIn.id, isCurrent: true, personId: ben.signedIn.person.id },
  ]);
  expect((await ben.request("DELETE", `/sessions/${ada.signedIn.id}`)).status).toBe(404);
  expect((await ben.request("GET", `/sessions?person=${ada.signedIn.person.id}`)).status).toBe(404);
  expect((await ben.request("DELETE", `/sessions/${phone.signedIn.id}`)).status).toBe(204);
  expect((await phone.request("GET", "/session")).status).toBe(401);
  const theirs = await (await ada.request("GET", `/sessions?person=${ben.signedIn.person.id}`)).json();
  expect(theirs.data).toHaveLength(1);
  expect((await ada.request("DELETE", `/sessions/${ben.signedIn.id}`)).status).toBe(204);
  expect((await ben.request("GET", "/session")).status).toBe(401);
});

test("a new password ends all other sessions, and needs the current one", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const phone = await visitorOf(appliance, await signIn(appliance, "ada@example.com"));
  const path = `/people/${ada.signedIn.person.id}`;
  const change = (form: object) => ada.request("PATCH", path, { password: "another long one", ...form });
  expect(await (await change({})).json()).toMatchObject({ status: 422, errors: [{ path: "currentPassword" }] });
  expect(await (await change({ currentPassword: "guessed" })).json()).toMatchObject({ status: 422 });
  expect((await phone.request("GET", "/session")).status).toBe(200);
  expect((await change({ currentPassword: PASSWORD })).status).toBe(200);
  expect((await phone.request("GET", "/session")).status).toBe(401);
  expect((await ada.request("GET", "/session")).status).toBe(200);
  expect((await signIn(appliance, "ada@example.com")).status).toBe(401);
  expect((await signIn(appliance, "ada@example.com", "another long one")).status).toBe(201);
  expect((await appliance.request("PATCH", path, { password: "by a key, no", currentPassword: "x" })).status).toBe(403);
});

test("of two new passwords at once one is taken, with the session that chose it", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const phone = await visitorOf(appliance, await signIn(appliance, "ada@example.com"));
  const choices = [
    { visitor: ada, password: "chosen at the desk" },
    { visitor: phone, password: "chosen on the phone" },
  ];
  const path = `/people/${ada.signedIn.person.id}`;
  const tries = await Promise.all(
    choices.map(async ({ visitor, password }) => {
      const answer = await visitor.request("PATCH", path, { password, currentPassword: PASSWORD });
      return { visitor, password, status: answer.status, told: await answer.json() };
    }),
  );
  expect(tries.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  for (const { visitor, password, status, told } of tries) {
    const isTaken = status === 200;
    if (!isTaken) expect(told).toMatchObject({ errors: [{ path: "currentPassword" }] });
    expect((await visitor.request("GET", "/session")).status).toBe(isTaken ? 200 : 401);
    expect((await signIn(appliance, "ada@example.com", password)).status).toBe(isTaken ? 201 : 401);
  }
});

test("a person watches the stream, from our own pages alone, until the session ends", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const own = { cookie: ada.cookie, "sec-fetch-site": "same-origin" };
  await using events = await readEvents(appliance, "", own);
  await using socket = await readSocket(appliance, "", own);
  await expect(readSocket(appliance, "", { cookie: ada.cookie, "sec-fetch-site": "same-site" })).rejects.toThrow();
  await expect(readSocket(appliance, "", { cookie: ada.cookie, origin: "http://localhost:1" })).rejects.toThrow();
  await appliance.post("/events", { type: "order.paid", data: {} });
  for (const stream of [events, socket]) expect((await stream.come(1))[0]).toMatchObject({ type: "order.paid" });
  const { token } = await (await ada.request("POST", "/stream/tokens")).json();
  await ada.request("DELETE", "/session");
  await appliance.pass(MINUTE / 2);
  await Promise.all([events.ended, socket.ended]);
  await expect(readEvents(appliance, `?token=${token}`, {})).rejects.toThrow("401");
});
