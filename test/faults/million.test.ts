/** A large backlog is an alarm clock set, not a crowd at the door: the short form of `million.ts`. */
import { expect, test } from "bun:test";
import { startBesideBystanders, startOnBacklog } from "./backlogs.ts";

test("with 50,000 deliveries waiting it listens at once, stays small, and serves the healthy first", async () => {
  const report = await startOnBacklog({ endpoints: 100, waitingEach: 500, dueEach: 1, sick: 500 });
  expect(report.errors).toEqual([]);
  expect(report.listeningMs).toBeLessThan(2000);
  expect(report.peakMiB).toBeLessThan(200);
  // Of eight turns the failing have one while healthy ones wait; of 45 that is six.
  expect(report.sickArrivalsCount).toBeLessThan(10);
}, 60_000);

test("with 10,000 due at the start and half of their endpoints dead, other endpoints notice nothing", async () => {
  const report = await startBesideBystanders({
    endpoints: 100,
    waitingEach: 100,
    dueEach: 100,
    sick: "hang",
    bystanders: 10,
    forMs: 1500,
  });
  expect(report).toMatchObject({ errors: [], missingCount: 0 });
  expect(report.p99Ms).toBeLessThan(2000);
  expect(report.peakMiB).toBeLessThan(300);
}, 60_000);
