/** Lists: pages, cursors and filters. */
import { expect, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { MINUTE, SECOND } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";

interface Row {
  id: string;
}

async function idsOf(appliance: Appliance, path: string): Promise<string[]> {
  return (await appliance.get(path)).data.map(({ id }: Row) => id);
}

/** Every page of a list; `between` runs after each. */
async function walked(appliance: Appliance, path: string, between = async () => {}): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: { data: Row[]; nextCursor: string | null } = await appliance.get(
      `${path}${cursor === null ? "" : `&cursor=${cursor}`}`,
    );
    pages.push(page.data.map(({ id }) => id));
    cursor = page.nextCursor;
    await between();
  } while (cursor !== null && pages.length < 100);
  return pages;
}

async function postMany(appliance: Appliance, count: number, type = "a"): Promise<string[]> {
  const events = Array.from({ length: count }, () => ({ type, data: {} }));
  return (await appliance.post("/events/batch", { events })).data.map(({ id }: Row) => id);
}

test("a filter may hold commas and brackets, and is no list and no JSON by them", async () => {
  await using appliance = await startAppliance();
  for (const text of ["eu,west", "[1]", '{"a":1}', "a+b %", "Zoë,"]) {
    const { id } = await appliance.post("/events", { type: "a", data: {}, namespace: text });
    expect(await idsOf(appliance, `/events?namespace=${encodeURIComponent(text)}`)).toEqual([id]);
    const endpoint = await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:1/", name: text });
    expect(await idsOf(appliance, `/webhooks/endpoints?search=${encodeURIComponent(text)}`)).toEqual([endpoint.id]);
  }
  for (const query of ["namespace=a&namespace=b", "limit=1,2", "limit=1&limit=2"]) {
    const response = await appliance.request("GET", `/events?${query}`);
    expect([query, response.status]).toEqual([query, 422]);
  }
});

test("all pages together hold every row once, newest first, while more are posted", async () => {
  await using appliance = await startAppliance();
  await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:1/", active: false });
  for (const limit of [1, 7, 53, 250]) {
    const type = `of.${limit}`;
    const posted = await postMany(appliance, 53, type);
    const more = async () => void (await postMany(appliance, 3, type));
    const pages = await walked(appliance, `/events?type=${type}&limit=${limit}`, more);
    expect(pages.flat()).toEqual(posted.toReversed());
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit);
  }
  const deliveries = (await walked(appliance, "/deliveries?limit=250")).flat();
  const more = async () => void (await postMany(appliance, 3));
  expect((await walked(appliance, "/deliveries?limit=20", more)).flat()).toEqual(deliveries);
});

test("an event that was replayed often shows its newest thousand deliveries, and the list all of them", async () => {
  await using appliance = await startAppliance();
  for (let i = 0; i < 50; i++)
    await appliance.post("/webhooks/endpoints", { url: "http://127.0.0.1:1/", active: false });
  const { id } = await appliance.post("/events", { type: "a", data: {} });
  for (let i = 0; i < 20; i++) await appliance.post(`/events/${id}/replay`, undefined);
  const all = (await walked(appliance, `/deliveries?event=${id}&limit=100`)).flat();
  expect(all).toHaveLength(1050);
  const event = await appliance.get(`/events/${id}`);
  expect(event.deliveriesCount).toBe(1050);
  expect(event.deliveries.map((delivery: Row) => delivery.id)).toEqual(all.slice(0, 1000));
});

test("endpoints come in pages too", async () => {
  await using appliance = await startAppliance();
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) ids.push((await appliance.post("/webhooks/endpoints", { url: "https://a.example" })).id);
  expect(await walked(appliance, "/webhooks/endpoints?limit=3")).toEqual([
    [ids[6], ids[5], ids[4]],
    [ids[3], ids[2], ids[1]],
    [ids[0]],
  ] as string[][]);
});

test("a page that is asked for wrongly is refused by the name of what is wrong", async () => {
  await using appliance = await startAppliance();
  await postMany(appliance, 2);
  const { nextCursor } = await appliance.get("/events?limit=1");
  const due = Buffer.from("after 1 1").toString("base64url");
  const wrong: [query: string, path: string][] = [
    ["limit=0", "limit"],
    ["limit=251", "limit"],
    ["limit=1.5", "limit"],
    ["limit=abc", "limit"],
    ["limit=1&limit=2", "limit"],
    ["cursor=", "cursor"],
    ["cursor=garbage", "cursor"],
    [`cursor=${nextCursor}.`, "cursor"],
    [`cursor=${nextCursor}%3D`, "cursor"],
    [`cursor=${due}`, "cursor"],
    [`cursor=${Buffer.from("before -1").toString("base64url")}`, "cursor"],
    [`cursor=${Buffer.from("before 1e3").toString("base64url")}`, "cursor"],
    ["since=yesterday", "since"],
    ["until=2026-01-01T00:00:00", "until"],
    ["sort=dueAt", "sort"],
    ["__proto__=1", "__proto__"],
  ];
  for (const [query, path] of wrong) {
    const response = await appliance.request("GET", `/events?${query}`);
    expect([query, await response.json()]).toMatchObject([query, { status: 422, errors: [{ path }] }]);
  }
});

