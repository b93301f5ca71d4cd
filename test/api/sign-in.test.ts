/** Abuses of getting in: guesses, forged origins, and a cookie where none belongs. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { startAppliance } from "../help/appliance.ts";
import { MINUTE, SECOND } from "../help/clock.ts";
import { PASSWORD, signIn, startAdmin, startPerson, tokenIn, visit, visitorOf } from "../help/people.ts";

setDefaultTimeout(30_000);

test("a wrong password and nobody's email are answered alike", async () => {
  await using appliance = await startAppliance();
  await startAdmin(appliance);
  const answers = new Set<string>();
  for (const [email, password] of [
    ["ada@example.com", "wrong"],
    ["nobody@example.com", PASSWORD],
    ["no address", PASSWORD],
  ] as const) {
    const { requestId: _, ...problem } = await (await signIn(appliance, email, password)).json();
    answers.add(JSON.stringify(problem));
  }
  expect([...answers].map((answer) => JSON.parse(answer))).toMatchObject([{ status: 401, code: "unauthorized" }]);
});

test("guessing is stopped before anything is hashed, for an email from wherever it comes", async () => {
  await using appliance = await startAppliance({ env: { HOOKWHEEL_TRUSTED_PROXIES: "127.0.0.0/8" } });
  await startAdmin(appliance);
  const from = (n: number) => ({ "x-forwarded-for": `198.51.100.${n}` });
  const statuses: number[] = [];
  for (let n = 1; n <= 15; n++) statuses.push((await signIn(appliance, "ada@example.com", "guess", from(n))).status);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
  const refused = await signIn(appliance, "ada@example.com", PASSWORD, from(200));
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get("retry-after"));
  expect(seconds).toBeWithin(1, 21);
  expect((await signIn(appliance, "ben@example.com", "guess", from(1))).status).toBe(401);
  await appliance.pass(seconds * SECOND);
  expect((await signIn(appliance, "ada@example.com", PASSWORD, from(200))).status).toBe(201);
});

test("guessing is stopped for an address, whoever it tries to be, and for all of an IPv6 network", async () => {
  await using appliance = await startAppliance({ env: { HOOKWHEEL_TRUSTED_PROXIES: "127.0.0.0/8" } });
  const guess = async (n: number, address: string) =>
    (await signIn(appliance, `a${n}@example.com`, "guess", { "x-forwarded-for": address })).status;
  const statuses = await Promise.all(Array.from({ length: 30 }, (_, n) => guess(n, `2001:db8:1:2::${n + 1}`)));
  expect(statuses.filter((status) => status === 401)).toHaveLength(20);
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  expect(await guess(100, "2001:db8:1:2:ffff::1")).toBe(429);
  expect(await guess(100, "2001:db8:1:3::1")).toBe(401);
});

test("failed sign-ins are in the audit log, a few a minute, without what was typed as password", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  for (let n = 0; n < 9; n++) await signIn(appliance, "ada@example.com", "hidden");
  await signIn(appliance, "hidden", "hidden");
  await appliance.pass(MINUTE);
  await signIn(appliance, "eve@example.com", "hidden");
  const { data } = await appliance.get("/audit?action=session.refused");
  expect(data).toHaveLength(6);
  expect(data[0]).toMatchObject({ actor: { kind: "person", id: null, name: "eve@example.com" } });
  expect(data[0].changes.untoldCount).toBeGreaterThan(0);
  expect(data[5]).toMatchObject({ actor: { id: ada.signedIn.person.id }, address: "127.0.0.1" });
  expect(JSON.stringify(data)).not.toContain("hidden");
});

test("the cookie is for our pages alone, and Secure where people come by https", async () => {
  await using plain = await startAppliance({ env: { HOOKWHEEL_TRUSTED_PROXIES: "127.0.0.0/8" } });
  await startAdmin(plain);
  const cookieOf = async (headers = {}) =>
    (await signIn(plain, "ada@example.com", PASSWORD, headers)).headers.get("set-cookie");
  const flags = "Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax";
  expect(await cookieOf()).toMatch(new RegExp(`^hookwheel_session=[\\w-]{43}; ${flags}$`));
  expect(await cookieOf({ "x-forwarded-proto": "https" })).toEndWith(`${flags}; Secure`);
  await using untrusting = await startAppliance();
  await startAdmin(untrusting);
  const believed = await signIn(untrusting, "ada@example.com", PASSWORD, { "x-forwarded-proto": "https" });
  expect(believed.headers.get("set-cookie")).toEndWith(flags);
  await using secure = await startAppliance({ env: { HOOKWHEEL_BASE_URL: "https://hooks.example.com" } });
  const url = (await secure.app.setUpUrl())!;
  expect(url).toStartWith("https://hooks.example.com/setup#");
  const form = { token: tokenIn(url), email: "a@example.com", name: "a", password: PASSWORD };
  expect((await visit(secure, "POST", "/setup", form)).headers.get("set-cookie")).toEndWith("; Secure");
});

test("what another site makes a browser send changes nothing", async () => {
  await using appliance = await startAppliance({ env: { HOOKWHEEL_BASE_URL: "https://hooks.example.com" } });
  const ada = await startAdmin(appliance);
  const own = new URL(appliance.url).origin;
  const forged = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { "sec-fetch-site": "cross-site", origin: own },
    { "sec-fetch-site": "", origin: "https://evil.example" },
    { "sec-fetch-site": "", origin: "null" },
    { "sec-fetch-site": "", origin: own.replace("127.0.0.1", "localhost") },
    { "sec-fetch-site": "", origin: `${own}0` },
    { "sec-fetch-site": "" },
  ];
  for (const headers of forged) {
    const response = await ada.request("POST", "/organizations", { name: "forged" }, headers);
    expect([headers, response.status]).toEqual([headers, 403]);
    expect((await ada.request("DELETE", "/session", undefined, headers)).status).toBe(403);
    if (Object.values(headers).some(Boolean)) {
      expect((await signIn(appliance, "ada@example.com", PASSWORD, headers)).status).toBe(403);
    }
    expect((await ada.request("GET", "/organizations", undefined, headers)).status).toBe(200);
  }
  expect((await appliance.get("/organizations")).data).toHaveLength(1);
  for (const headers of [
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "", origin: own },
    { "sec-fetch-site": "", origin: "https://hooks.example.com" },
  ]) {
    expect((await ada.request("POST", "/organizations", { name: "ours" }, headers)).status).toBe(201);
  }
});

test("a session never posts events, and a key beside a cookie is what counts", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const event = { type: "order.paid", data: {} };
  for (const [path, body] of [
    ["/events", event],
    ["/events/batch", { events: [event] }],
  ] as const) {
    const response = await ada.request("POST", path, body);
    expect(await response.json()).toMatchObject({
      status: 403,
      detail: "Events are posted with an API key, not by a person's session.",
    });
  }
  const authorization = `Bearer ${appliance.adminKey}`;
  expect((await ada.request("POST", "/events", event, { authorization })).status).toBe(202);
  expect((await ada.request("GET", "/events", undefined, { authorization: "Bearer no" })).status).toBe(401);
});

test("a cookie that is cut, guessed or somebody's hash opens nothing", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const token = ada.cookie.split("=")[1]!;
  for (const cookie of [
    "",
    "hookwheel_session=",
    `hookwheel_session=${token.slice(1)}`,
    `hookwheel_session=${token}x`,
    `hookwheel_session=${Bun.SHA256.hash(token, "hex")}`,
    `hookwheel_sessions=${token}`,
    `x_hookwheel_session=${token}`,
  ]) {
    expect([cookie, (await visit(appliance, "GET", "/session", undefined, { cookie })).status]).toEqual([cookie, 401]);
  }
  expect((await visit(appliance, "GET", "/session", undefined, { cookie: `a=b; ${ada.cookie}; c=d` })).status).toBe(
    200,
  );
});

test("passwords, cookies and links lie nowhere, in the folder or in the log", async () => {
  await using appliance = await startAppliance();
  const url = (await appliance.app.setUpUrl())!;
  const { link } = await appliance.post("/people", { email: "ben@example.com", name: "Ben", role: "owner" });
  const ben = await visitorOf(
    appliance,
    await visit(appliance, "POST", "/session/password", { token: tokenIn(link.url), password: PASSWORD }),
  );
  await signIn(appliance, "ben@example.com", "a wrong password");
  await ben.request("GET", "/sessions");
  await appliance.stop();
  const files = readdirSync(appliance.dataDir).map((name) => join(appliance.dataDir, name));
  const held = files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path).toString("latin1"));
  const log = appliance.logLines.join("\n");
  for (const secret of [PASSWORD, "a wrong password", ben.cookie.split("=")[1]!, tokenIn(url), tokenIn(link.url)]) {
    expect(log).not.toContain(secret);
    for (const text of held) expect(text.includes(secret)).toBe(false);
  }
});

test("the fields of the forms are held to their rules", async () => {
  await using appliance = await startAppliance();
  const token = tokenIn((await appliance.app.setUpUrl())!);
  const setUp = async (form: object) =>
    (
      await visit(appliance, "POST", "/setup", { token, email: "a@b.c", name: "a", password: PASSWORD, ...form })
    ).json();
  expect(await setUp({ password: "eleven char" })).toMatchObject({
    status: 422,
    errors: [{ path: "password", message: "use at least 12 characters" }],
  });
  expect(await setUp({ password: "x".repeat(257) })).toMatchObject({ status: 422, errors: [{ path: "password" }] });
  expect(await setUp({ email: "a b", name: " ", role: "admin" })).toMatchObject({
    errors: [{ path: "email" }, { path: "name" }, { path: "role" }],
  });
  await startPerson(appliance, "ben@example.com");
  expect(
    (await visit(appliance, "POST", "/session", { email: "ben@example.com", password: "x".repeat(300) })).status,
  ).toBe(422);
});
