/** Profiles and event types in the store: once, whatever is tried again. */
import { expect, test } from "bun:test";
import { standard } from "../../server/profiles/standard.ts";
import type { EventType, Profile } from "../../server/rules/profile.ts";
import { connect } from "../../server/store/sqlite/connection.ts";
import { addEventType, changeEventType, deleteEventType } from "../../server/store/sqlite/event-types.ts";
import { addProfile, changeProfile, deleteProfile } from "../../server/store/sqlite/profiles.ts";
import { endpointOf, eventsOf, NOON, openRoom, organizationOf, verdictOf } from "./room.ts";

const MADE: Profile = { ...standard, name: "made", builtIn: false };
const TYPE: EventType = {
  type: "order.paid",
  group: "order",
  description: null,
  sample: { total: 12 },
  schema: null,
  archived: false,
};

test("a profile is kept whole, once, and changed whole", async () => {
  await using room = openRoom();
  expect(await room.store.addProfile(MADE, 9, NOON)).toBe(true);
  expect(await room.store.addProfile({ ...MADE, title: "Other" }, 9, NOON + 1)).toBe("taken");
  expect(await room.store.loadProfiles()).toEqual([MADE]);
  expect(await room.store.changeProfile({ ...MADE, title: "Changed" }, MADE, NOON + 2)).toBe(true);
  expect(await room.store.changeProfile({ ...MADE, name: "unknown" }, MADE, NOON + 2)).toBe(false);
  expect(await room.store.loadProfiles()).toEqual([{ ...MADE, title: "Changed" }]);
});

test("a profile that an organization follows is not deleted", async () => {
  await using room = openRoom();
  await room.store.addProfile(MADE, 9, NOON);
  room.db.run("UPDATE organizations SET profile = 'made'");
  expect(await room.store.deleteProfile("made")).toBe("followed");
  expect(await room.store.loadProfiles()).toHaveLength(1);
  room.db.run("UPDATE organizations SET profile = 'standard'");
  expect(await room.store.deleteProfile("made")).toBe(true);
  expect(await room.store.loadProfiles()).toEqual([]);
  expect(await room.store.deleteProfile("made")).toBe("gone");
});

test("of one that comes to follow a profile and one that deletes it, the first that is written has its way", async () => {
  await using room = openRoom();
  const { store } = room;
  const kept = (await store.loadOrganizations())[0]!.seq;
  const add = (externalId: string) => store.addOrganization(...organizationOf({ externalId, profile: "made" }));
  const follow = () => store.changeOrganization(kept, { profile: "made" });
  const leave = (seq: number) => store.changeOrganization(seq, { profile: "standard" });
  const make = () => store.addProfile(MADE, 9, NOON);
  const remove = () => store.deleteProfile("made");

  expect(await Promise.all([make(), remove(), add("a"), follow()])).toEqual([true, true, "no_profile", "no_profile"]);
  expect(await Promise.all([make(), follow(), remove(), leave(kept), remove(), follow()])).toEqual([
    true,
    expect.objectContaining({ seq: kept, profile: "made" }),
    "followed",
    expect.objectContaining({ seq: kept, profile: "standard" }),
    true,
    "no_profile",
  ]);
  const [, added, refused] = await Promise.all([make(), add("a"), remove()]);
  expect([added, refused]).toEqual([{ organization: expect.any(Number), environment: expect.any(Number) }, "followed"]);
  expect((await store.loadOrganizations()).map(({ profile }) => profile)).toEqual(["standard", "made"]);
  expect(await store.addOrganization(...organizationOf({ externalId: "a" }))).toBe("external_id_taken");
});

test("an event type is kept whole, once an organization", async () => {
  await using room = openRoom();
  expect(await room.store.addEventType(1, TYPE, 9, NOON)).toBe(true);
  expect(await room.store.addEventType(1, TYPE, 9, NOON + 1)).toBe("taken");
  expect(await room.store.addEventType(1, { ...TYPE, type: "order.sent", sample: null }, 9, NOON)).toBe(true);
  expect(await room.store.findEventType(1, "order.paid")).toEqual(TYPE);
  expect(await room.store.findEventType(2, "order.paid")).toBeNull();
  expect(await room.store.listEventTypeNames(1)).toEqual(["order.paid", "order.sent"]);
  expect(await room.store.changeEventType(1, { ...TYPE, archived: true }, TYPE, NOON)).toBe(true);
  expect(await room.store.findEventType(1, "order.paid")).toEqual({ ...TYPE, archived: true });
  expect(await room.store.changeEventType(1, { ...TYPE, type: "order.lost" }, TYPE, NOON)).toBe(false);
  expect(await room.store.deleteEventType(1, "order.paid")).toBe(true);
  expect(await room.store.deleteEventType(1, "order.paid")).toBe(false);
});

