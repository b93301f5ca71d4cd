/** Verdicts: what they change of a delivery, whatever has become of it meanwhile. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { DELIVERY_STATES, type DeliveryState, type Trigger } from "../../server/rules/delivery.ts";
import type { DeliveryChange } from "../../server/rules/verdict.ts";
import type { Sweep } from "../../server/store/faces/endpoints.ts";
import { NOON, type Room, WELL, endpointOf, eventsOf, openRoom, verdictOf } from "./room.ts";

/** A delivery as it stands before the verdict, times beside the state. */
const DUE_AT = NOON + 5000;
const EXPRESS_AT = NOON + 100;

const CHANGES = {
  delivered: { kind: "delivered" },
  retry: { kind: "retry", dueAt: NOON + 9000, step: 3, reason: "500 Internal Server Error" },
  failed: { kind: "failed", reason: "500 Internal Server Error" },
  kept: { kind: "kept" },
} as const satisfies Record<string, DeliveryChange>;

interface Row {
  state: number;
  due_at: number | null;
  express_at: number | null;
  next_at: number | null;
  step: number;
  attempts_count: number;
  reason: string | null;
}

function rowOf({ db }: Room, seq: number): Row {
  return db
    .query<Row, [number]>(
      "SELECT state, due_at, express_at, next_at, step, attempts_count, reason FROM deliveries WHERE seq = ?",
    )
    .get(seq)!;
}

/** A delivery in a state, at step 2 after 2 attempts; a person has asked for one more. */
async function deliveryIn(room: Room, endpoint: number, state: DeliveryState): Promise<number> {
  const [seqs] = await room.store.acceptEvents(eventsOf(room.environment, [endpoint]));
  const seq = seqs![0]!;
  const isWaiting = state === "waiting";
  room.db
    .query(
      `UPDATE deliveries SET state = ?, due_at = ?, express_at = ?, next_at = ?, step = 2, attempts_count = 2,
         reason = 'as before' WHERE seq = ?`,
    )
    .run(DELIVERY_STATES.indexOf(state), isWaiting ? DUE_AT : null, EXPRESS_AT, EXPRESS_AT, seq);
  if (!isWaiting)
    room.db.run(`UPDATE endpoint_health SET waiting_count = waiting_count - 1 WHERE endpoint = ${endpoint}`);
  return seq;
}

function expectedAfter(state: DeliveryState, change: DeliveryChange): Omit<Row, "attempts_count"> {
  const asBefore = { state: DELIVERY_STATES.indexOf(state), step: 2, reason: "as before", express_at: null };
  const dueAt = state === "waiting" ? DUE_AT : null;
  switch (change.kind) {
    case "delivered":
      return { state: 1, due_at: null, express_at: null, next_at: null, step: 2, reason: null };
    case "kept":
      return { ...asBefore, due_at: dueAt, next_at: dueAt };
    case "retry":
      if (state !== "waiting") return { ...asBefore, due_at: null, next_at: null };
      return {
        state: 0,
        due_at: change.dueAt,
        express_at: null,
        next_at: change.dueAt,
        step: change.step,
        reason: change.reason,
      };
    case "failed":
      if (state !== "waiting") return { ...asBefore, due_at: null, next_at: null };
      return { state: 2, due_at: null, express_at: null, next_at: null, step: 2, reason: change.reason };
  }
}

test.each(
  DELIVERY_STATES.flatMap((state) => Object.values(CHANGES).map((change) => [change.kind, state, change] as const)),
)("a verdict of `%s` that meets a delivery that is %s", async (_, state, change) => {
  await using room = openRoom();
  const { store, environment, db } = room;
  const endpoint = await store.addEndpoint(endpointOf(environment));
  const seq = await deliveryIn(room, endpoint, state);
  const trigger: Trigger = change.kind === "kept" ? "manual" : "schedule";
  expect(await store.recordVerdict(verdictOf(seq, endpoint, change, { trigger, number: 3 }))).toBeNull();
  expect(rowOf(room, seq)).toEqual({ attempts_count: 3, ...expectedAfter(state, change) });
  expect(await store.listAttempts(seq)).toMatchObject([{ number: 3, trigger }]);
  expect(waitingCounts(room)).toEqual(countedWaiting(room));
  expect(db.query("SELECT count(*) AS count FROM sweeps").get()).toEqual({ count: 0 });
});

test.each(["waiting", "failed", "cancelled"] as const)(
  "of a schedule that is over only a success changes a delivery that is %s",
  async (state) => {
    await using room = openRoom();
    const { store, environment, db } = room;
    const endpoint = await store.addEndpoint(endpointOf(environment));
    for (const change of Object.values(CHANGES)) {
      const seq = await deliveryIn(room, endpoint, state);
      db.run(`UPDATE deliveries SET round = 1 WHERE seq = ${seq}`);
      await store.recordVerdict(verdictOf(seq, endpoint, change, { number: 3 }));
      const asKept = change.kind === "delivered" ? change : CHANGES.kept;
      expect(rowOf(room, seq)).toEqual({ attempts_count: 3, ...expectedAfter(state, asKept) });
      expect(await store.listAttempts(seq)).toHaveLength(1);
    }
    expect(waitingCounts(room)).toEqual(countedWaiting(room));
  },
);

