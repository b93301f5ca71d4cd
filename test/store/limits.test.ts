/** What there may be so many of: a crowd does not pass the limit, whatever is committed together. */
import { expect, test } from "bun:test";
import { newId } from "../../server/base/ids.ts";
import {
  ENVIRONMENTS_COUNT_MAX,
  INBOXES_COUNT_MAX,
  KEYS_COUNT_MAX,
  PEOPLE_COUNT_MAX,
  RECOVERIES_RUNNING_MAX,
} from "../../server/rules/limits.ts";
import type { NewPerson } from "../../server/store/faces/people.ts";
import type { NewRecover } from "../../server/store/faces/recoveries.ts";
import { createBatchWriter } from "../../server/store/sqlite/batch-writer.ts";
import { connect } from "../../server/store/sqlite/connection.ts";
import { hexOf } from "../../server/store/sqlite/hex.ts";
import { runUnit } from "../../server/store/sqlite/run-unit.ts";
import type { AskedUnit } from "../../server/store/sqlite/wire.ts";
import { NOON, type Room, endpointOf, openRoom } from "./room.ts";

interface Crowd {
  countMax: number;
  /** Adds the one of a number. */
  add(room: Room, number: number): Promise<unknown>;
  /** Makes room for one more. */
  remove(room: Room): Promise<unknown>;
}

const CROWDS: Record<string, Crowd> = {
  "inboxes of an environment": {
    countMax: INBOXES_COUNT_MAX,
    add: ({ store, environment }, number) =>
      store.addInbox({ id: newId(NOON), environment, token: `token ${number}`, createdAt: NOON }),
    remove: ({ store }) => store.deleteInbox(1),
  },
  "environments of an organization": {
    // It has one to begin with.
    countMax: ENVIRONMENTS_COUNT_MAX - 1,
    add: ({ store }, number) => {
      const fields = { externalId: null, checkSchemas: false, strictTypes: false, createdAt: NOON };
      return store.addEnvironment({ id: newId(NOON), organization: 1, name: `e${number}`, ...fields });
    },
    remove: ({ store }) => store.deleteEnvironment(2, NOON),
  },
  "keys of an organization": {
    countMax: KEYS_COUNT_MAX,
    add: ({ store }) => addKey(store, 1),
    remove: ({ store }) => store.revokeKey(1, NOON),
  },
  "keys of the instance": {
    countMax: KEYS_COUNT_MAX,
    add: ({ store }) => addKey(store, null),
    remove: ({ store }) => store.revokeKey(1, NOON),
  },
  "people in all": {
    countMax: PEOPLE_COUNT_MAX,
    add: ({ store }, number) => {
      const isOwner = number % 2 === 0;
      const fields = { email: `p${number}@a.example`, name: "p", organization: isOwner ? 1 : null, createdAt: NOON };
      const person: NewPerson = { id: newId(NOON), role: isOwner ? "owner" : "admin", ...fields };
      return store.addPerson(person, { hash: Bun.SHA256.hash(person.email, "hex"), endsAt: NOON + 1 });
    },
    remove: ({ store }) => store.deletePerson(1, null),
  },
  "recoveries of an endpoint that run": {
    countMax: RECOVERIES_RUNNING_MAX,
    add: ({ store, environment }) => store.beginRecover(recoverOf(environment)),
    remove: ({ store }) => store.cancelRecovery(1, NOON),
  },
};

function addKey(store: Room["store"], organization: number | null): Promise<unknown> {
  const id = newId(NOON);
  const fields = {
    name: "k",
    role: "owner",
    environment: null,
    hint: "abcd",
    createdAt: NOON,
    expiresAt: null,
  } as const;
  return store.addKey({ id, organization, hash: Bun.SHA256.hash(id, "hex"), ...fields });
}

function recoverOf(environment: number): NewRecover {
  const found = { since: 0, until: NOON, states: ["failed"], types: null, count: 0, isCountFinal: false } as const;
  return { id: newId(NOON), environment, endpoint: 1, ...found, createdAt: NOON };
}

test.each(Object.entries(CROWDS))("of a crowd as many are taken as there may be: %s", async (_, crowd) => {
  await using room = openRoom();
  const { countMax, add, remove } = crowd;
  await room.store.addEndpoint(endpointOf(room.environment));
  const added = await Promise.all(Array.from({ length: countMax + 10 }, (_nothing, number) => add(room, number)));
  expect(added.filter((one) => one === "full")).toHaveLength(10);
  expect(added.slice(0, countMax)).not.toContain("full");
  await remove(room);
  const more = await Promise.all([add(room, 2 * countMax), add(room, 2 * countMax + 1)]);
  expect(more.map((one) => one === "full")).toEqual([false, true]);
});

test("what took the last place is there when its write runs again after a commit of unknown outcome", async () => {
  await using room = openRoom();
  const { store, environment, path } = room;
  await store.addEndpoint(endpointOf(environment));
  for (let n = 1; n < RECOVERIES_RUNNING_MAX; n++) await store.beginRecover(recoverOf(environment));
  await store.settled();
  const last = recoverOf(environment);
  const unit: AskedUnit = { name: "beginRecover", given: { ...last, id: hexOf(last.id) } };
  const writer = createBatchWriter(() => connect(path), path);
  for (const isRetry of [false, true]) {
    expect(writer.commit([(connection) => runUnit(connection, unit, isRetry)])).toEqual([{ value: true }]);
  }
  writer.close();
  expect(await store.listRecoveries(1)).toHaveLength(RECOVERIES_RUNNING_MAX);
});
