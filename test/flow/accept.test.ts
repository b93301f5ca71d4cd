/** Accepting while an endpoint is turned on: what was taken as held is left to whoever resumes it. */
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
  const clock = startClock();
  const lines = createLines(clock.now);
  lines.put(anEndpoint(1, { status: "paused" }));
  lines.put(anEndpoint(2));
  const offered: DueDelivery[] = [];
  const acceptEvents: Store["acceptEvents"] = async () => {
    lines.put(anEndpoint(1));
    return [[1, 2]];
  };
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
  await accept({ environment: 1, events: [event], isBatch: false, idempotency: null });
  expect(offered.map(({ endpoint }) => endpoint)).toEqual([2]);
});
