/** One key, many requests at once: what becomes of those that wait for an earlier one with another body. */
import { expect, test } from "bun:test";
import { AppError } from "../../server/base/errors.ts";
import { createMetrics } from "../../server/base/metrics.ts";
import { createAccept } from "../../server/flow/accept.ts";
import { createFeed } from "../../server/flow/feed.ts";
import { createLines } from "../../server/flow/lines.ts";
import { startClock } from "../help/clock.ts";
import { aScope } from "../help/line.ts";
import { type Room, openRoom } from "../store/room.ts";

const INVALID = new AppError("invalid", "type: is not in the catalog: add it there, or correct it");
const UNAVAILABLE = new AppError("unavailable", "Too many wait to be checked.", [], 1);

/** Accepts over a real store; a request whose body names a refusal gets it when it is checked. Posts all at once, with one key. */
function startAccept({ store, environment }: Room) {
  const clock = startClock();
  const strict = aScope();
  strict.of = { ...strict.of, environment: { ...strict.of.environment, strictTypes: true } };
  const accept = createAccept({
    store,
    lines: createLines(clock.now),
    scopes: { get: () => strict },
    clock,
    metrics: createMetrics(),
    feed: createFeed(),
    async checkEvents(_, { events }) {
      if (events[0]!.dataText.includes("invalid")) throw INVALID;
      if (events[0]!.dataText.includes("unavailable")) throw UNAVAILABLE;
    },
    refusal: () => null,
    offer: () => {},
  });
  return (...bodies: string[]) =>
    Promise.all(
      bodies.map((body) =>
        accept({
          environment,
          events: [{ type: "order.paid", namespace: null, timestamp: null, dataText: `"${body}"` }],
          isBatch: false,
          idempotency: { key: "k-1", rawBody: Buffer.from(body) },
        }).then(
          ({ isReplayed }) => (isReplayed ? "replayed" : "accepted"),
          (fault: AppError) => fault.kind,
        ),
      ),
    );
}

function eventsCount({ db }: Room): unknown {
  return db.query("SELECT count(*) FROM events").values()[0]![0];
}

test("a key that came with what is refused is free for another body, which waited for that", async () => {
  await using room = openRoom();
  const post = startAccept(room);
  expect(await post("invalid", "good")).toEqual(["invalid", "accepted"]);
  expect(await post("good", "other", "invalid")).toEqual(["replayed", "idempotency_conflict", "idempotency_conflict"]);
  expect(eventsCount(room)).toBe(1);
});

test("of many that waited the first good one has the key, and the others are told by it", async () => {
  await using room = openRoom();
  const post = startAccept(room);
  const bodies = ["invalid 1", "invalid 2", "invalid 1", "good 1", "good 2", "good 1", "invalid 3", "good 2"];
  expect(await post(...bodies)).toEqual([
    "invalid",
    "invalid",
    "invalid",
    "accepted",
    "idempotency_conflict",
    "replayed",
    "idempotency_conflict",
    "idempotency_conflict",
  ]);
  expect(eventsCount(room)).toBe(1);
});

test("a hundred that are refused, each of another body, leave the key as it was", async () => {
  await using room = openRoom();
  const post = startAccept(room);
  const bodies = Array.from({ length: 100 }, (_, n) => `invalid ${n}`);
  expect(new Set(await post(...bodies))).toEqual(new Set(["invalid"]));
  expect(await post("good")).toEqual(["accepted"]);
});

test("what is repeated is replayed, though another body with its key is being looked up", async () => {
  await using room = openRoom();
  const post = startAccept(room);
  await post("good");
  expect(await post("other", "good")).toEqual(["idempotency_conflict", "replayed"]);
});

test("where it is not known whether the earlier one was taken, neither is told that it was", async () => {
  await using room = openRoom();
  const post = startAccept(room);
  expect(await post("unavailable", "good")).toEqual(["unavailable", "unavailable"]);
  expect(await post("good")).toEqual(["accepted"]);
});
