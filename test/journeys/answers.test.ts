/** Journeys of what a receiver may answer: later, elsewhere, or not at all. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { startAppliance } from "../help/appliance.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../help/clock.ts";
import { type Answer, startReceiver } from "../help/receiver.ts";
import { deliveriesOf, postEvent, postEvents, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

/** All journeys begin at noon: 2026-01-05T12:00:00Z. */
const YEARS_MS = 3650 * DAY;

test.each<[retryAfter: string | null, dueMs: number, heldMs: number]>([
  [null, 5 * SECOND, SECOND],
  ["60", MINUTE, MINUTE],
  ["2", 5 * SECOND, 2 * SECOND],
  ["0", 5 * SECOND, 0],
  ["7200", 2 * HOUR, HOUR],
  [String(YEARS_MS / SECOND), DAY, HOUR],
  ["Mon, 05 Jan 2026 12:10:00 GMT", 10 * MINUTE, 10 * MINUTE],
  ["Monday, 05-Jan-26 12:10:00 GMT", 10 * MINUTE, 10 * MINUTE],
  ["Mon Jan  5 12:10:00 2026", 10 * MINUTE, 10 * MINUTE],
  ["Mon, 05 Jan 2026 11:00:00 GMT", 5 * SECOND, 0],
  ["Sun, 05 Jan 2036 12:00:00 GMT", DAY, HOUR],
  ["-60", 5 * SECOND, SECOND],
  ["1e9", 5 * SECOND, SECOND],
  ["abc", 5 * SECOND, SECOND],
])(
  "a 429 or 503 with Retry-After %p puts its event off by %i ms, and holds the line for %i ms",
  async (retryAfter, dueMs, heldMs) => {
    const answers = (status: number) => [
      { status, headers: retryAfter === null ? {} : { "retry-after": retryAfter } },
      200,
    ];
    await using throttling = await startReceiver({ answers: answers(429) });
    await using unavailable = await startReceiver({ answers: answers(503) });
    await using appliance = await startAppliance();
    const stories = [
      await startStory(appliance, throttling.url, { events: ["a"] }, "a"),
      await startStory(appliance, unavailable.url, { events: ["b"] }, "b"),
    ];
    const at = (ms: number) => new Date(appliance.clock.now() + ms).toISOString();
    for (const { endpoint, delivery } of stories) {
      expect(await endpoint()).toMatchObject({ heldUntil: at(heldMs) });
      expect(await delivery()).toMatchObject({ dueAt: at(dueMs), state: "waiting" });
    }

    const next = [await postEvent(appliance, "a"), await postEvent(appliance, "b")];
    await appliance.pass(Math.max(heldMs - 1, 0));
    if (heldMs > 0) expect([throttling.requests.length, unavailable.requests.length]).toEqual([1, 1]);
    await appliance.pass(Math.min(heldMs, 1));
    for (const event of next) expect(await deliveriesOf(appliance, { event })).toMatchObject([{ state: "delivered" }]);
    await appliance.pass(dueMs - heldMs);
    for (const { delivery } of stories)
      expect(await delivery()).toMatchObject({ state: "delivered", attemptsCount: 2 });
    expect([throttling.requests.length, unavailable.requests.length]).toEqual([3, 3]);
  },
);

test("a line that answers 503 again and again is tried after 1, 2, 4 and more seconds, up to a minute, by one event at a time", async () => {
  await using shop = await startReceiver({ answers: [503] });
  await using appliance = await startAppliance();
  await startStory(appliance, shop.url);
  await postEvents(appliance, 50);
  for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
    const before = shop.requests.length;
    await appliance.pass(seconds * SECOND - 1);
    expect(shop.requests).toHaveLength(before);
    await appliance.pass(1);
    expect(shop.requests).toHaveLength(before + 1);
  }
  shop.answer(200);
  await appliance.pass(MINUTE);
  expect(shop.requests.length).toBeGreaterThan(50);
  await appliance.pass(5 * MINUTE);
  expect(await deliveriesOf(appliance, { state: "delivered" })).toHaveLength(51);
});

test.each([301, 302, 303, 307, 308])("a %i is a failure, and nobody goes where it points", async (status) => {
  await using elsewhere = await startReceiver();
  await using shop = await startReceiver({ answers: [{ status, headers: { location: elsewhere.url } }] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  expect((await story.delivery()).attempts).toMatchObject([{ outcome: "redirected", status }]);
  expect(await story.delivery()).toMatchObject({ state: "waiting", dueAt: "2026-01-05T12:00:05.000Z" });
  expect(elsewhere.requests).toEqual([]);
});

test.each<[Answer, string, string]>([
  [200, "delivered", "200 OK"],
  [299, "delivered", "299 (no such status)"],
  [400, "rejected", "400 Bad Request"],
  [500, "server_error", "500 Internal Server Error"],
  [502, "unavailable", "502 Bad Gateway"],
])("an answer of %p is shown as %s, in words: %s", async (answer, outcome, reason) => {
  await using shop = await startReceiver({ answers: [answer] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url);
  expect((await story.delivery()).attempts).toMatchObject([{ outcome, reason }]);
});

test("a receiver that takes the request and never answers has fifteen seconds, and is tried again five seconds after that", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop] });
  const story = await startStory(appliance, shop.url);
  await appliance.pass(15 * SECOND - 1);
  expect(await story.delivery()).toMatchObject({ attemptsCount: 0 });
  await appliance.pass(1);
  const { attempts, ...delivery } = await story.delivery();
  expect(attempts).toMatchObject([{ outcome: "timed_out", reason: "timed out after 15 s", durationMs: 15_000 }]);
  expect(delivery).toMatchObject({ state: "waiting", dueAt: "2026-01-05T12:00:20.000Z" });
  shop.answer(200);
  await appliance.pass(5 * SECOND);
  expect(await story.delivery()).toMatchObject({ state: "delivered" });
});

test("endpoints that hang or are dead cost a healthy one nothing", async () => {
  await using slow = await startReceiver({ answers: ["hang"] });
  await using shop = await startReceiver();
  await using appliance = await startAppliance({ receivers: [slow] });
  for (let i = 0; i < 20; i++) {
    const url = i % 2 === 0 ? slow.url : "http://127.0.0.1:1/";
    await appliance.post("/webhooks/endpoints", { url, maxInFlight: 100 });
  }
  await appliance.post("/webhooks/endpoints", { url: shop.url });
  await postEvents(appliance, 50);
  await appliance.pass(0);
  expect(shop.requests).toHaveLength(50);
});
