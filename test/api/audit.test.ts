/** The audit log: who changed what, when, from where; never a secret, and never a change that was not. */
import { expect, test } from "bun:test";
import { clientAddresses } from "../../server/api/client-address.ts";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { HOUR, MINUTE } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { requestAs, startTenant } from "../help/tenants.ts";

async function actionsOf(appliance: Appliance, query = ""): Promise<string[]> {
  return (await appliance.get(`/audit${query}`)).data.map(({ action }: { action: string }) => action);
}

test("a change is told with who, from where, and the fields that were given", async () => {
  await using appliance = await startAppliance();
  const key = await appliance.post("/keys", { name: "CI", role: "full" });
  const form = { url: "http://127.0.0.1:1/", events: ["order.paid"], name: "Shop" };
  const endpoint = await (await requestAs(appliance, key.key, "POST", "/webhooks/endpoints", form)).json();
  const [line] = (await appliance.get("/audit")).data;
  expect(line).toEqual({
    id: expect.stringMatching(/^aud_[0-9a-z]{26}$/),
    action: "endpoint.created",
    actor: { kind: "key", id: key.id, name: "CI" },
    address: "127.0.0.1",
    subjectId: endpoint.id,
    organizationId: key.organizationId,
    environmentId: key.environmentId,
    changes: form,
    createdAt: "2026-01-05T12:00:00.000Z",
  });
});

test("every change leaves one line, newest first; what is read, posted or refused leaves none", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startAppliance();
  const acme = await appliance.post("/organizations", { name: "Acme", externalId: "acme" });
  const chosen = { "hookwheel-organization": "acme" };
  await appliance.patch(`/organizations/${acme.id}`, { name: "Acme Inc" });
  const staging = await appliance.post(`/organizations/${acme.id}/environments`, { name: "staging" });
  await appliance.patch(`/environments/${staging.id}`, { strictTypes: true });
  const key = await appliance.post("/keys", { name: "a", role: "full" }, chosen);
  const ask = (method: string, path: string, body?: object) => requestAs(appliance, key.key, method, path, body);
  const endpoint = await (await ask("POST", "/webhooks/endpoints", { url: shop.url })).json();
  await ask("PATCH", `/webhooks/endpoints/${endpoint.id}`, { name: "Shop" });
  await ask("POST", "/events", { type: "order.paid", data: {} });
  await appliance.pass(0);
  const [delivery] = (await (await ask("GET", "/deliveries")).json()).data;
  expect((await ask("POST", `/deliveries/${delivery.id}/retry`)).status).toBe(202);
  await appliance.pass(0);
  await ask("DELETE", `/webhooks/endpoints/${endpoint.id}`);
  await appliance.delete(`/keys/${key.id}`);
  await appliance.delete(`/environments/${staging.id}`);
  await appliance.delete(`/organizations/${acme.id}`);

  await appliance.request("POST", "/organizations", { name: "a", profile: "nothing" });
  await appliance.request("DELETE", `/organizations/${acme.id}`);
  await appliance.request("POST", "/webhooks/endpoints", { url: "no" });

  const { data } = await appliance.get("/audit");
  const told = data.map(({ action, subjectId }: Record<string, string>) => [action, subjectId]);
  expect(told.toReversed()).toEqual([
    ["organization.created", acme.id],
    ["organization.changed", acme.id],
    ["environment.created", staging.id],
    ["environment.changed", staging.id],
    ["key.created", key.id],
    ["endpoint.created", endpoint.id],
    ["endpoint.changed", endpoint.id],
    ["delivery.retried", delivery.id],
    ["endpoint.deleted", endpoint.id],
    ["key.revoked", key.id],
    ["environment.deleted", staging.id],
    ["organization.deleted", acme.id],
  ]);
  for (const line of data) expect([line.action, line.organizationId]).toEqual([line.action, acme.id]);
});

test("a conflict that only the writer sees leaves no line", async () => {
  await using appliance = await startAppliance();
  const requests = Array.from({ length: 20 }, () =>
    appliance.request("POST", "/organizations", { name: "Acme", externalId: "acme" }),
  );
  await Promise.all(requests);
  expect(await actionsOf(appliance)).toEqual(["organization.created"]);
});

