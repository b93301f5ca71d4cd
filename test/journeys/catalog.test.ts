/** Journeys of catalogs that are held to: unknown types, archived ones, and data that does not fit its schema. */
import { expect, setDefaultTimeout, test } from "bun:test";
import type { Appliance } from "../help/appliance.ts";
import { changeTenant, startProduct } from "../help/product.ts";
import { startReceiver } from "../help/receiver.ts";
import samples from "../help/samples.json";
import { deliveriesOf, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

const READY = samples.find(({ event }) => event === "document.ready")!.data;

async function errorsOf(appliance: Appliance, path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await appliance.request("POST", path, body, headers);
  expect(answer.status).toBe(422);
  const { code, errors } = (await answer.json()) as { code: string; errors: unknown };
  expect(code).toBe("invalid");
  return errors;
}

test("any type and any data are taken, unless the environment says otherwise", async () => {
  await using appliance = await startProduct("agentset");
  await appliance.post("/events", { type: "document.redy", data: {} });
  await appliance.post("/events", { type: "document.ready", data: { anything: true } });
});

test("with strict types an unknown or archived type is refused, naming the field, and nothing is stored", async () => {
  await using appliance = await startProduct("agentset");
  await changeTenant(appliance, { environment: { strictTypes: true } });
  const unknown = [{ path: "type", message: "is not in the catalog: add it there, or correct it" }];
  const archived = [{ path: "type", message: "is archived, and no longer to be used" }];
  expect(await errorsOf(appliance, "/events", { type: "document.redy", data: {} })).toEqual(unknown);
  await appliance.post("/events", { type: "document.ready", data: {} });

  await appliance.post("/event-types", { type: "document.redy" });
  await appliance.post("/events", { type: "document.redy", data: {} });
  await appliance.patch("/event-types/document.redy", { archived: true });
  expect(await errorsOf(appliance, "/events", { type: "document.redy", data: {} })).toEqual(archived);
  await appliance.delete("/event-types/document.redy");
  expect(await errorsOf(appliance, "/events", { type: "document.redy", data: {} })).toEqual(unknown);

  await appliance.post("/event-types", { type: "document.ready", archived: true });
  expect(await errorsOf(appliance, "/events", { type: "document.ready", data: {} })).toEqual(archived);
  expect((await appliance.get("/events")).data).toHaveLength(2);
});

test("with checked schemas data that does not fit is refused, naming the path inside, and every sample passes", async () => {
  await using appliance = await startProduct("agentset");
  await changeTenant(appliance, { environment: { checkSchemas: true } });
  for (const { event, data } of samples) await appliance.post("/events", { type: event, data });

  const event = (changes: object) => ({ type: "document.ready", data: { ...READY, ...changes } });
  expect(await errorsOf(appliance, "/events", event({ status: "GONE" }))).toMatchObject([
    { path: "data.status", message: expect.stringContaining("READY") },
  ]);
  expect(await errorsOf(appliance, "/events", event({ totalPages: -1, source: {} }))).toMatchObject([
    { path: "data.source.type", message: "is required" },
    { path: "data.totalPages" },
  ]);
  const batch = { events: [event({}), event({ status: 7 }), { type: "document.deleted", data: {} }] };
  const errors = (await errorsOf(appliance, "/events/batch", batch)) as { path: string }[];
  expect(errors[0]!.path).toBe("events[1].data.status");
  expect(errors[1]!.path).toBe("events[2].data.id");
  expect((await appliance.get("/events")).data).toHaveLength(14);

  await appliance.post("/events", { type: "of.no.catalog", data: { anything: true } });
});

test("one's own type overrides the profile's schema, and a change of it is in force at once", async () => {
  await using appliance = await startProduct("agentset");
  await changeTenant(appliance, { environment: { checkSchemas: true } });
  await appliance.post("/event-types", { type: "document.ready", sample: null, schema: null });
  await appliance.post("/events", { type: "document.ready", data: {} });
  await appliance.patch("/event-types/document.ready", { schema: { required: ["total"] } });
  expect(await errorsOf(appliance, "/events", { type: "document.ready", data: {} })).toMatchObject([
    { path: "data.total" },
  ]);
  await appliance.post("/events", { type: "document.ready", data: { total: 1 } });
});

test("a refusal consumes no key, and what was accepted under a key is answered again though its type is archived", async () => {
  await using appliance = await startProduct("standard");
  await appliance.post("/event-types", { type: "order.paid", schema: { required: ["total"] } });
  await changeTenant(appliance, { environment: { checkSchemas: true, strictTypes: true } });
  const key = { "idempotency-key": "order-1017" };
  await errorsOf(appliance, "/events", { type: "order.paid", data: {} }, key);
  const event = { type: "order.paid", data: { total: 1 } };
  const accepted = await appliance.post("/events", event, key);
  await appliance.patch("/event-types/order.paid", { archived: true });
  expect(await appliance.post("/events", event, key)).toEqual(accepted);
  await errorsOf(appliance, "/events", event);
});

test("what an organization has in its catalog does not touch another's", async () => {
  await using appliance = await startProduct("standard");
  await appliance.post("/event-types", { type: "order.paid" });
  await appliance.post("/organizations", { name: "Acme", externalId: "acme" });
  const chosen = { "hookwheel-organization": "acme" };
  const read = await appliance.request("GET", "/event-types/order.paid", undefined, chosen);
  expect(read.status).toBe(404);
});

test("what is checked arrives byte for byte as it was sent", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentwarden");
  await changeTenant(appliance, { environment: { checkSchemas: true } });
  await appliance.post("/event-types", { type: "log.blocked", sample: null, schema: { required: ["big"] } });
  await startStory(appliance, shop.url, {}, "approval.other");
  const dataText = `{ "big": 12345678901234567890.000, "twice": 1, "twice": 2 }`;
  await appliance.post("/events", `{"type": "log.blocked", "data": ${dataText}}`);
  await appliance.pass(0);
  expect(shop.requests[1]!.body).toContain(`"data":${dataText}}`);
  expect(await deliveriesOf(appliance, { state: "delivered" })).toHaveLength(2);
});
