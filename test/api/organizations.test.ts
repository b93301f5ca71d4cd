/** Organizations and environments: what may be said of them, what follows from it, and what is gone with them. */
import { expect, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { statusesInOrder } from "../help/in-order.ts";
import { startReceiver } from "../help/receiver.ts";
import { requestAs, shownBy, startTenant } from "../help/tenants.ts";

const NOBODYS = "01ke70ehg0edwbaqdqh99yfbna";

async function refused(appliance: Appliance, method: string, path: string, body?: object): Promise<unknown> {
  return shownBy(await appliance.request(method, path, body));
}

test("a new organization has the environment production, and says what was left out", async () => {
  await using appliance = await startAppliance();
  const { data } = await appliance.get("/organizations");
  expect(data).toMatchObject([{ name: "Default", externalId: null, profile: "standard", webhooksEnabled: true }]);

  const acme = await appliance.post("/organizations", { name: "Acme" });
  expect(acme).toEqual({
    id: expect.stringMatching(/^org_/),
    name: "Acme",
    externalId: null,
    profile: "standard",
    ownerEmails: [],
    webhooksEnabled: true,
    createdAt: "2026-01-05T12:00:00.000Z",
  });
  expect(await appliance.get(`/organizations/${acme.id}`)).toEqual(acme);
  const environments = await appliance.get(`/organizations/${acme.id}/environments`);
  expect(environments).toEqual({
    data: [
      {
        id: expect.stringMatching(/^env_/),
        organizationId: acme.id,
        name: "production",
        externalId: null,
        checkSchemas: false,
        strictTypes: false,
        createdAt: "2026-01-05T12:00:00.000Z",
      },
    ],
    nextCursor: null,
  });
});

test("organizations and environments are listed newest first, page by page", async () => {
  await using appliance = await startAppliance();
  for (const name of ["a", "b"]) await appliance.post("/organizations", { name });
  const first = await appliance.get("/organizations?limit=2");
  expect(first.data.map(({ name }: { name: string }) => name)).toEqual(["b", "a"]);
  const rest = await appliance.get(`/organizations?limit=2&cursor=${first.nextCursor}`);
  expect(rest).toMatchObject({ data: [{ name: "Default" }], nextCursor: null });
  const path = `/organizations/${first.data[0].id}/environments`;
  await appliance.post(path, { name: "test", externalId: "t", checkSchemas: true, strictTypes: true });
  const page = await appliance.get(`${path}?limit=1`);
  expect(page.data).toMatchObject([{ name: "test", externalId: "t", checkSchemas: true, strictTypes: true }]);
  expect(await appliance.get(`${path}?limit=1&cursor=${page.nextCursor}`)).toMatchObject({
    data: [{ name: "production" }],
    nextCursor: null,
  });
});

test("a field that cannot be is named", async () => {
  await using appliance = await startAppliance();
  const faulty: [form: object, path: string][] = [
    [{}, "name"],
    [{ name: " " }, "name"],
    [{ name: "a", externalId: "" }, "externalId"],
    [{ name: "a", externalId: " a" }, "externalId"],
    [{ name: "a", externalId: "ä" }, "externalId"],
    [{ name: "a", profile: "nothing" }, "profile"],
    [{ name: "a", profile: "__proto__" }, "profile"],
    [{ name: "a", ownerEmails: ["ops"] }, "ownerEmails[0]"],
    [{ name: "a", ownerEmails: ["a@b.example\nbcc: c@d.example"] }, "ownerEmails[0]"],
    [{ name: "a", ownerEmails: ["Ops <ops@a.example>"] }, "ownerEmails[0]"],
    [{ name: "a", ownerEmails: ["a@b.example", "a@b.example"] }, "ownerEmails"],
    [{ name: "a", webhooksEnabled: "yes" }, "webhooksEnabled"],
    [{ name: "a", plan: "free" }, "plan"],
  ];
  for (const [form, path] of faulty) {
    const answer = await refused(appliance, "POST", "/organizations", form);
    expect([form, answer]).toMatchObject([form, { status: 422, errors: [{ path }] }]);
  }
  const acme = await appliance.post("/organizations", { name: "a", ownerEmails: ["ops+hooks@mail.acme.example"] });
  expect(await refused(appliance, "PATCH", `/organizations/${acme.id}`, { profile: "nothing" })).toMatchObject({
    status: 422,
    errors: [{ path: "profile" }],
  });
});

test("an externalId and an environment's name are had once, and are free again when their owner is deleted", async () => {
  await using appliance = await startAppliance();
  const acme = await appliance.post("/organizations", { name: "Acme", externalId: "acme" });
  const globex = await appliance.post("/organizations", { name: "Globex" });
  const environments = `/organizations/${acme.id}/environments`;
  const staging = await appliance.post(environments, { name: "staging", externalId: "s" });
  for (const [method, path, form] of [
    ["POST", "/organizations", { name: "Other", externalId: "acme" }],
    ["PATCH", `/organizations/${globex.id}`, { externalId: "acme" }],
    ["POST", environments, { name: "production" }],
    ["POST", environments, { name: "other", externalId: "s" }],
    ["PATCH", `/environments/${staging.id}`, { name: "production" }],
  ] as const) {
    expect([path, await refused(appliance, method, path, form)]).toMatchObject([
      path,
      { status: 409, code: "conflict" },
    ]);
  }
  // What it has itself it may be given again, and another organization may have the same names.
  await appliance.patch(`/organizations/${acme.id}`, { externalId: "acme" });
  await appliance.patch(`/environments/${staging.id}`, { name: "staging", externalId: "s" });
  await appliance.post(`/organizations/${globex.id}/environments`, { name: "staging", externalId: "s" });

  expect((await appliance.delete(`/environments/${staging.id}`)).status).toBe(204);
  await appliance.post(environments, { name: "staging", externalId: "s" });
  expect((await appliance.delete(`/organizations/${acme.id}`)).status).toBe(204);
  expect(await appliance.post("/organizations", { name: "Acme", externalId: "acme" })).toMatchObject({
    externalId: "acme",
  });
});

test("a change that comes after the deletion takes no externalId", async () => {
  await using appliance = await startAppliance();
  const path = `/organizations/${(await appliance.post("/organizations", { name: "Acme" })).id}`;
  const asks = [
    () => appliance.request("POST", "/organizations", { name: "another" }),
    () => appliance.delete(path),
    () => appliance.request("PATCH", path, { externalId: "acme" }),
  ];
  expect(await statusesInOrder(appliance, ...asks)).toEqual([201, 204, 404]);
  await appliance.post("/organizations", { name: "Acme again", externalId: "acme" });
});

test("what is changed while it is deleted keeps no name, and the log tells of no change behind the deletion", async () => {
  await using appliance = await startAppliance();
  const [{ id: own }] = (await appliance.get("/organizations")).data;
  const places = [
    ["/organizations", "/organizations"],
    [`/organizations/${own}/environments`, "/environments"],
  ] as const;
  for (let round = 0; round < 5; round++) {
    for (const [all, each] of places) {
      const wanted = { name: `wanted-${round}`, externalId: `wanted-${round}` };
      const { id } = await appliance.post(all, { name: `old-${round}` });
      const both = [appliance.delete(`${each}/${id}`), appliance.request("PATCH", `${each}/${id}`, wanted)] as const;
      const [deletion, change] = await Promise.all(both);
      expect(deletion.status).toBe(204);
      expect([200, 404]).toContain(change.status);
      expect(await appliance.post(all, wanted)).toMatchObject(wanted);
      const { data } = await appliance.get("/audit");
      const told = data.find(({ subjectId }: { subjectId: string }) => subjectId === id);
      expect(told.action).toEndWith(".deleted");
    }
  }
});

test("of fifty requests for one externalId at once, one is taken", async () => {
  await using appliance = await startAppliance();
  const requests = Array.from({ length: 50 }, () =>
    appliance.request("POST", "/organizations", { name: "Acme", externalId: "acme" }),
  );
  const statuses = (await Promise.all(requests)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
});

test("events and endpoints of two organizations never meet, and a change holds for the next event", async () => {
  await using shop = await startReceiver();
  await using other = await startReceiver();
  await using appliance = await startAppliance();
  const acme = await startTenant(appliance, "acme");
  const globex = await startTenant(appliance, "globex");
  await requestAs(appliance, acme.keys.full, "POST", "/webhooks/endpoints", { url: shop.url });
  await requestAs(appliance, globex.keys.full, "POST", "/webhooks/endpoints", { url: other.url });
  await requestAs(appliance, acme.keys.ingest, "POST", "/events", { type: "order.paid", data: { of: "acme" } });
  await appliance.post("/events", { type: "order.paid", data: { of: "globex" } }, globex.chosen);
  await appliance.post("/events", { type: "order.paid", data: { of: "nobody" } });
  await appliance.pass(0);
  expect(shop.requests.map(({ body }) => JSON.parse(body).data)).toEqual([{ of: "acme" }]);
  expect(other.requests.map(({ body }) => JSON.parse(body).data)).toEqual([{ of: "globex" }]);

  await appliance.patch(`/organizations/${acme.organizationId}`, { externalId: "acme-2" });
  expect((await appliance.request("GET", "/events", undefined, acme.chosen)).status).toBe(404);
  const byNewName = await appliance.request("GET", "/events", undefined, { "hookwheel-organization": "acme-2" });
  expect((await byNewName.json()).data).toHaveLength(1);
});

test("a deleted organization is gone at once: its endpoints, its keys, and what waited", async () => {
  await using broken = await startReceiver({ answers: [500] });
  await using appliance = await startAppliance();
  const acme = await startTenant(appliance, "acme");
  const { organizationId } = acme;
  const staging = await appliance.post(`/organizations/${organizationId}/environments`, { name: "staging" });
  for (const environment of [acme.environmentId, staging.id]) {
    const chosen = { "hookwheel-environment": environment };
    await appliance.post("/webhooks/endpoints", { url: broken.url }, chosen);
    await appliance.post("/events", { type: "order.paid", data: {} }, chosen);
  }
  await appliance.pass(0);
  expect(broken.requests).toHaveLength(2);
  expect((await appliance.delete(`/organizations/${organizationId}`)).status).toBe(204);

  const gone: [method: string, path: string, body?: object][] = [
    ["GET", `/organizations/${organizationId}`],
    ["PATCH", `/organizations/${organizationId}`, {}],
    ["DELETE", `/organizations/${organizationId}`],
    ["GET", `/organizations/${organizationId}/environments`],
    ["POST", `/organizations/${organizationId}/environments`, { name: "a" }],
    ["PATCH", `/environments/${staging.id}`, {}],
    ["DELETE", `/keys/${acme.keyIds.full}`],
  ];
  for (const [method, path, body] of gone) {
    expect([path, await refused(appliance, method, path, body)]).toMatchObject([path, { status: 404 }]);
  }
  for (const role of ["owner", "full", "ingest", "read"] as const) {
    expect((await requestAs(appliance, acme.keys[role], "POST", "/events", {})).status).toBe(401);
  }
  expect((await appliance.request("GET", "/events", undefined, acme.chosen)).status).toBe(404);
  await appliance.pass(3_600_000);
  expect(broken.requests).toHaveLength(2);
  expect(await (await fetch(`${appliance.url}/metrics`)).text()).toMatch(/^hookwheel_deliveries_waiting 0$/m);
});

test("a deleted environment is gone at once, and stays so after a start, beside its sister", async () => {
  await using broken = await startReceiver({ answers: [500] });
  await using first = await startAppliance();
  const acme = await startTenant(first, "acme");
  const staging = await first.post(`/organizations/${acme.organizationId}/environments`, { name: "staging" });
  const chosen = { "hookwheel-environment": staging.id };
  const { key } = await first.post("/keys", { name: "s", role: "full" }, chosen);
  await first.post("/webhooks/endpoints", { url: broken.url }, chosen);
  await first.post("/events", { type: "order.paid", data: {} }, chosen);
  await first.pass(0);
  expect((await first.delete(`/environments/${staging.id}`)).status).toBe(204);
  expect((await first.delete(`/environments/${staging.id}`)).status).toBe(404);
  expect((await first.request("GET", "/events", undefined, chosen)).status).toBe(404);
  expect((await requestAs(first, key, "GET", "/events")).status).toBe(401);
  await first.stop();

  await using appliance = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  expect((await appliance.request("GET", "/events", undefined, chosen)).status).toBe(404);
  expect((await requestAs(appliance, key, "GET", "/events")).status).toBe(401);
  expect((await requestAs(appliance, acme.keys.full, "GET", "/events")).status).toBe(200);
  await appliance.pass(3_600_000);
  expect(broken.requests).toHaveLength(1);
});

test("an attempt under way when its organization is deleted ends in peace", async () => {
  await using slow = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [slow] });
  const acme = await startTenant(appliance, "acme");
  await requestAs(appliance, acme.keys.full, "POST", "/webhooks/endpoints", { url: slow.url, maxInFlight: 1 });
  const events = Array.from({ length: 5 }, () => ({ type: "order.paid", data: {} }));
  await requestAs(appliance, acme.keys.full, "POST", "/events/batch", { events });
  await slow.come(1);
  expect((await appliance.delete(`/organizations/${acme.organizationId}`)).status).toBe(204);
  slow.answer(200);
  slow.release(200);
  await appliance.pass(3_600_000);
  expect(slow.requests).toHaveLength(1);
  expect(appliance.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test("the default organization and environment stay, and so does an organization's only environment", async () => {
  await using appliance = await startAppliance();
  const [standard] = (await appliance.get("/organizations")).data;
  const [production] = (await appliance.get(`/organizations/${standard.id}/environments`)).data;
  await appliance.post(`/organizations/${standard.id}/environments`, { name: "test" });
  const acme = await startTenant(appliance, "acme");
  for (const path of [
    `/organizations/${standard.id}`,
    `/environments/${production.id}`,
    `/environments/${acme.environmentId}`,
  ]) {
    expect(await refused(appliance, "DELETE", path)).toMatchObject({ status: 409, code: "conflict" });
  }
  expect((await appliance.request("GET", "/events")).status).toBe(200);
});

test("an admin key chooses by the product's own name before ours, and two headers must agree", async () => {
  await using appliance = await startAppliance();
  const acme = await startTenant(appliance, "acme");
  const globex = await startTenant(appliance, "globex");
  // Somebody may call an organization as we call another.
  await appliance.patch(`/organizations/${globex.organizationId}`, { externalId: acme.organizationId });
  const staging = await appliance.post(`/organizations/${acme.organizationId}/environments`, {
    name: "staging",
    externalId: "staging",
  });
  for (const [place, headers] of [
    ["acme", { "hookwheel-organization": "acme" }],
    ["staging", { "hookwheel-organization": "acme", "hookwheel-environment": "staging" }],
    ["staging", { "hookwheel-organization": "acme", "hookwheel-environment": staging.id }],
    ["staging", { "hookwheel-environment": staging.id }],
    ["globex", { "hookwheel-organization": acme.organizationId }],
    ["globex", { "hookwheel-organization": globex.organizationId }],
    ["default", {}],
    [null, { "hookwheel-environment": "staging" }],
    [null, { "hookwheel-organization": globex.organizationId, "hookwheel-environment": staging.id }],
    [null, { "hookwheel-organization": `org_${NOBODYS}` }],
    [null, { "hookwheel-environment": `env_${NOBODYS}` }],
  ] as const) {
    const posted = await appliance.request(
      "POST",
      "/events",
      { type: "order.paid", data: {}, namespace: place },
      headers,
    );
    expect([headers, posted.status]).toEqual([headers, place === null ? 404 : 202]);
    if (place === null) continue;
    const { data } = await (await appliance.request("GET", "/events", undefined, headers)).json();
    expect(new Set(data.map(({ namespace }: { namespace: string }) => namespace))).toEqual(new Set([place]));
  }
});

test("names with blanks in them never lead to another's environment", async () => {
  await using appliance = await startAppliance();
  await using shop = await startReceiver();
  const acme = await startTenant(appliance, "Acme");
  await appliance.post(`/organizations/${acme.organizationId}/environments`, {
    name: "eu",
    externalId: "EU production",
  });
  const other = await startTenant(appliance, "Acme EU");
  const inAcme = { "hookwheel-organization": "Acme", "hookwheel-environment": "EU production" };
  const inOther = { "hookwheel-organization": "Acme EU", "hookwheel-environment": "production" };
  await appliance.patch(`/environments/${other.environmentId}`, { externalId: "production" });

  await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["*"] }, inAcme);
  await appliance.post("/events", { type: "order.paid", data: { of: "Acme EU" } }, inOther);
  await appliance.pass(0);
  expect(shop.requests).toHaveLength(0);
});
