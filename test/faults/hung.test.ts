/** What hangs costs only itself. */
import { expect, test } from "bun:test";
import { canMount } from "./ground.ts";
import { besideHungEndpoints, besideSilentNames } from "./hangs.ts";

/** Twice the aim: a machine that runs tests does other things too. */
const P99_MS_MAX = 2000;

/** Healthy endpoints: each gets an event at least, also on a slow machine. */
const HEALTHY = 50;

test("500 endpoints that never answer cost the healthy ones beside nothing", async () => {
  const report = await besideHungEndpoints({ sick: 500, healthy: HEALTHY, eventsEach: 10, forMs: 3000 });
  expect(report.hungCountMax).toBeGreaterThan(256);
  expect(report.missingCount).toBe(0);
  expect(report.eventsCount).toBeGreaterThanOrEqual(HEALTHY);
  expect(report.p99Ms).toBeLessThan(P99_MS_MAX);
}, 60_000);

test.skipIf(!canMount)(
  "100 names whose server never answers cost the others nothing (needs the right to mount)",
  async () => {
    const report = await besideSilentNames({ sick: 100, healthy: HEALTHY, eventsEach: 10, forMs: 3000 });
    expect(report.missingCount).toBe(0);
    expect(report.eventsCount).toBeGreaterThanOrEqual(HEALTHY);
    expect(report.p99Ms).toBeLessThan(P99_MS_MAX);
  },
  60_000,
);
