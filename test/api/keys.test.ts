/** Keys: how they are made, shown once, used, and ended. */
import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { HOUR, MINUTE, SECOND } from "../help/clock.ts";
import { requestAs, startTenant } from "../help/tenants.ts";

async function statusAs(appliance: Appliance, key: string, path = "/events"): Promise<number> {
  return (await requestAs(appliance, key, "GET", path)).status;
}

test("a key is shown once, opens the door at once, and lies nowhere", async () => {
  await using appliance = await startAppliance();
  const made = await appliance.post("/keys", { name: "CI", role: "full" });
  expect(made).toEqual({
    id: expect.stringMatching(/^key_[0-9a-z]{26}$/),
    key: expect.stringMatching(/^hw_full_[\w-]{32}$/),
    name: "CI",
    role: "full",
    organizationId: expect.stringMatching(/^org_/),
    environmentId: expect.stringMatching(/^env_/),
    hint: made.key.slice(-4),
    createdAt: "2026-01-05T12:00:00.000Z",
    expiresAt: null,
    lastUsedAt: null,
  });
  expect(await statusAs(appliance, made.key)).toBe(200);
  const listed = await appliance.request("GET", "/keys");
  expect(await listed.text()).not.toContain(made.key);
  await appliance.stop();
  for (const name of readdirSync(appliance.dataDir)) {
    expect(readFileSync(join(appliance.dataDir, name)).includes(made.key)).toBe(false);
  }
  expect(appliance.logLines.join()).not.toContain(made.key.slice(8));
});

test("keys are known after a start, revoked ones are not", async () => {
  await using first = await startAppliance();
  const kept = await first.post("/keys", { name: "a", role: "read" });
  const revoked = await first.post("/keys", { name: "b", role: "read" });
  expect((await first.delete(`/keys/${revoked.id}`)).status).toBe(204);
  expect((await first.delete(`/keys/${revoked.id}`)).status).toBe(404);
  await first.stop();
  await using appliance = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  expect(await statusAs(appliance, kept.key)).toBe(200);
  expect(await statusAs(appliance, revoked.key)).toBe(401);
  expect((await appliance.get("/keys")).data).toMatchObject([{ id: kept.id, name: "a" }]);
});

test("an expired key ends at its moment, also while it is used all the time", async () => {
  await using appliance = await startAppliance();
  const expiresAt = new Date(appliance.clock.now() + HOUR).toISOString();
  const { key } = await appliance.post("/keys", { name: "a", role: "read", expiresAt });
  await appliance.pass(HOUR - 1);
  expect(await statusAs(appliance, key)).toBe(200);
  await appliance.pass(1);
  expect(await statusAs(appliance, key)).toBe(401);
  expect((await appliance.get("/keys")).data).toMatchObject([{ expiresAt }]);
});

test("a key's last use is shown, written at most once a minute, and kept", async () => {
  await using first = await startAppliance();
  const { id, key } = await first.post("/keys", { name: "a", role: "read" });
  const lastUsedAt = async (appliance: Appliance) => (await appliance.get("/keys")).data[0].lastUsedAt;
  expect(await lastUsedAt(first)).toBeNull();
  await first.pass(SECOND);
  await statusAs(first, key);
  expect(await lastUsedAt(first)).toBe("2026-01-05T12:00:01.000Z");
  const written = () => commitsOf(first);
  const before = await written();
  for (let i = 0; i < 5; i++) {
    await statusAs(first, key);
    await first.pass(10 * SECOND);
  }
  expect(await written()).toBe(before);
  await first.pass(MINUTE);
  await first.stop();
  await using appliance = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  expect((await appliance.get("/keys")).data[0]).toMatchObject({ id, lastUsedAt: "2026-01-05T12:00:41.000Z" });
});

test("a use right before a stop is not lost", async () => {
  await using first = await startAppliance();
  const { key } = await first.post("/keys", { name: "a", role: "read" });
  await statusAs(first, key);
  await first.stop();
  await using appliance = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  expect((await appliance.get("/keys")).data[0].lastUsedAt).toBe("2026-01-05T12:00:00.000Z");
});

