/** Sweeps: what waits for an endpoint that was turned off or deleted is settled, step by step, and nothing else. */
import { expect, test } from "bun:test";
import { newId } from "../../server/base/ids.ts";
import type { Sweep } from "../../server/store/faces/endpoints.ts";
import type { Store } from "../../server/store/faces/store.ts";
import { NOON, type Room, endpointOf, eventsOf, openRoom, verdictOf } from "./room.ts";

const AT = NOON + 5000;

async function swept(store: Store, sweep: Sweep, limit: number): Promise<number> {
  let stepsCount = 1;
  while (await store.sweepStep(sweep, limit, AT)) stepsCount++;
  return stepsCount;
}

/** How many deliveries of an endpoint are in which state. */
function statesOf({ db }: Room, endpoint: number): unknown {
  const rows = db.query("SELECT state, count(*) FROM deliveries WHERE endpoint = ? GROUP BY state").values(endpoint);
  return Object.fromEntries(rows as [number, number][]);
}

test("a sweep settles what waits in steps, and is forgotten with the last", async () => {
  await using room = openRoom();
  const { store, environment, db } = room;
  const [gone, other] = [
    await store.addEndpoint(endpointOf(environment)),
    await store.addEndpoint(endpointOf(environment)),
  ];
  const seqs = (await store.acceptEvents(eventsOf(environment, [gone, other], 25))).map(([seq]) => seq!);
  await store.recordVerdict(verdictOf(seqs[0]!, gone, { kind: "delivered" }));
  await store.recordVerdict(verdictOf(seqs[1]!, gone, { kind: "failed", reason: "500" }));
  await store.retryDelivery(seqs[1]!, NOON);
  db.run(`UPDATE deliveries SET lane = 1 WHERE seq = ${seqs[2]}`);

  const sweep = await store.deleteEndpoint(gone, NOON);
  expect(await store.loadSweeps()).toEqual([sweep]);
  expect(await swept(store, sweep, 10)).toBe(3);
  expect(statesOf(room, gone)).toEqual({ 1: 1, 2: 1, 4: 23 });
  expect(statesOf(room, other)).toEqual({ 0: 25 });
  expect(
    db.query("SELECT DISTINCT reason, due_at, next_at, updated_at FROM deliveries WHERE state = 4").values(),
  ).toEqual([["webhook deleted", null, null, AT]]);
  expect(await store.loadSweeps()).toEqual([]);
  expect(await store.sweepStep(sweep, 10, AT)).toBe(false);
});

test("a sweep goes on where it was when the store is opened again, and leaves what came since", async () => {
  await using first = openRoom();
  const { environment } = first;
  const endpoint = await first.store.addEndpoint(endpointOf(environment));
  const seqs = await first.store.acceptEvents(eventsOf(environment, [endpoint], 30));
  const disable = { reason: "answered 410 Gone", isSkipping: true };
  const verdict = { ...verdictOf(seqs[0]![0]!, endpoint, { kind: "failed", reason: "410 Gone" }), disable };
  const begun = (await first.store.recordVerdict(verdict))!;
  expect(await first.store.sweepStep(begun, 10, AT)).toBe(true);
  const change = { status: "active", statusReason: null, updatedAt: AT } as const;
  await first.store.changeEndpoint(endpoint, change);
  await first.store.acceptEvents(eventsOf(environment, [endpoint], 5));

  const room = await first.reopened();
  const left = await room.store.loadSweeps();
  expect(left).toEqual([begun]);
  expect(await swept(room.store, left[0]!, 10)).toBe(2);
  expect(statesOf(room, endpoint)).toEqual({ 0: 5, 2: 1, 3: 29 });
  await room[Symbol.asyncDispose]();
});

test("a step that comes late for a sweep that was ended settles nothing, and ends no other", async () => {
  await using room = openRoom();
  const { store, environment, db } = room;
  const add = () => store.addEndpoint(endpointOf(environment));
  const [paused, deleted] = [await add(), await add()];
  await store.acceptEvents(eventsOf(environment, [paused, deleted], 5));
  const change = { statusReason: null, updatedAt: AT } as const;
  const turnedOff = { ...change, status: "paused", turn: { to: "off", waiting: "held" } } as const;
  const { sweep: ended } = await store.changeEndpoint(paused, turnedOff);
  const resume = { to: "on", held: "resume", recoveryId: newId(AT) } as const;
  await store.changeEndpoint(paused, { ...change, status: "active", turn: resume });
  const begun = await store.deleteEndpoint(deleted, NOON);
  expect(await store.sweepStep(ended!, 10, AT)).toBe(false);
  expect(await store.loadSweeps()).toEqual([begun]);
  expect(db.query("SELECT count(*) FROM deliveries WHERE next_at IS NULL").values()).toEqual([[0]]);
});

test("what was accepted just before the endpoint was off, and is committed after it, is swept too", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const disabled = await store.addEndpoint(endpointOf(environment));
  const [[seq]] = (await store.acceptEvents(eventsOf(environment, [disabled]))) as [[number]];
  const disable = { reason: "answered 410 Gone", isSkipping: true };
  // More than a batch holds: the verdict overtakes it, the sweep must not.
  const late = Promise.all([1, 2, 3].map(() => store.acceptEvents(eventsOf(environment, [disabled], 400))));
  const verdict = { ...verdictOf(seq, disabled, { kind: "failed", reason: "410 Gone" }), disable };
  await swept(store, (await store.recordVerdict(verdict))!, 500);
  await late;
  expect(statesOf(room, disabled)).toEqual({ 2: 1, 3: 1200 });

  const deleted = await store.addEndpoint(endpointOf(environment));
  const sweep = store.deleteEndpoint(deleted, NOON);
  const later = Promise.all([1, 2, 3].map(() => store.acceptEvents(eventsOf(environment, [deleted], 400))));
  await swept(store, await sweep, 500);
  await later;
  expect(statesOf(room, deleted)).toEqual({ 4: 1200 });
});
