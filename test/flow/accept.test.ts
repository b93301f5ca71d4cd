/** Accepting: what was taken as held while its endpoint is turned on, and how much one request may make. */
import { expect, test } from "bun:test";
import { createMetrics } from "../../server/base/metrics.ts";
import { createAccept } from "../../server/flow/accept.ts";
import { createFeed } from "../../server/flow/feed.ts";
import { createLines } from "../../server/flow/lines.ts";
import type { DueDelivery } from "../../server/rules/delivery.ts";
import type { Store } from "../../server/store/faces/store.ts";
import { startClock } from "../help/clock.ts";
import { aScope, anEndpoint } from "../help/line.ts";

test("a delivery that was stored as held is not handed over, although its endpoint is on by then", async () => {
  const { lines, offered, post } = startAccept(async () => {
    lines.put(anEndpoint(1));
    return [[1, 2]];
  });
  lines.put(anEndpoint(1, { status: "paused" }));
  lines.put(anEndpoint(2));
  await post(1);
  expect(offered.map(({ endpoint }) => endpoint)).toEqual([2]);
});

test("a request that makes more than 20,000 deliveries is refused whole, and one event to a thousand endpoints is not", async () => {
  const stored: number[] = [];
  const { lines, post } = startAccept(async ({ events }) => {
    stored.push(events.reduce((sum, { deliveries }) => sum + deliveries.length, 0));
    return events.map(({ deliveries }) => deliveries.map((_, n) => n));
  });
  for (let n = 1; n <= 1000; n++) lines.put(anEndpoint(n));
  await post(1);
  await post(20);
  const fault = { path: "events", message: "makes more than 20,000 deliveries: send fewer events at a time" };
  await expect(post(21)).rejects.toMatchObject({ kind: "invalid", faults: [fault] });
  await expect(post(100)).rejects.toMatchObject({ kind: "invalid", faults: [fault] });
  expect(stored).toEqual([1000, 20_000]);
});

/** The step over a store that only answers; `post` posts so many events in one request. */
function startAccept(acceptEvents: Store["acceptEvents"]) {
  const clock = startClock();
  const lines = createLines(clock.now);
  const offered: DueDelivery[] = [];
  const accept = createAccept({
    store: { acceptEvents } as Store,
    lines,
    scopes: { get: aScope },
    clock,
    metrics: createMetrics(),
    feed: createFeed(),
    checkEvents: async () => {},
    refusal: () => null,
    offer: (delivery) => void offered.push(delivery),
  });
  const event = { type: "order.paid", namespace: null, timestamp: null, dataText: "{}" };
  const post = (count: number) =>
    accept({
      environment: 1,
      events: Array.from({ length: count }, () => event),
      isBatch: count > 1,
      idempotency: null,
    });
  return { lines, offered, post };
}