test("events are sifted by type, namespace and time", async () => {
  await using appliance = await startAppliance();
  const { id: first } = await appliance.post("/events", { type: "a", data: {}, namespace: "eu" });
  await appliance.pass(MINUTE);
  const middle = new Date(appliance.clock.now()).toISOString();
  const { id: second } = await appliance.post("/events", { type: "b", data: {}, namespace: "eu" });
  expect(await idsOf(appliance, "/events?type=a")).toEqual([first]);
  expect(await idsOf(appliance, "/events?type=never")).toEqual([]);
  expect(await idsOf(appliance, "/events?namespace=eu")).toEqual([second, first]);
  expect(await idsOf(appliance, "/events?namespace=us")).toEqual([]);
  expect(await idsOf(appliance, `/events?since=${middle}`)).toEqual([second]);
  expect(await idsOf(appliance, `/events?until=${middle}`)).toEqual([first]);
  expect(await idsOf(appliance, `/events?namespace=eu&type=b&since=${middle}`)).toEqual([second]);
});

test("deliveries are sifted by endpoint, event, state, type and time", async () => {
  await using appliance = await startAppliance();
  await using shop = await startReceiver({ answers: [200, 500] });
  const well = await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["a"] });
  const event = await appliance.post("/events", { type: "a", data: {} });
  await appliance.pass(0);
  const failing = await appliance.post("/webhooks/endpoints", { url: shop.url, events: ["b"] });
  await appliance.post("/events", { type: "b", data: {} });
  await appliance.pass(0);
  const [waiting, delivered] = (await appliance.get("/deliveries")).data;
  expect([waiting.state, delivered.state]).toEqual(["waiting", "delivered"]);
  for (const [query, expected] of [
    [`endpoint=${well.id}`, [delivered.id]],
    [`endpoint=${failing.id}`, [waiting.id]],
    [`event=${event.id}`, [delivered.id]],
    [`event=evt_${"0".repeat(26)}`, []],
    ["state=waiting", [waiting.id]],
    ["state=delivered", [delivered.id]],
    ["state=cancelled", []],
    ["type=b", [waiting.id]],
    ["since=2100-01-01T00:00:00Z", []],
    ["until=2100-01-01T00:00:00Z", [waiting.id, delivered.id]],
    ["test=true", []],
    ["test=false", [waiting.id, delivered.id]],
  ] as const) {
    expect([query, await idsOf(appliance, `/deliveries?${query}`)]).toEqual([query, [...expected]]);
  }
  for (const [query, path] of [
    [`endpoint=${event.id}`, "endpoint"],
    ["event=7", "event"],
    ["state=done", "state"],
    ["test=yes", "test"],
    ["sort=createdAt", "sort"],
    ["sort=dueAt&state=failed", "sort"],
  ] as const) {
    const response = await appliance.request("GET", `/deliveries?${query}`);
    expect([query, await response.json()]).toMatchObject([query, { status: 422, errors: [{ path }] }]);
  }
});

test("what is due is listed earliest first, in pages", async () => {
  await using appliance = await startAppliance();
  await using shop = await startReceiver({ answers: [500] });
  const { id } = await appliance.post("/webhooks/endpoints", { url: shop.url, maxInFlight: 5 });
  for (let i = 0; i < 5; i++) {
    await postMany(appliance, 1);
    await appliance.pass(SECOND);
  }
  const { data } = await appliance.get("/deliveries?sort=dueAt");
  const times = data.map(({ dueAt }: { dueAt: string }) => dueAt);
  expect(times).toEqual(times.toSorted());
  expect(times).toHaveLength(5);
  const pages = await walked(appliance, `/deliveries?sort=dueAt&endpoint=${id}&limit=2`);
  expect(pages.flat()).toEqual(data.map((row: Row) => row.id));
});

test("what a held line keeps back is due when the hold ends, and what is held for an endpoint that is off is not due", async () => {
  await using appliance = await startAppliance();
  await using slow = await startReceiver({ answers: [{ status: 429, headers: { "retry-after": "600" } }] });
  await using broken = await startReceiver({ answers: [500] });
  const add = (url: string, type: string) => appliance.post("/webhooks/endpoints", { url, events: [type] });
  const slowed = await add(slow.url, "slow.sent");
  const failing = await add(broken.url, "broken.sent");
  const off = await appliance.post("/webhooks/endpoints", { url: "https://shop.example/", events: ["off.sent"] });
  await appliance.post(`/webhooks/endpoints/${off.id}/pause`, {});
  for (const type of ["slow.sent", "slow.sent", "slow.sent", "slow.sent", "broken.sent", "off.sent"]) {
    await appliance.post("/events", { type, data: {} });
  }
  await appliance.pass(0);
  const { data } = await appliance.get("/deliveries?sort=dueAt");
  const times = data.map(({ dueAt }: { dueAt: string }) => dueAt);
  expect(times).toEqual(times.toSorted());
  const endpoints = data.map(({ endpointId }: { endpointId: string }) => endpointId);
  expect(endpoints).toEqual([failing.id, ...Array(4).fill(slowed.id)]);
  expect((await walked(appliance, "/deliveries?sort=dueAt&limit=2")).flat()).toEqual(data.map((row: Row) => row.id));
  expect((await appliance.get(`/deliveries?sort=dueAt&endpoint=${off.id}`)).data).toEqual([]);
});