test("an attempt is read back as it was recorded", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const endpoint = await store.addEndpoint(endpointOf(environment));
  const [[seq]] = (await store.acceptEvents(eventsOf(environment, [endpoint]))) as [[number]];
  const verdict = verdictOf(seq, endpoint, CHANGES.failed);
  const sent = verdict.attempt.request;
  Object.assign(verdict.attempt, { address: null, response: null, status: null });
  const health = {
    ...WELL,
    consecutiveFailures: 3,
    failingSince: NOON,
    lastFailureAt: NOON,
    heldUntil: NOON + 1,
    holdMs: 1,
  };
  await store.recordVerdict({ ...verdict, health });
  const { id, request: _, ...attempt } = verdict.attempt;
  expect(await store.readAttempt(environment, id)).toMatchObject({
    ...attempt,
    request: { ...sent, body: `{"type":"order.paid"}` },
  });
  expect((await store.loadEndpoints())[0]!.health).toEqual(health);
  expect(await store.readAttempt(environment + 1, id)).toBeNull();

  const answered = verdictOf(seq, endpoint, CHANGES.delivered);
  await store.recordVerdict(answered);
  expect((await store.readAttempt(environment, answered.attempt.id))!.response).toEqual(answered.attempt.response);
});

test("a verdict disables an endpoint that is active, and no other", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const disable = { reason: "answered 410 Gone", isSkipping: true };
  for (const status of ["active", "paused", "disabled"] as const) {
    const endpoint = await store.addEndpoint(endpointOf(environment, { status, statusReason: "as before" }));
    const [[seq]] = (await store.acceptEvents(eventsOf(environment, [endpoint]))) as [[number]];
    const sweep = await store.recordVerdict({ ...verdictOf(seq, endpoint, CHANGES.failed), disable });
    const stored = (await store.loadEndpoints()).find((row) => row.endpoint.seq === endpoint)!.endpoint;
    if (status === "active") {
      expect(stored).toMatchObject({ status: "disabled", statusReason: disable.reason });
      expect(sweep).toMatchObject({ endpoint, state: "skipped", reason: "webhook disabled: answered 410 Gone" });
    } else {
      expect(stored).toMatchObject({ status, statusReason: "as before" });
      expect(sweep).toBeNull();
    }
  }
  expect(await store.loadSweeps()).toHaveLength(1);
});

/** What may happen to deliveries, each to one of those accepted so far. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant("accept" as const), endpoints: fc.array(fc.constantFrom(1, 2), { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant("verdict" as const),
    which: fc.nat(),
    change: fc.constantFrom(...Object.values(CHANGES)),
    isDisabling: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("retry" as const), which: fc.nat() }),
  fc.record({ kind: fc.constant("delete" as const), endpoint: fc.constantFrom(1, 2) }),
  fc.record({ kind: fc.constant("sweep" as const), limit: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant("settle" as const) }),
);

test("an endpoint's count of what waits is right after any writes, in one commit or in many", async () => {
  const run = async (happenings: (typeof happening extends fc.Arbitrary<infer One> ? One : never)[]) => {
    await using room = openRoom();
    const { store, environment } = room;
    for (let i = 0; i < 2; i++) await store.addEndpoint(endpointOf(environment));
    const made: { seq: number; endpoint: number }[] = [];
    const sweeps: Sweep[] = [];
    const gone = new Set<number>();
    let writes: Promise<unknown>[] = [];
    for (const one of happenings) {
      const met = "which" in one && made.length > 0 ? made[one.which % made.length]! : null;
      if (one.kind === "accept") {
        const [seqs] = await store.acceptEvents(eventsOf(environment, one.endpoints));
        for (const [nth, seq] of seqs!.entries()) made.push({ seq, endpoint: one.endpoints[nth]! });
      } else if (one.kind === "verdict" && met !== null) {
        const disable = one.isDisabling ? { reason: "410", isSkipping: true } : null;
        const verdict = { ...verdictOf(met.seq, met.endpoint, one.change), disable };
        writes.push(store.recordVerdict(verdict).then((sweep) => sweep && sweeps.push(sweep)));
      } else if (one.kind === "retry" && met !== null) {
        writes.push(store.retryDelivery(met.seq, NOON));
      } else if (one.kind === "delete") {
        const deletion = store.deleteEndpoint(one.endpoint, NOON);
        const isFirst = !gone.has(one.endpoint);
        gone.add(one.endpoint);
        writes.push(isFirst ? deletion.then((sweep) => sweeps.push(sweep)) : expectGone(deletion));
      } else if (one.kind === "sweep" && sweeps.length > 0) {
        writes.push(store.sweepStep(sweeps.at(-1)!, one.limit, NOON));
      } else if (one.kind === "settle") {
        await Promise.all(writes);
        writes = [];
        expect(waitingCounts(room)).toEqual(countedWaiting(room));
      }
    }
    await Promise.all(writes);
    expect(waitingCounts(room)).toEqual(countedWaiting(room));
    expect(await store.countWaiting()).toBe(waitingCounts(room).reduce((sum, count) => sum + count, 0));
  };
  await fc.assert(fc.asyncProperty(fc.array(happening, { minLength: 10, maxLength: 60 }), run), { numRuns: 25 });
}, 60_000);

async function expectGone(write: Promise<unknown>): Promise<void> {
  const [answer] = await Promise.allSettled([write]);
  expect(answer).toMatchObject({ status: "rejected", reason: { kind: "not_found" } });
}

function waitingCounts({ db }: Room): number[] {
  return db.query("SELECT waiting_count FROM endpoint_health ORDER BY endpoint").values().flat() as number[];
}

/** By a look at every row. */
function countedWaiting({ db }: Room): number[] {
  return db
    .query(
      `SELECT (SELECT count(*) FROM deliveries d WHERE d.endpoint = e.seq AND state = 0) FROM endpoints e ORDER BY e.seq`,
    )
    .values()
    .flat() as number[];
}
