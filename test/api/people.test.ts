/** People: who may add, change and delete whom, and what becomes of them. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { startAppliance } from "../help/appliance.ts";
import { MINUTE } from "../help/clock.ts";
import { PASSWORD, signIn, startAdmin, startPerson, tokenIn, visit, visitorOf } from "../help/people.ts";
import { startTenant } from "../help/tenants.ts";

setDefaultTimeout(30_000);

test("an owner sees, adds and deletes people of its organization alone, and makes no admin", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const acme = await startTenant(appliance, "acme");
  const globex = await startTenant(appliance, "globex");
  const ben = await startPerson(appliance, "ben@acme.example", "owner", acme.chosen);
  const gert = await startPerson(appliance, "gert@globex.example", "owner", globex.chosen);
  expect(ben.signedIn).toMatchObject({
    role: "owner",
    person: { organizationId: acme.organizationId },
    organizations: [
      { id: acme.organizationId, name: "acme", externalId: "acme", profile: "standard", webhooksEnabled: true },
    ],
    environments: [{ id: acme.environmentId, organizationId: acme.organizationId }],
  });
  const add = (form: object) =>
    ben.request("POST", "/people", { email: "cleo@acme.example", name: "Cleo", role: "owner", ...form });
  expect((await add({ role: "admin" })).status).toBe(403);
  const cleo = await (await add({})).json();
  expect(cleo).toMatchObject({ organizationId: acme.organizationId });
  expect((await add({})).status).toBe(409);
  expect((await add({ email: "GERT@globex.example" })).status).toBe(409);
  const { data } = await (await ben.request("GET", "/people")).json();
  expect(data.map(({ name }: { name: string }) => name)).toEqual(["Cleo", "ben"]);
  for (const id of [gert.signedIn.person.id, ada.signedIn.person.id]) {
    for (const [method, path, body] of [
      ["GET", ""],
      ["PATCH", "", { name: "a" }],
      ["DELETE", ""],
      ["POST", "/link"],
    ] as const) {
      expect([method, (await ben.request(method, `/people/${id}${path}`, body)).status]).toEqual([method, 404]);
    }
  }
  expect((await ben.request("PATCH", `/people/${cleo.id}`, { role: "admin" })).status).toBe(403);
  expect((await ben.request("DELETE", `/people/${cleo.id}`)).status).toBe(204);
  expect((await ben.request("GET", "/events", undefined, { "hookwheel-organization": "globex" })).status).toBe(403);
});

test("an admin sees all, and changes names and roles, which hold at once", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const acme = await startTenant(appliance, "acme");
  const ben = await startPerson(appliance, "ben@acme.example", "owner", acme.chosen);
  const path = `/people/${ben.signedIn.person.id}`;
  expect((await ben.request("GET", "/organizations")).status).toBe(403);
  const raised = await ada.request("PATCH", path, { role: "admin", name: "Benjamin" });
  expect(await raised.json()).toMatchObject({ role: "admin", name: "Benjamin", organizationId: null });
  expect((await ben.request("GET", "/organizations")).status).toBe(200);
  await ada.request("PATCH", path, { role: "owner" }, acme.chosen);
  expect((await ben.request("GET", "/organizations")).status).toBe(403);
  expect(await (await ben.request("GET", "/session")).json()).toMatchObject({
    person: { organizationId: acme.organizationId, name: "Benjamin" },
  });
  expect((await (await ada.request("GET", "/people", undefined, acme.chosen)).json()).data).toHaveLength(1);
  expect((await (await ada.request("GET", "/people?limit=1")).json()).nextCursor).toBeString();
});

test("a link that was given for one role lets nobody in by another", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const acme = await startTenant(appliance, "acme");
  const form = { email: "ben@acme.example", name: "Ben", role: "owner" };
  const { id, link } = await (await ada.request("POST", "/people", form, acme.chosen)).json();
  await ada.request("PATCH", `/people/${id}`, { role: "admin" });
  const used = await visit(appliance, "POST", "/session/password", { token: tokenIn(link.url), password: PASSWORD });
  expect([used.status, used.headers.has("set-cookie")]).toEqual([401, false]);
});

test("an owner gets at nobody who is being made an admin, by a link, a change or a deletion", async () => {
  await using appliance = await startAppliance();
  await startAdmin(appliance);
  const ben = await startPerson(appliance, "ben@example.com");
  const add = async (name: string) =>
    `/people/${(await appliance.post("/people", { email: `${name}@example.com`, name, role: "owner" })).id}`;
  for (let round = 0; round < 8; round++) {
    /** What becomes of somebody's being raised, and of what the owner asks for a little later. */
    const raisedWhile = async (path: string, method: string, rest = "", body?: object) => {
      const raised = appliance.request("PATCH", path, { role: "admin" });
      for (let n = 0; n < round % 4; n++) await ben.request("GET", "/session");
      const [other, { status }] = await Promise.all([ben.request(method, path + rest, body), raised]);
      return { other, raised: status };
    };
    const linked = await add(`linked${round}`);
    const { other: link } = await raisedWhile(linked, "POST", "/link");
    const token = link.status === 201 ? tokenIn((await link.json()).url) : "none";
    const used = await visit(appliance, "POST", "/session/password", { token, password: PASSWORD });
    expect([used.status, used.headers.has("set-cookie")]).toEqual([401, false]);
    await appliance.pass(MINUTE);

    const changed = await add(`changed${round}`);
    await raisedWhile(changed, "PATCH", "", { role: "owner" });
    for (const path of [linked, changed]) expect(await appliance.get(path)).toMatchObject({ role: "admin" });

    const deleted = await add(`deleted${round}`);
    const { raised, other: deletion } = await raisedWhile(deleted, "DELETE");
    const isThere = (await appliance.request("GET", deleted)).status === 200;
    expect([raised, deletion.status]).toEqual(isThere ? [200, 404] : [404, 204]);
  }
});