test("an owner makes and sees keys of its own organization alone, and never an admin key", async () => {
  await using appliance = await startAppliance();
  const acme = await startTenant(appliance, "acme");
  const globex = await startTenant(appliance, "globex");
  const staging = await appliance.post(`/organizations/${acme.organizationId}/environments`, {
    name: "staging",
    externalId: "staging",
  });
  const make = (form: object, headers = {}) =>
    requestAs(appliance, acme.keys.owner, "POST", "/keys", { name: "a", ...form }, headers);
  expect((await make({ role: "admin" })).status).toBe(403);
  expect(await (await make({ role: "owner" })).json()).toMatchObject({
    organizationId: acme.organizationId,
    environmentId: null,
  });
  const inProduction = { organizationId: acme.organizationId, environmentId: acme.environmentId };
  const inStaging = { organizationId: acme.organizationId, environmentId: staging.id };
  expect(await (await make({ role: "full" })).json()).toMatchObject(inProduction);
  expect(await (await make({ role: "full", environment: "staging" })).json()).toMatchObject(inStaging);
  expect(await (await make({ role: "full", environment: staging.id })).json()).toMatchObject(inStaging);
  expect(await (await make({ role: "full" }, { "hookwheel-environment": "staging" })).json()).toMatchObject(inStaging);

  const { data } = await (await requestAs(appliance, acme.keys.owner, "GET", "/keys")).json();
  expect(new Set(data.map(({ organizationId }: { organizationId: string }) => organizationId))).toEqual(
    new Set([acme.organizationId]),
  );
  const revoke = (id: string) => requestAs(appliance, acme.keys.owner, "DELETE", `/keys/${id}`);
  expect((await revoke(globex.keyIds.read)).status).toBe(404);
  expect((await revoke(acme.keyIds.admin)).status).toBe(404);
  expect((await revoke(acme.keyIds.read)).status).toBe(204);
  expect(await statusAs(appliance, acme.keys.read)).toBe(401);
});

test("an admin key of the table is as good as the one of the configuration, and sees the keys that it chooses", async () => {
  await using appliance = await startAppliance();
  const acme = await startTenant(appliance, "acme");
  await startTenant(appliance, "globex");
  const all = await (await requestAs(appliance, acme.keys.admin, "GET", "/keys")).json();
  expect(all.data).toHaveLength(10);
  const chosen = await (await requestAs(appliance, acme.keys.admin, "GET", "/keys", undefined, acme.chosen)).json();
  expect(chosen.data).toHaveLength(4);
  const page = await appliance.get("/keys?limit=3");
  expect(page.data).toEqual(all.data.slice(0, 3));
  expect((await appliance.get(`/keys?limit=250&cursor=${page.nextCursor}`)).data).toEqual(all.data.slice(3));
});

test("a key that cannot be is refused, naming the field", async () => {
  await using appliance = await startAppliance();
  for (const [form, path] of [
    [{ role: "full" }, "name"],
    [{ name: "a", role: "root" }, "role"],
    [{ name: "a", role: "full", expiresAt: "2026-01-05T12:00:00Z" }, "expiresAt"],
    [{ name: "a", role: "full", environment: "nobody" }, "environment"],
    [{ name: "a", role: "owner", environment: "nobody" }, "environment"],
  ] as const) {
    const answer = await (await appliance.request("POST", "/keys", form)).json();
    expect([form, answer]).toMatchObject([form, { status: 422, errors: [{ path }] }]);
  }
});

test("a key of one environment neither opens its sister nor sees it", async () => {
  await using appliance = await startAppliance();
  const acme = await startTenant(appliance, "acme");
  await appliance.post(`/organizations/${acme.organizationId}/environments`, { name: "staging", externalId: "s" });
  const choose = async (key: string, headers: Record<string, string>) =>
    (await requestAs(appliance, key, "GET", "/events", undefined, headers)).status;
  for (const [headers, status] of [
    [{ "hookwheel-organization": "acme" }, 200],
    [{ "hookwheel-environment": acme.environmentId }, 200],
    [{ "hookwheel-organization": acme.organizationId, "hookwheel-environment": acme.environmentId }, 200],
    [{ "hookwheel-environment": "s" }, 403],
  ] as [Record<string, string>, number][]) {
    expect([headers, await choose(acme.keys.full, headers)]).toEqual([headers, status]);
  }
  expect(await choose(acme.keys.owner, { "hookwheel-environment": "s" })).toBe(200);
});

/** Commits so far. */
async function commitsOf({ url }: Appliance): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^hookwheel_commit_seconds_count (\d+)$/m.exec(text)?.[1]);
}
