/** One idempotency key, one event. */
import { expect, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";

const EVENT = `{"type":"order.paid","data":{"id":1}}`;

function post(appliance: Appliance, key: string, body = EVENT, path = "/events"): Promise<Response> {
  return appliance.request("POST", path, body, { "idempotency-key": key });
}

async function eventsCount(appliance: Appliance): Promise<number> {
  return (await appliance.get("/events?limit=250")).data.length;
}

test("the same key and body is answered the same, and marked as replayed", async () => {
  await using appliance = await startAppliance();
  const first = await post(appliance, "k-1");
  const second = await post(appliance, "k-1");
  expect([first.status, second.status]).toEqual([202, 202]);
  expect([first, second].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
  expect(await second.json()).toEqual(await first.json());
  expect(await eventsCount(appliance)).toBe(1);
  const [event] = (await appliance.get("/events")).data;
  expect(event.idempotencyKey).toBe("k-1");
});

test("the same key with another body is a conflict, be it by a blank", async () => {
  await using appliance = await startAppliance();
  await post(appliance, "k-1");
  for (const [body, path] of [
    [`${EVENT} `, "/events"],
    [`{"events":[${EVENT}]}`, "/events/batch"],
  ] as const) {
    const response = await post(appliance, "k-1", body, path);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      409,
      "idempotency_conflict",
    ]);
  }
});

test("fifty requests with one key at once are one event", async () => {
  await using appliance = await startAppliance();
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(appliance, "k-1")));
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(bodies).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
  expect(await eventsCount(appliance)).toBe(1);
});

test("one key stands for a whole batch", async () => {
  await using appliance = await startAppliance();
  const body = `{"events":[${EVENT},${EVENT}]}`;
  const first = await (await post(appliance, "k-1", body, "/events/batch")).json();
  const second = await (await post(appliance, "k-1", body, "/events/batch")).json();
  expect(second).toEqual(first);
  expect(await eventsCount(appliance)).toBe(2);
});

test("a key outlives a restart", async () => {
  await using appliance = await startAppliance();
  const first = await (await post(appliance, "k-1")).json();
  await appliance.stop();
  await using restarted = await startAppliance({ dataDir: appliance.dataDir });
  expect(await (await post(restarted, "k-1")).json()).toEqual(first);
  expect((await post(restarted, "k-1", `{"type":"other","data":{}}`)).status).toBe(409);
  expect(await eventsCount(restarted)).toBe(1);
});

test("a refused request consumes nothing of its key", async () => {
  await using appliance = await startAppliance();
  expect((await post(appliance, "k-1", `{"type":"","data":{}}`)).status).toBe(422);
  expect((await post(appliance, "k-1")).headers.get("idempotent-replayed")).toBeNull();
});

test("nor does one that is refused by its catalog, for another body that comes at the same time", async () => {
  await using appliance = await startAppliance();
  const [{ id }] = (await appliance.get("/organizations")).data;
  const [production] = (await appliance.get(`/organizations/${id}/environments`)).data;
  await appliance.patch(`/environments/${production.id}`, { strictTypes: true });
  await appliance.post("/event-types", { type: "order.paid" });
  const keys = Array.from({ length: 20 }, (_, n) => `k-${n}`);
  const answers = await Promise.all(
    keys.flatMap((key) => [post(appliance, key, `{"type":"order.pied","data":{}}`), post(appliance, key)]),
  );
  expect(answers.map(({ status }) => status)).toEqual(keys.flatMap(() => [422, 202]));
  expect(await eventsCount(appliance)).toBe(20);
});

test("a key is 1 to 255 visible ASCII characters", async () => {
  await using appliance = await startAppliance();
  for (const key of ["", "a b", "é", "k".repeat(256)]) {
    const response = await post(appliance, key);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ path: "Idempotency-Key" }] });
  }
  expect((await post(appliance, "~!".padEnd(255, "k"))).status).toBe(202);
});
