/** What comes for an environment right behind its deletion, when the main thread does not know of that yet. */
import { expect, test } from "bun:test";
import { newId } from "../../server/base/ids.ts";
import type { NewAuditLine } from "../../server/store/faces/audit.ts";
import { NOON, type Room, endpointOf, eventsOf, openRoom } from "./room.ts";

const LINE: NewAuditLine = {
  id: newId(NOON),
  action: "endpoint.created",
  actor: { kind: "key", id: null, name: "a key" },
  address: null,
  subject: "ep_1",
  organization: 1,
  environment: 2,
  changes: {},
  createdAt: NOON,
};

/** A second environment, with an endpoint of its own. */
async function startSecond({ store }: Room) {
  const fields = { name: "test", externalId: null, checkSchemas: false, strictTypes: false };
  const added = await store.addEnvironment({ ...fields, id: newId(NOON), organization: 1, createdAt: NOON });
  const environment = added as number;
  return { environment, endpoint: await store.addEndpoint(endpointOf(environment)) };
}

function countOf({ db }: Room, what: string): unknown {
  return db.query(`SELECT count(*) FROM ${what}`).values()[0]![0];
}

function testOf(environment: number, endpoint: number) {
  const event = { id: newId(NOON), type: "order.paid", body: "{}" };
  return { environment, endpoint, event, delivery: newId(NOON), createdAt: NOON };
}

test("nothing is made in an environment whose deletion stands before it, in the same commit or in an earlier one", async () => {
  await using room = openRoom();
  const { store } = room;
  const { environment, endpoint } = await startSecond(room);
  await store.acceptEvents(eventsOf(environment, [endpoint]));
  const deletion = store.deleteEnvironment(environment, NOON);
  for (let i = 0; i < 2; i++) {
    const late = await Promise.allSettled([
      store.audited(LINE).addEndpoint(endpointOf(environment)),
      store.acceptEvents(eventsOf(environment, [endpoint], 3)),
      store.acceptTest(testOf(environment, endpoint)),
    ]);
    for (const one of late) expect(one).toMatchObject({ status: "rejected", reason: { kind: "not_found" } });
  }
  expect(await deletion).toMatchObject({ sweeps: [{ endpoint }] });
  expect([countOf(room, "events"), countOf(room, "deliveries")]).toEqual([1, 1]);
  expect([countOf(room, "endpoints"), countOf(room, "audit")]).toEqual([1, 0]);
});

test("of an environment that was full, and is deleted, is told that it is gone", async () => {
  await using room = openRoom();
  const { store } = room;
  const { environment } = await startSecond(room);
  const add = () => store.addEndpoint(endpointOf(environment), 1);
  const full = await Promise.allSettled([add()]);
  const [, gone] = await Promise.allSettled([store.deleteEnvironment(environment, NOON), add()]);
  expect([...full, gone]).toMatchObject([{ reason: { kind: "conflict" } }, { reason: { kind: "not_found" } }]);
});

test("what comes for an environment before its deletion is there, and ends with it", async () => {
  await using room = openRoom();
  const { store } = room;
  const { environment, endpoint } = await startSecond(room);
  const [[seqs], added, deletion] = await Promise.all([
    store.acceptEvents(eventsOf(environment, [endpoint])),
    store.addEndpoint(endpointOf(environment)),
    store.deleteEnvironment(environment, NOON),
  ]);
  expect(seqs).toHaveLength(1);
  expect(deletion).toMatchObject({ sweeps: [{ endpoint }, { endpoint: added }] });
});