test("of a crowd as many profiles and event types are added as there are places, each organization for itself", async () => {
  await using room = openRoom();
  const { store } = room;
  const added = await store.addOrganization(...organizationOf());
  if (typeof added === "string") throw new Error(added);
  const crowd = await Promise.all(
    Array.from({ length: 6 }, (_, i) => [
      store.addProfile({ ...MADE, name: `made-${i}` }, 4, NOON),
      store.addEventType(1, { ...TYPE, type: `order.n${i}` }, 4, NOON),
      store.addEventType(added.organization, { ...TYPE, type: `order.n${i}` }, 5, NOON),
    ]).flat(),
  );
  const answers = (nth: number) => crowd.filter((_, i) => i % 3 === nth);
  for (const nth of [0, 1]) expect(answers(nth)).toEqual([true, true, true, true, "full", "full"]);
  expect(answers(2)).toEqual([true, true, true, true, true, "full"]);
  expect(await store.addProfile({ ...MADE, name: "made-0" }, 4, NOON)).toBe("taken");
  await store.deleteProfile("made-0");
  await store.deleteEventType(1, "order.n0");
  expect(await store.addProfile(MADE, 4, NOON)).toBe(true);
  expect(await store.addEventType(1, TYPE, 4, NOON)).toBe(true);
});

test("of two changes that were made of the same, the later one is refused, and changes nothing", async () => {
  await using room = openRoom();
  const { store } = room;
  await Promise.all([store.addProfile(MADE, 9, NOON), store.addEventType(1, TYPE, 9, NOON)]);
  const titled = { ...MADE, title: "Changed" };
  expect(
    await Promise.all([
      store.changeProfile(titled, MADE, NOON),
      store.changeProfile({ ...MADE, timeoutMs: 4321 }, MADE, NOON),
      store.changeProfile({ ...titled, timeoutMs: 1234 }, titled, NOON),
    ]),
  ).toEqual([true, false, true]);
  expect(await store.findProfile("made")).toEqual({ ...titled, timeoutMs: 1234 });
  expect(await store.findProfile("standard")).toBeNull();
  const described = { ...TYPE, description: "Paid" };
  expect(
    await Promise.all([
      store.changeEventType(1, described, TYPE, NOON),
      store.changeEventType(1, { ...TYPE, archived: true }, TYPE, NOON),
      store.changeEventType(1, { ...described, sample: null }, described, NOON),
    ]),
  ).toEqual([true, false, true]);
  expect(await store.findEventType(1, "order.paid")).toEqual({ ...described, sample: null });
});

test("what was committed without an answer is found when it is tried again", async () => {
  await using room = openRoom();
  const connection = connect(room.path);
  const write = { organization: 1, eventType: TYPE, at: NOON };
  for (const isRetry of [false, true]) {
    expect(addProfile(connection, { profile: MADE, countMax: 1, at: NOON }, isRetry)).toBe(true);
    expect(addEventType(connection, { ...write, countMax: 1 }, isRetry)).toBe(true);
  }
  const profile = { ...MADE, title: "Changed" };
  const eventType = { ...TYPE, archived: true };
  for (let n = 0; n < 2; n++) {
    expect(changeProfile(connection, { profile, replaces: MADE, at: NOON })).toBe(true);
    expect(changeEventType(connection, { ...write, eventType, replaces: TYPE })).toBe(true);
  }
  for (const isRetry of [false, true]) {
    expect(deleteEventType(connection, { organization: 1, type: "order.paid" }, isRetry)).toBe(true);
    expect(deleteProfile(connection, "made", isRetry)).toBe(true);
  }
  connection.close();
});

test("a delivery that is skipped waits no more; of one that has ended only the retry is forgotten", async () => {
  await using room = openRoom();
  const { store } = room;
  const endpoint = await store.addEndpoint(endpointOf(room.environment));
  const [[waiting], [ended]] = (await store.acceptEvents(eventsOf(room.environment, [endpoint], 2))) as [
    [number],
    [number],
  ];
  await store.recordVerdict(verdictOf(ended, endpoint, { kind: "failed", reason: "500" }));
  await store.retryDelivery(ended, NOON);
  await store.skipDeliveries([waiting, ended], "webhooks are not enabled", NOON + 1);
  const counted = room.db.query("SELECT failed, skipped FROM minute_counts WHERE endpoint = ?").all(endpoint);
  expect(counted).toEqual([{ failed: 1, skipped: 1 }]);
  const { rows } = await store.listDeliveries({
    environment: room.environment,
    endpoint: null,
    event: null,
    state: null,
    type: null,
    since: null,
    until: null,
    isTest: false,
    limit: 10,
    before: null,
  });
  expect(rows).toMatchObject([
    { state: "failed", reason: "500", nextAt: null },
    { state: "skipped", reason: "webhooks are not enabled", nextAt: null },
  ]);
  expect(await store.countWaiting()).toBe(0);
});
