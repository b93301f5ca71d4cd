/** kill -9: the short form of `kill.ts`, and proof that its books find what is wrong. */
import { expect, test } from "bun:test";
import type { Arrival } from "./far-end.ts";
import { runKills } from "./kills.ts";
import { type Books, repeatsCount, violationsOf } from "./ledger.ts";

test("killed under load at any moment, it loses nothing, invents nothing, and repeats only what was in flight", async () => {
  const { violations, ...report } = await runKills({ rounds: 8, seed: 8 });
  expect(violations).toEqual([]);
  expect(report.acknowledgedCount).toBeGreaterThan(20);
}, 120_000);

const arrival = (n: number, arrivedMs: number, status = 200, eventId = `evt_${n}`): Arrival => ({
  receiver: "shop",
  eventId,
  n,
  arrivedMs,
  answered: { atMs: arrivedMs + 10, status },
});
const posting = (n: number, id: string | null = `evt_${n}`) => ({ n, key: null, id });
const sound: Books = {
  postings: [posting(0), posting(1), posting(2, null)],
  arrivals: [arrival(0, 800), arrival(1, 1000, 500), arrival(2, 1900), arrival(2, 2500), arrival(1, 5500)],
  kills: [{ atMs: 2000, overMs: 2010 }],
  receivers: ["shop"],
};

test.each<[string, Partial<Books>]>([
  ["nothing", {}],
  ["did not reach shop", { postings: [...sound.postings, posting(3)] }],
  ["which nobody posted", { arrivals: [...sound.arrivals, arrival(3, 3000)] }],
  ["became two events", { arrivals: [...sound.arrivals, arrival(0, 3000, 200, "evt_9")] }],
  ["answered 200, and came again after 190 ms", { arrivals: [...sound.arrivals, arrival(0, 1000)] }],
  ["answered 200, and came again after 2190 ms", { arrivals: [...sound.arrivals, arrival(0, 3000)] }],
  ["answered 500, and came again after 100 ms", { arrivals: [...sound.arrivals.slice(0, -1), arrival(1, 1110)] }],
])("the books find what is wrong: %s", (fault, wrong) => {
  const violations = violationsOf({ ...sound, ...wrong });
  expect(violations.length === 0 ? ["nothing"] : violations).toEqual([expect.stringContaining(fault)]);
  expect(repeatsCount(sound)).toBe(1);
});
