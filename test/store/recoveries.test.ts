/** Turning endpoints off and on in the store: what is held, skipped, resumed, recovered or cancelled, step by step. */
import { expect, test } from "bun:test";
import { newId } from "../../server/base/ids.ts";
import type { EndpointChange, Sweep, Turn } from "../../server/store/faces/endpoints.ts";
import type { NewDelivery } from "../../server/store/faces/events.ts";
import type { NewRecover, Recoverable, Recovery, WalkPlace } from "../../server/store/faces/recoveries.ts";
import type { Store } from "../../server/store/faces/store.ts";
import { NOON, type Room, endpointOf, eventsOf, openRoom, verdictOf } from "./room.ts";

const AT = NOON + 5000;

/** Deliveries of an endpoint: how many of each state have a next time, and how many have none. */
function countsOf({ db }: Room, endpoint: number): Record<string, number> {
  const rows = db
    .query("SELECT state, next_at IS NULL, count(*) FROM deliveries WHERE endpoint = ? GROUP BY 1, 2")
    .values(endpoint) as [number, number, number][];
  const states = ["waiting", "delivered", "failed", "skipped", "cancelled"];
  return Object.fromEntries(
    rows.map(([state, isTimeless, count]) => [state === 0 && isTimeless ? "held" : states[state]!, count]),
  );
}

async function swept(store: Store, sweep: Sweep | null, limit = 10): Promise<number> {
  let stepsCount = 1;
  while (await store.sweepStep(sweep!, limit, AT)) stepsCount++;
  return stepsCount;
}

const off = (waiting: "held" | "skipped"): EndpointChange => ({
  status: "paused",
  statusReason: "paused by a person",
  turn: { to: "off", waiting },
  updatedAt: AT,
});

const on = (turn: Turn): EndpointChange => ({
  status: "active",
  statusReason: null,
  turn,
  updatedAt: AT,
});

const resume = (): Turn => ({ to: "on", held: "resume", recoveryId: newId(AT) });

/** An endpoint with so many deliveries that wait. */
async function startWaiting({ store, environment }: Room, count: number) {
  const endpoint = await store.addEndpoint(endpointOf(environment));
  const seqs = (await store.acceptEvents(eventsOf(environment, [endpoint], count))).map(([seq]) => seq!);
  return { endpoint, seqs };
}

/** What is accepted for an endpoint that is off. */
async function acceptOff({ store, environment }: Room, endpoint: number, count: number, state: NewDelivery["state"]) {
  const events = eventsOf(environment, [endpoint], count);
  for (const { deliveries } of events.events)
    Object.assign(deliveries[0]!, { state, reason: state === "waiting" ? "held: webhook paused" : "webhook paused" });
  return (await store.acceptEvents(events)).map(([seq]) => seq!);
}

function waitingCount({ db }: Room, endpoint: number): unknown {
  return db.query("SELECT waiting_count FROM endpoint_health WHERE endpoint = ?").values(endpoint)[0]![0];
}

test("what waits is held in steps when an endpoint is turned off, and given its times back when it is on again", async () => {
  await using room = openRoom();
  const { store, db } = room;
  const { endpoint, seqs } = await startWaiting(room, 25);
  await store.recordVerdict(
    verdictOf(seqs[0]!, endpoint, { kind: "retry", dueAt: AT + 60_000, step: 1, reason: "500" }),
  );
  const { sweep, recovery } = await store.changeEndpoint(endpoint, off("held"));
  expect(recovery).toBeNull();
  expect(await swept(store, sweep)).toBe(3);
  await acceptOff(room, endpoint, 5, "waiting");
  expect(countsOf(room, endpoint)).toEqual({ held: 30 });
  expect(await store.nextTimes(endpoint, 0, 10)).toEqual([]);

  const begun = await store.changeEndpoint(endpoint, on(resume()));
  expect(begun).toMatchObject({ sweep: null, recovery: { count: 30, isCountFinal: true, done: 0, state: "running" } });
  const { seq, id } = begun.recovery!;
  const steps = [true, true, true, false];
  for (const hasMore of steps) expect(await store.recoveryStep(seq, 10, AT)).toBe(hasMore);
  expect(await store.recoveryStep(seq, 10, AT)).toBe(false);
  expect(countsOf(room, endpoint)).toEqual({ waiting: 30 });
  expect(await store.readRecovery(room.environment, id)).toMatchObject({ state: "done", count: 30, done: 30 });
  expect(
    db.query("SELECT lane, due_at = next_at, step, reason, count(*) FROM deliveries GROUP BY 1, 2, 3, 4").values(),
  ).toEqual([
    [1, 1, 0, null, 29],
    [1, 1, 1, "500", 1],
  ]);
  const times = await store.nextTimes(endpoint, 1, 100);
  expect([times[0]!.nextAt, times.at(-1)]).toEqual([AT, { seq: seqs[0]!, nextAt: AT + 60_000 }]);
  expect(waitingCount(room, endpoint)).toBe(30);
});

