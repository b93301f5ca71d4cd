/** The queue before the writer: what goes first, how much goes at once, and what becomes of it when the writer dies. */
import { expect, test } from "bun:test";
import { connect } from "../../server/store/sqlite/connection.ts";
import { type GroupCommit, createGroupCommit } from "../../server/store/sqlite/group-commit.ts";
import { migrate } from "../../server/store/sqlite/migrate.ts";
import { endpointOf, eventsOf, makeFolder, openRoom } from "./room.ts";

/** A queue on a fresh file; `units` counts those of each commit. */
async function withGroup(run: (group: GroupCommit, units: number[]) => Promise<void>): Promise<void> {
  using folder = makeFolder();
  const path = `${folder.path}/hookwheel.db`;
  const connection = connect(path);
  migrate(connection.db, path);
  connection.close();
  const units: number[] = [];
  await using group = createGroupCommit(path, ({ unitsCount }) => void units.push(unitsCount));
  await run(group, units);
}

/** A write that changes nothing, of a weight. */
function probe(group: GroupCommit, rows: number, bytes = 0, kind: "verdict" | "intake" = "intake"): Promise<null> {
  return group.write(kind, { rows, bytes }, "probe", null);
}

test("verdicts are committed before intake that came earlier", async () => {
  await withGroup(async (group, units) => {
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    await Promise.all([
      probe(group, 600).then(note("under way")),
      probe(group, 600).then(note("next")),
      probe(group, 600).then(note("intake 1")),
      probe(group, 600).then(note("intake 2")),
      probe(group, 600, 0, "verdict").then(note("verdict")),
    ]);
    expect(order).toEqual(["under way", "next", "verdict", "intake 1", "intake 2"]);
    expect(units).toEqual([1, 1, 1, 1, 1]);
  });
});

test("what arrives in one turn is handed over as soon as it is worth a commit, the rest when the turn is over", async () => {
  await withGroup(async (group, units) => {
    await Promise.all(Array.from({ length: 63 }, () => probe(group, 1)));
    expect(units).toEqual([63]);
    await Promise.all(Array.from({ length: 200 }, () => probe(group, 1)));
    expect(units.slice(1)).toEqual([64, 64, 72]);
  });
});

test("what weighs no rows is committed too", async () => {
  await withGroup(async (group, units) => {
    await Promise.all([probe(group, 0), probe(group, 0)]);
    expect(units).toEqual([2]);
  });
});

test("a batch closes at a thousand rows", async () => {
  await withGroup(async (group, units) => {
    await Promise.all(Array.from({ length: 2500 }, () => probe(group, 1)));
    // The first two were handed over at once, so that the writer had something to do.
    expect(units).toEqual([64, 64, 1000, 1000, 372]);
    await Promise.all([probe(group, 1), probe(group, 5000), probe(group, 1)]);
    expect(units.slice(5)).toEqual([1, 1, 1]);
  });
});

test("a batch closes at 4 MiB", async () => {
  await withGroup(async (group, units) => {
    const mebibyte = 1024 * 1024;
    await Promise.all(Array.from({ length: 10 }, () => probe(group, 1, mebibyte)));
    expect(units).toEqual([4, 4, 2]);
    await probe(group, 1, 64 * mebibyte);
    expect(units.slice(3)).toEqual([1]);
  });
});

test("bytes count as uncommitted until their commit, those of intake alone", async () => {
  await withGroup(async (group) => {
    const writes = [probe(group, 600, 700), probe(group, 600, 30), probe(group, 1, 1000, "verdict")];
    expect(group.uncommittedBytes).toBe(730);
    await writes[0];
    expect(group.uncommittedBytes).toBe(30);
    await Promise.all(writes);
    expect(group.uncommittedBytes).toBe(0);
  });
});

test("a queue is settled when all that it was given is committed", async () => {
  await withGroup(async (group) => {
    await group.settled();
    let committedCount = 0;
    for (let i = 0; i < 5; i++) void probe(group, 600).then(() => committedCount++);
    await group.settled();
    expect(committedCount).toBe(5);
  });
});

