/** Figures as last read: they follow what moves, but not every second. */
import { readEndpointStats, readStats } from "../client.ts";
import { type Reading, useReading } from "../reading.ts";
import type { EnvironmentStats, Stats } from "../shapes.ts";

const REST_MS = 5_000;
/** Of many webhooks at once. */
const LONG_REST_MS = 20_000;

/** The environment's. */
export function useStats(window: string): Reading<EnvironmentStats> {
  return useReading(`stats ${window}`, () => readStats(window), ["attempt", "event", "endpoint"], REST_MS);
}

/** One webhook's. */
export function useEndpointStats(id: string, window: string): Reading<Stats> {
  const name = `stats ${window} ${id}`;
  return useReading(name, () => readEndpointStats(id, window), ["attempt", "endpoint"], LONG_REST_MS);
}