test("a sweep that holds ends where its endpoint is turned on again, and what it had not reached keeps its time", async () => {
  await using room = openRoom();
  const { store } = room;
  const { endpoint } = await startWaiting(room, 25);
  const { sweep } = await store.changeEndpoint(endpoint, off("held"));
  expect(await store.sweepStep(sweep!, 10, AT)).toBe(true);
  const { recovery } = await store.changeEndpoint(endpoint, on(resume()));
  expect(await store.sweepStep(sweep!, 10, AT)).toBe(false);
  expect(countsOf(room, endpoint)).toEqual({ held: 10, waiting: 15 });
  expect(await store.recoveryStep(recovery!.seq, 100, AT)).toBe(false);
  expect(countsOf(room, endpoint)).toEqual({ waiting: 25 });
});

test("where a profile says so, what waits is skipped by a pause, and what comes after it is on again is not", async () => {
  await using room = openRoom();
  const { store, db, environment } = room;
  const { endpoint } = await startWaiting(room, 25);
  const { sweep } = await store.changeEndpoint(endpoint, off("skipped"));
  await acceptOff(room, endpoint, 3, "skipped");
  const { recovery } = await store.changeEndpoint(endpoint, on(resume()));
  await store.acceptEvents(eventsOf(environment, [endpoint], 4));
  expect(await swept(store, sweep)).toBe(3);
  expect(await store.recoveryStep(recovery!.seq, 100, AT)).toBe(false);
  expect(countsOf(room, endpoint)).toEqual({ waiting: 4, skipped: 28 });
  expect(db.query("SELECT DISTINCT reason FROM deliveries WHERE state = 3 AND updated_at = ?").values(AT)).toEqual([
    ["webhook paused"],
  ]);
  expect(waitingCount(room, endpoint)).toBe(4);
});

test("what was held is cancelled by being turned on so: all of it, and nothing that came since", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const { endpoint } = await startWaiting(room, 15);
  const { sweep: holding } = await store.changeEndpoint(endpoint, off("held"));
  expect(await store.sweepStep(holding!, 10, AT)).toBe(true);
  await acceptOff(room, endpoint, 5, "waiting");
  const { sweep, recovery } = await store.changeEndpoint(endpoint, on({ to: "on", held: "cancel" }));
  expect(recovery).toBeNull();
  // Accepted as held before the endpoint was on, and committed after it.
  await acceptOff(room, endpoint, 2, "waiting");
  await store.acceptEvents(eventsOf(environment, [endpoint], 4));
  await swept(store, sweep);
  expect(countsOf(room, endpoint)).toEqual({ waiting: 4, cancelled: 22 });
  expect(waitingCount(room, endpoint)).toBe(4);
});

