/** Profiles that are changed, followed and deleted at once: the first that is written has its way. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { statusesInOrder } from "../help/in-order.ts";

setDefaultTimeout(30_000);

let appliance: Appliance;
beforeAll(async () => {
  appliance = await startAppliance();
});
afterAll(() => appliance[Symbol.asyncDispose]());

const write = () => appliance.request("POST", "/organizations", { name: "another" });
const change = (name: string) => () => appliance.request("PATCH", `/profiles/${name}`, { timeoutMs: 4321 });
const remove = (name: string) => () => appliance.delete(`/profiles/${name}`);
const add = (name: string) => () =>
  appliance.request("POST", "/organizations", { name, externalId: name, profile: name });
const follow = (id: string, profile: string) => () => appliance.request("PATCH", `/organizations/${id}`, { profile });
const make = (name: string) => appliance.post("/profiles", { name, from: "standard" });
const post = (organization: string) =>
  appliance.post("/events", { type: "a.b", data: {} }, { "hookwheel-organization": organization });

test("a change that comes before a deletion does not bring the profile back, and one that comes later finds none", async () => {
  await make("ghost");
  expect(await statusesInOrder(appliance, change("ghost"), remove("ghost"))).toEqual([200, 204]);
  await make("shade");
  const asks = [change("shade"), remove("shade"), change("shade")];
  expect(await statusesInOrder(appliance, write, ...asks)).toEqual([201, 200, 204, 404]);
  for (const name of ["ghost", "shade"]) {
    expect((await appliance.request("GET", `/profiles/${name}`)).status).toBe(404);
    expect((await add(name)()).status).toBe(422);
  }
});

test("an organization that follows a profile first keeps it from being deleted, as it was last changed", async () => {
  for (const name of ["kept", "kept-in-one-commit"]) {
    const asks = [add(name), change(name), remove(name)];
    await make(name);
    const statuses = await statusesInOrder(appliance, ...(name === "kept" ? asks : [write, ...asks]));
    expect(statuses.slice(-3)).toEqual([201, 200, 409]);
    expect(await appliance.get(`/profiles/${name}`)).toMatchObject({ timeoutMs: 4321 });
    await post(name);
  }
  const { id, externalId } = await appliance.post("/organizations", { name: "Moves", externalId: "moves" });
  await make("moved-to");
  const asks = [follow(id, "moved-to"), remove("moved-to")];
  expect(await statusesInOrder(appliance, write, ...asks)).toEqual([201, 200, 409]);
  await post(externalId);
  const back = [follow(id, "standard"), remove("moved-to"), follow(id, "moved-to")];
  expect(await statusesInOrder(appliance, write, ...back)).toEqual([201, 200, 204, 422]);
  await post(externalId);
});

test("an organization that would follow a profile after its deletion is refused, and nothing is stored of it", async () => {
  const { id } = await appliance.post("/organizations", { name: "Stays" });
  await make("left");
  const asks = [remove("left"), add("left"), follow(id, "left")];
  expect(await statusesInOrder(appliance, ...asks)).toEqual([204, 422, 422]);
  expect(await appliance.get(`/organizations/${id}`)).toMatchObject({ profile: "standard" });
  const { status } = await appliance.request("GET", "/events", undefined, { "hookwheel-organization": "left" });
  expect(status).toBe(404);
});

test("of many who delete a profile at once one does", async () => {
  await make("unwanted");
  const asks = Array.from({ length: 4 }, () => remove("unwanted"));
  expect(await statusesInOrder(appliance, write, ...asks)).toEqual([201, 204, 404, 404, 404]);
});

test("after a profile was changed and deleted at once a start is as any other", async () => {
  await using first = await startAppliance();
  await first.post("/profiles", { name: "ghost", from: "standard" });
  const path = "/profiles/ghost";
  await statusesInOrder(
    first,
    () => first.request("PATCH", path, { title: "Other" }),
    () => first.delete(path),
  );
  await first.request("POST", "/organizations", { name: "Haunted", profile: "ghost" });
  await first.stop();
  await using second = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  expect((await second.request("GET", path)).status).toBe(404);
});