test("nobody becomes the owner of an organization that is just being deleted", async () => {
  await using appliance = await startAppliance();
  await startAdmin(appliance);
  for (let round = 0; round < 5; round++) {
    const acme = await startTenant(appliance, `acme-${round}`);
    const form = { email: `ben-${round}@example.com`, name: "Ben", role: "admin" };
    const path = `/people/${(await appliance.post("/people", form)).id}`;
    const [deletion, change] = await Promise.all([
      appliance.delete(`/organizations/${acme.organizationId}`),
      appliance.request("PATCH", path, { role: "owner" }, acme.chosen),
    ]);
    expect(deletion.status).toBe(204);
    expect([200, 404]).toContain(change.status);
    // Either went with it, or stayed an admin.
    const left = await appliance.request("GET", path);
    expect([left.status, (await left.json()).role]).toEqual(change.status === 200 ? [404, undefined] : [200, "admin"]);
  }
});

test("nobody deletes or demotes the last admin who has a password", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const path = `/people/${ada.signedIn.person.id}`;
  await appliance.post("/people", { email: "ben@example.com", name: "Ben", role: "admin" });
  for (const response of [
    await ada.request("DELETE", path),
    await appliance.delete(path),
    await ada.request("PATCH", path, { role: "owner" }),
  ]) {
    expect(await response.json()).toMatchObject({ status: 409, code: "conflict" });
  }
  const cleo = await startPerson(appliance, "cleo@example.com", "admin");
  const both = [ada.signedIn.person.id, cleo.signedIn.person.id].map((id) => appliance.delete(`/people/${id}`));
  expect((await Promise.all(both)).map(({ status }) => status).toSorted()).toEqual([204, 409]);
});

test("the sessions of a deleted person, and of a deleted organization's, open nothing", async () => {
  await using appliance = await startAppliance();
  const acme = await startTenant(appliance, "acme");
  const ben = await startPerson(appliance, "ben@acme.example", "owner", acme.chosen);
  const cleo = await startPerson(appliance, "cleo@acme.example", "owner", acme.chosen);
  await appliance.delete(`/people/${ben.signedIn.person.id}`);
  expect((await ben.request("GET", "/events")).status).toBe(401);
  expect((await appliance.get("/people")).data).toHaveLength(1);
  expect((await signIn(appliance, "ben@acme.example")).status).toBe(401);
  expect((await cleo.request("GET", "/events")).status).toBe(200);
  await appliance.delete(`/organizations/${acme.organizationId}`);
  expect((await cleo.request("GET", "/events")).status).toBe(401);
  await appliance.stop();
  await using again = await startAppliance({ dataDir: appliance.dataDir, clock: appliance.clock });
  expect((await again.get("/people")).data).toEqual([]);
  expect((await signIn(again, "cleo@acme.example")).status).toBe(401);
});

test("the audit log tells who came, went, was added and removed, never a password or a link", async () => {
  await using appliance = await startAppliance();
  const ada = await startAdmin(appliance);
  const ben = await startPerson(appliance, "ben@example.com", "admin");
  const again = await visitorOf(appliance, await signIn(appliance, "ben@example.com"));
  await again.request("PATCH", `/people/${ben.signedIn.person.id}`, {
    password: "hidden-new-password",
    currentPassword: "correct horse battery",
  });
  await again.request("DELETE", "/session");
  await ada.request("DELETE", `/people/${ben.signedIn.person.id}`);
  const text = await (await appliance.request("GET", "/audit")).text();
  const told = JSON.parse(text).data.map(({ action }: { action: string }) => action);
  expect(told.toReversed()).toEqual([
    "instance.set_up_offered",
    "instance.set_up",
    "person.created",
    "password.changed",
    "session.created",
    "password.changed",
    "session.revoked",
    "person.deleted",
  ]);
  expect(text).not.toMatch(/hidden|horse|#/);
});