test("of two who turn an endpoint on at once the first does: the second finds it so, and neither ends nor begins anything", async () => {
  await using room = openRoom();
  const { store, db } = room;
  const endpoint = await store.addEndpoint(endpointOf(room.environment, { status: "paused" }));
  await acceptOff(room, endpoint, 12, "waiting");
  const [{ recovery }, ...others] = await Promise.all([
    store.changeEndpoint(endpoint, on(resume())),
    store.changeEndpoint(endpoint, { ...on({ to: "on", held: "cancel" }), updatedAt: AT + 1 }),
    store.changeEndpoint(endpoint, { ...on(resume()), updatedAt: AT + 1 }),
  ]);
  const unchanged = { endpoint: { status: "active", updatedAt: AT }, isTurned: false, sweep: null, recovery: null };
  expect(others).toMatchObject([unchanged, unchanged]);
  expect(await store.listRecoveries(endpoint)).toEqual([recovery!]);
  expect(db.query("SELECT 1 FROM sweeps").values()).toEqual([]);
  expect(await store.recoveryStep(recovery!.seq, 100, AT)).toBe(false);
  expect(countsOf(room, endpoint)).toEqual({ waiting: 12 });

  const both = await Promise.all(
    [1, 2].map((n) => store.changeEndpoint(endpoint, { ...off("held"), updatedAt: AT + n })),
  );
  expect(both.map(({ isTurned, sweep }) => [isTurned, sweep === null])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test("what is changed beside a turn is changed also where the endpoint is turned already", async () => {
  await using room = openRoom();
  const endpoint = await room.store.addEndpoint(endpointOf(room.environment, { status: "paused" }));
  const [first, second] = await Promise.all([
    room.store.changeEndpoint(endpoint, on(resume())),
    room.store.changeEndpoint(endpoint, { ...on(resume()), name: "shop" }),
  ]);
  expect([first.isTurned, second.isTurned, second.recovery]).toEqual([true, false, null]);
  expect(second.endpoint).toMatchObject({ status: "active", name: "shop" });
});

test("what is held anew is not cancelled by what is left of an earlier turn", async () => {
  await using room = openRoom();
  const { store } = room;
  const endpoint = await store.addEndpoint(endpointOf(room.environment, { status: "paused" }));
  await acceptOff(room, endpoint, 12, "waiting");
  const { sweep } = await store.changeEndpoint(endpoint, on({ to: "on", held: "cancel" }));
  const { sweep: holding } = await store.changeEndpoint(endpoint, off("held"));
  await acceptOff(room, endpoint, 3, "waiting");
  await swept(store, sweep);
  await swept(store, holding);
  expect(countsOf(room, endpoint)).toEqual({ held: 3, cancelled: 12 });
});

test("what is held is cancelled with the rest when its endpoint is deleted", async () => {
  await using room = openRoom();
  const { store } = room;
  const { endpoint } = await startWaiting(room, 8);
  await swept(store, (await store.changeEndpoint(endpoint, off("held"))).sweep);
  await acceptOff(room, endpoint, 8, "waiting");
  const { recovery } = await store.changeEndpoint(endpoint, on(resume()));
  expect(await store.recoveryStep(recovery!.seq, 5, AT)).toBe(true);
  expect(await swept(store, await store.deleteEndpoint(endpoint, AT))).toBe(2);
  expect(await store.recoveryStep(recovery!.seq, 5, AT)).toBe(false);
  expect(countsOf(room, endpoint)).toEqual({ cancelled: 16 });
  expect(waitingCount(room, endpoint)).toBe(0);
  expect(await store.readRecovery(room.environment, recovery!.id)).toMatchObject({ state: "cancelled", done: 5 });
});

test("one that a verdict disables holds what waits where its profile says so, and ends what runs for it", async () => {
  await using room = openRoom();
  const { store } = room;
  const { endpoint, seqs } = await startWaiting(room, 12);
  const recovery = await begun(room, endpoint);
  const disable = { reason: "answered 410 Gone", isSkipping: false };
  const failed = { ...verdictOf(seqs[0]!, endpoint, { kind: "failed", reason: "410 Gone" }), disable };
  const sweep = await store.recordVerdict(failed);
  expect(sweep).toMatchObject({ state: "waiting" });
  await swept(store, sweep);
  expect(countsOf(room, endpoint)).toEqual({ held: 11, failed: 1 });
  expect(await store.recoveryStep(recovery.seq, 10, AT)).toBe(false);
  expect(await store.beginRecover(recoverOf(room, endpoint))).toBe("off");
  // A person who pauses it knows less than the verdict.
  expect(await store.changeEndpoint(endpoint, off("held"))).toMatchObject({
    endpoint: { status: "disabled" },
    sweep: null,
  });
});

function recoverableOf(endpoint: number, fields: Partial<Recoverable> = {}): Recoverable {
  return { endpoint, since: 0, until: AT + 1, states: ["failed", "skipped"], types: null, ...fields };
}

function recoverOf({ environment }: Room, endpoint: number, fields: Partial<NewRecover> = {}): NewRecover {
  const counted = { count: 0, isCountFinal: false };
  return { ...recoverableOf(endpoint), ...counted, id: newId(AT), environment, createdAt: AT, ...fields };
}

async function begun(room: Room, ...of: [endpoint: number, fields?: Partial<NewRecover>]): Promise<Recovery> {
  const recovery = await room.store.beginRecover(recoverOf(room, ...of));
  if (typeof recovery === "string") throw new Error(recovery);
  return recovery;
}

/** An endpoint with so many failed deliveries, every second of them, and as many skipped ones. */
async function startEnded(room: Room, count: number) {
  const { endpoint, seqs } = await startWaiting(room, count);
  room.db.run(
    "UPDATE deliveries SET state = 2 + seq % 2, step = 10, due_at = NULL, next_at = NULL, attempts_count = 10",
  );
  room.db.run("UPDATE endpoint_health SET waiting_count = 0");
  return { endpoint, seqs };
}

test("a recovery goes on between its steps where it was, also when the store is opened again", async () => {
  await using first = openRoom();
  const { endpoint } = await startEnded(first, 50);
  const { seq, id } = await begun(first, endpoint);
  expect(await first.store.recoveryStep(seq, 20, AT)).toBe(true);

  const room = await first.reopened();
  const { store, db } = room;
  expect(await store.loadRecoveries()).toEqual([{ seq, endpoint }]);
  expect(await store.readRecovery(room.environment, id)).toMatchObject({ state: "running", count: 20, done: 20 });
  expect(await store.recoveryStep(seq, 20, AT)).toBe(true);
  expect(await store.listRecoveries(endpoint)).toHaveLength(1);
  expect(await store.recoveryStep(seq, 20, AT)).toBe(false);
  expect(await store.readRecovery(room.environment, id)).toMatchObject({
    state: "done",
    count: 50,
    isCountFinal: true,
    done: 50,
  });
  expect(await store.loadRecoveries()).toEqual([]);
  const set =
    "SELECT state, lane, step, due_at, next_at, attempts_count, reason, count(*) FROM deliveries GROUP BY 1, 2, 3, 4";
  expect(db.query(set).values()).toEqual([[0, 1, 0, AT, AT, 10, null, 50]]);
  expect(waitingCount(room, endpoint)).toBe(50);
  await room[Symbol.asyncDispose]();
});

test("a recovery that is cancelled leaves the rest as it is, and one that is over stays so", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const { endpoint } = await startEnded(room, 30);
  const { seq, id } = await begun(room, endpoint, { count: 30, isCountFinal: true });
  await store.recoveryStep(seq, 10, AT);
  await store.cancelRecovery(seq, AT + 1);
  expect(await store.recoveryStep(seq, 10, AT)).toBe(false);
  expect(countsOf(room, endpoint)).toEqual({ waiting: 10, failed: 5, skipped: 15 });
  expect(await store.readRecovery(environment, id)).toMatchObject({ state: "cancelled", count: 30, done: 10 });
  const other = await begun(room, endpoint);
  while (await store.recoveryStep(other.seq, 10, AT));
  await store.cancelRecovery(other.seq, AT);
  expect(await store.readRecovery(environment, other.id)).toMatchObject({ state: "done", done: 20 });
  expect(await store.readRecovery(environment + 1, id)).toBeNull();
});

test("a recovery ends where its endpoint is turned off", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const { endpoint } = await startEnded(room, 30);
  const { seq, id } = await begun(room, endpoint);
  await store.recoveryStep(seq, 10, AT);
  const { sweep } = await store.changeEndpoint(endpoint, off("held"));
  expect(await store.recoveryStep(seq, 10, AT)).toBe(false);
  await swept(store, sweep);
  expect(countsOf(room, endpoint)).toEqual({ held: 10, failed: 5, skipped: 15 });
  expect(await store.readRecovery(environment, id)).toMatchObject({ state: "cancelled", done: 10 });
});

test("what fails once more while it is recovered is not recovered for ever", async () => {
  await using room = openRoom();
  const { store } = room;
  const { endpoint } = await startEnded(room, 20);
  const { seq } = await begun(room, endpoint);
  let stepsCount = 1;
  while (await store.recoveryStep(seq, 5, AT)) {
    room.db.run("UPDATE deliveries SET state = 2, due_at = NULL, next_at = NULL WHERE state = 0");
    expect(++stepsCount).toBeLessThan(10);
  }
  expect(stepsCount).toBe(5);
});

test("a long count is taken in turns, and finds what a look at every row finds", async () => {
  await using room = openRoom();
  const { store, db, environment } = room;
  const endpoint = await store.addEndpoint(endpointOf(environment));
  db.run("INSERT INTO types (seq, name) VALUES (1, 'order.paid'), (2, 'rare')");
  db.run(
    `WITH RECURSIVE n (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < 45000)
     INSERT INTO deliveries (seq, id, event, endpoint, environment, type, state, is_test, created_at, updated_at)
     SELECT seq, randomblob(16), seq, ${endpoint}, 1, 1 + (seq % 1000 = 0), 2 + (seq % 3 = 0), seq % 100 = 0,
       ${NOON} - 45000 + seq, 0 FROM n`,
  );
  const counted = async (recoverable: Recoverable) => {
    let [count, turns] = [0, 0];
    let place: WalkPlace | null = null;
    do {
      const found: { count: number; next: WalkPlace | null } = await store.countRecoverable(recoverable, place);
      count += found.count;
      turns++;
      place = found.next;
    } while (place !== null);
    return [count, turns];
  };
  expect(await counted(recoverableOf(endpoint))).toEqual([44_550, 5]);
  expect(await counted(recoverableOf(endpoint, { states: ["skipped"], types: ["rare"] }))).toEqual([0, 2]);
  db.run("UPDATE deliveries SET is_test = 0");
  expect(await counted(recoverableOf(endpoint, { states: ["skipped"], types: ["rare"] }))).toEqual([15, 2]);
  const span = { since: NOON - 1000, until: NOON - 500 };
  expect(await counted(recoverableOf(endpoint, span))).toEqual([500, 1]);

  const { seq, id } = await begun(room, endpoint, { types: ["rare"] });
  let stepsCount = 1;
  while (await store.recoveryStep(seq, 1000, AT)) stepsCount++;
  expect(await store.readRecovery(environment, id)).toMatchObject({ state: "done", count: 45, done: 45 });
  expect(stepsCount).toBe(5);
});