test("a queue is settled also when a turn goes on for longer than its writes take", async () => {
  await withGroup(async (group, units) => {
    await probe(group, 1);
    for (let i = 0; i < 64; i++) void probe(group, 1);
    const settled = group.settled();
    // Work of this turn: by its end the writer has long answered.
    Bun.SHA256.hash(new Uint8Array(64 * 1024 * 1024));
    await settled;
    expect(units).toEqual([1, 64]);
  });
});

test("a bug in a write is told to its caller alone, and is no fault of the store", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const events = eventsOf(environment, []);
  const timeless = { ...events, events: [{ ...events.events[0]!, timestamp: null as unknown as number }] };
  const [bad, good] = await Promise.allSettled([
    store.acceptEvents(timeless),
    store.acceptEvents(eventsOf(environment, [])),
  ]);
  expect(bad).toMatchObject({ status: "rejected", reason: expect.not.objectContaining({ kind: "unavailable" }) });
  expect(good.status).toBe("fulfilled");
  expect(store.state).toEqual({ fault: null, uncommittedBytes: 0 });
});

test("what waits to be stored is measured in bytes, not in characters", async () => {
  await using room = openRoom();
  const events = eventsOf(room.environment, []);
  const body = "界".repeat(100_000);
  const written = room.store.acceptEvents({ ...events, events: events.events.map((event) => ({ ...event, body })) });
  expect(room.store.state.uncommittedBytes).toBeGreaterThan(300_000);
  await written;
  expect(room.store.state.uncommittedBytes).toBe(0);
});

/** Runs with a list that every thread joins as it starts; `mayStart` may throw in its place. */
async function withThreads(run: (threads: Worker[]) => Promise<void>, mayStart = () => {}): Promise<void> {
  const threads: Worker[] = [];
  const Original = globalThis.Worker;
  globalThis.Worker = class extends Original {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      mayStart();
      super(...given);
      threads.push(this);
    }
  };
  try {
    await run(threads);
  } finally {
    globalThis.Worker = Original;
  }
}

test("a writer that dies refuses what it had, and another goes on", async () => {
  await withThreads((threads) =>
    withGroup(async (group, units) => {
      await probe(group, 1);
      // No text that it understands: it throws where nothing catches.
      threads[0]!.postMessage("{");
      const handedOver = [probe(group, 600, 100), probe(group, 600, 20)];
      const behind = probe(group, 600, 10);
      for (const { status, ...outcome } of await Promise.allSettled(handedOver)) {
        expect(status).toBe("rejected");
        expect(outcome).toMatchObject({ reason: { kind: "unavailable", message: expect.stringContaining("failed") } });
      }
      await behind;
      expect(threads).toHaveLength(2);
      expect([group.fault, group.uncommittedBytes]).toEqual([null, 0]);
      await probe(group, 1);
      await group.settled();
      expect(units).toHaveLength(5);
    }),
  );
});

test("what no writer could be asked for is refused, and nobody is told what became of another's", async () => {
  let startsCount = 0;
  const mayStart = () => {
    if (++startsCount === 2) throw new Error("no more threads");
  };
  await withThreads(
    (threads) =>
      withGroup(async (group) => {
        await probe(group, 1);
        threads[0]!.postMessage("{");
        const given = ["died with it", "died with it too", "not asked for", "asked of the next"];
        const outcomes = await Promise.allSettled(given.map(() => probe(group, 600, 10)));
        expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "fulfilled"]);
        expect(outcomes[2]).toMatchObject({
          reason: { kind: "unavailable", message: expect.stringContaining("no more threads") },
        });
        await group.settled();
        expect([group.fault, group.uncommittedBytes]).toEqual([null, 0]);
      }),
    mayStart,
  );
});

test("the largest request that is taken leaves room for others while it is stored", async () => {
  await using room = openRoom();
  const { store, environment } = room;
  const endpoint = await store.addEndpoint(endpointOf(environment));
  const accepted = store.acceptEvents(eventsOf(environment, Array<number>(1000).fill(endpoint), 20));
  expect(store.state.uncommittedBytes).toBeGreaterThan(2 * 1024 * 1024);
  expect(store.state.uncommittedBytes).toBeLessThan(3 * 1024 * 1024);
  await accepted;
  expect(store.state.uncommittedBytes).toBe(0);
});
