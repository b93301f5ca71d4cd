/** Open streams: nothing piles up for a reader, and nothing is made for nobody. */
import { expect, test } from "bun:test";
import { BUFFERED_BYTES_MAX, createStreams, type Outlet } from "../../server/api/stream/streams.ts";
import { createMetrics } from "../../server/base/metrics.ts";
import { createFeed, type Moved } from "../../server/flow/feed.ts";
import { startClock } from "../help/clock.ts";

const EVERYTHING = { pass: { environment: 1, isGood: () => true }, types: null, endpoint: null };

/** What moves; counts how often it is looked at. */
function anEvent(environment = 1): Moved & { readsCount: number } {
  const event = {
    id: new Uint8Array(16),
    type: "order.paid",
    namespace: null,
    timestamp: 0,
    isTest: false,
    idempotencyKey: null,
    createdAt: 0,
    deliveriesCount: 0,
  };
  const it = {
    kind: "event" as const,
    environment,
    endpoints: [],
    readsCount: 0,
    get event() {
      it.readsCount++;
      return event;
    },
  };
  return it;
}

function anOutlet(takes = true): Outlet & { texts: string[]; sendsCount: number; fate: string } {
  const outlet = {
    texts: [] as string[],
    sendsCount: 0,
    fate: "open",
    send(texts: readonly string[]) {
      outlet.texts.push(...texts);
      outlet.sendsCount++;
      return takes;
    },
    beat() {},
    end: () => void (outlet.fate = "ended"),
    cut: () => void (outlet.fate = "cut"),
  };
  return outlet;
}

function open() {
  const feed = createFeed();
  return { feed, streams: createStreams(feed, startClock(), createMetrics()) };
}

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

test("what moves in one turn of the loop goes out at once, made once for all", async () => {
  const { feed, streams } = open();
  const outlets = [anOutlet(), anOutlet()];
  for (const outlet of outlets) streams.open(EVERYTHING, outlet);
  const events = [anEvent(), anEvent(), anEvent(2)];
  for (const event of events) feed.tell(event);
  await nextTurn();
  for (const { texts, sendsCount } of outlets) expect([texts.length, sendsCount]).toEqual([2, 1]);
  expect(outlets[0]!.texts).toEqual(outlets[1]!.texts);
  // Once for each stream that may want it, and once to write it; the other environment's never.
  expect(events.map(({ readsCount }) => readsCount)).toEqual([3, 3, 0]);
});

test("a burst in one turn drops the reader before it is sent, and keeps nothing for it", async () => {
  const { feed, streams } = open();
  const outlet = anOutlet();
  streams.open(EVERYTHING, outlet);
  let toldCount = 0;
  for (; outlet.fate === "open"; toldCount++) feed.tell(anEvent());
  const event = anEvent();
  feed.tell(event);
  await nextTurn();
  expect([outlet.fate, outlet.texts.length, event.readsCount, feed.isHeard]).toEqual(["cut", 0, 0, false]);
  expect(toldCount).toBeWithin(BUFFERED_BYTES_MAX / 1000, BUFFERED_BYTES_MAX / 100);
});

test("a reader that does not take what it gets is dropped, the others stay", async () => {
  const { feed, streams } = open();
  const [slow, swift] = [anOutlet(false), anOutlet()];
  for (const outlet of [slow, swift]) streams.open(EVERYTHING, outlet);
  for (let turn = 0; turn < 2; turn++) {
    feed.tell(anEvent());
    await nextTurn();
  }
  expect([slow.fate, slow.sendsCount, swift.fate, swift.sendsCount]).toEqual(["cut", 1, "open", 2]);
});

test("the feed is heard while somebody reads, and no longer", () => {
  const { feed, streams } = open();
  expect(feed.isHeard).toBe(false);
  const leave = [streams.open(EVERYTHING, anOutlet()), streams.open(EVERYTHING, anOutlet())];
  leave[0]!();
  leave[0]!();
  expect(feed.isHeard).toBe(true);
  leave[1]!();
  expect(feed.isHeard).toBe(false);
});

test("an end says what has moved before, and ends also who comes later", () => {
  const { feed, streams } = open();
  const [early, late, later] = [anOutlet(), anOutlet(), anOutlet()];
  streams.open(EVERYTHING, early);
  feed.tell(anEvent());
  feed.end();
  expect([early.texts.length, early.fate]).toEqual([1, "ended"]);
  for (const outlet of [late, later]) streams.open(EVERYTHING, outlet);
  expect([late.fate, later.fate]).toEqual(["ended", "ended"]);
  expect(() => streams.assertRoom(1)).toThrow("Hookwheel is stopping");
  const after = open();
  after.feed.end();
  after.streams.open(EVERYTHING, outletOfEnd);
  expect(outletOfEnd.fate).toBe("ended");
});

const outletOfEnd = anOutlet();