test("secrets, header values and keys are never told, and long values are cut", async () => {
  await using appliance = await startAppliance();
  const endpoint = await appliance.post("/webhooks/endpoints", {
    url: "http://127.0.0.1:1/",
    secret: "hidden-secret-value",
    headers: { "X-Token": "hidden-token" },
    metadata: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`m${i}`, "x".repeat(500)])),
  });
  await appliance.patch(`/webhooks/endpoints/${endpoint.id}`, { headers: { "X-Token": "hidden-again" } });
  const { key } = await appliance.post("/keys", { name: "a", role: "full" });
  const response = await appliance.request("GET", "/audit");
  const text = await response.text();
  expect(text).not.toContain("hidden");
  expect(text).not.toContain(key);
  expect(text.length).toBeLessThan(5000);
  const [, changed, created] = JSON.parse(text).data;
  expect(changed.changes).toEqual({ headers: { "X-Token": "••••" } });
  expect(created.changes).toMatchObject({ secret: "••••", headers: { "X-Token": "••••" } });
});

test("an owner sees its own organization's lines, an admin all or those that it chooses, others none", async () => {
  await using appliance = await startAppliance();
  const acme = await startTenant(appliance, "acme");
  const globex = await startTenant(appliance, "globex");
  const seen = async (key: string, headers = {}) => {
    const { data } = await (await requestAs(appliance, key, "GET", "/audit", undefined, headers)).json();
    return new Set(data.map(({ organizationId }: { organizationId: string | null }) => organizationId));
  };
  expect(await seen(acme.keys.owner)).toEqual(new Set([acme.organizationId]));
  expect(await seen(acme.keys.admin, globex.chosen)).toEqual(new Set([globex.organizationId]));
  expect(await seen(acme.keys.admin)).toEqual(new Set([acme.organizationId, globex.organizationId, null]));
});

test("the log is filtered by action and time, and read page by page", async () => {
  await using appliance = await startAppliance();
  await appliance.post("/organizations", { name: "a" });
  await appliance.pass(HOUR);
  await appliance.post("/organizations", { name: "b" });
  await appliance.post("/keys", { name: "c", role: "read" });
  await appliance.pass(HOUR);
  await appliance.post("/organizations", { name: "d" });
  const all = ["organization.created", "key.created", "organization.created", "organization.created"];
  expect(await actionsOf(appliance)).toEqual(all);
  expect(await actionsOf(appliance, "?action=key.created")).toEqual(["key.created"]);
  expect(await actionsOf(appliance, "?action=nothing")).toEqual([]);
  const since = new Date(appliance.clock.now() - 90 * MINUTE).toISOString();
  const until = new Date(appliance.clock.now()).toISOString();
  expect(await actionsOf(appliance, `?since=${since}&until=${until}`)).toEqual(["key.created", "organization.created"]);
  expect(await actionsOf(appliance, `?since=${since}&action=organization.created`)).toHaveLength(2);
  const first = await appliance.get("/audit?limit=3");
  expect(first.data).toHaveLength(3);
  const rest = await appliance.get(`/audit?limit=3&cursor=${first.nextCursor}`);
  expect(rest).toMatchObject({ data: [{ changes: { name: "a" } }], nextCursor: null });
});

test("X-Forwarded-For is believed of trusted proxies alone, as far as they go", async () => {
  const trusting = clientAddresses(["10.0.0.0/8", "fd00::/8"]);
  const told = (peer: string | null, forwarded?: string) =>
    trusting(
      new Request("http://a/", { headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded } }),
      peer,
    );
  for (const [peer, forwarded, address] of [
    ["203.0.113.9", undefined, "203.0.113.9"],
    ["203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["10.0.0.1", undefined, "10.0.0.1"],
    ["10.0.0.1", "198.51.100.1", "198.51.100.1"],
    ["::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"],
    ["10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
    ["10.0.0.1", "1.1.1.1, 198.51.100.1, 10.2.3.4", "198.51.100.1"],
    ["fd00::1", "2001:db8::7", "2001:db8::7"],
    ["10.0.0.1", "10.0.0.2", "10.0.0.2"],
    ["10.0.0.1", "198.51.100.1, unknown", "10.0.0.1"],
    ["10.0.0.1", "", "10.0.0.1"],
    [null, "198.51.100.1", null],
  ] as const) {
    expect([peer, forwarded, told(peer, forwarded)]).toEqual([peer, forwarded, address]);
  }
});

test("the proxies that the operator trusts say where a change came from", async () => {
  await using appliance = await startAppliance({ env: { HOOKWHEEL_TRUSTED_PROXIES: "127.0.0.0/8" } });
  const form = { name: "a" };
  await appliance.post("/organizations", form, { "x-forwarded-for": "1.1.1.1, 198.51.100.7" });
  expect((await appliance.get("/audit")).data[0].address).toBe("198.51.100.7");
});
