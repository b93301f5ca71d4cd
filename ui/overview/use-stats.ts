/** Figures as last read: they follow what moves, but not every second. */
import { useRef } from "preact/hooks";
import { listEndpointStats, readEndpointStats, readStats } from "../client.ts";
import { type Reading, useReading } from "../reading.ts";
import type { EnvironmentStats, ListedStats, Stats } from "../shapes.ts";

const REST_MS = 5_000;
/** Of many webhooks at once. */
const LONG_REST_MS = 20_000;

/** The environment's. */
export function useStats(window: string): Reading<EnvironmentStats> {
  return useReading(`stats ${window}`, () => readStats(window), ["attempt", "event", "endpoint"], REST_MS);
}

/** One webhook's. */
export function useEndpointStats(id: string, window: string): Reading<Stats> {
  const name = `stats of ${id} ${window}`;
  return useReading(name, () => readEndpointStats(id, window), ["attempt", "endpoint"], LONG_REST_MS);
}

/**
 * Those of several webhooks by their ids, in one request; what was read of one stays while others join it or leave.
 *
 * @param ids at most 250
 */
export function useStatsOf(ids: readonly string[], window: string): ReadonlyMap<string, Stats> {
  const known = useRef(new Map<string, ListedStats>()).current;
  const name = ids.length === 0 ? null : `stats of many ${window} ${ids.join()}`;
  const { value } = useReading(name, () => listEndpointStats(ids, window), ["attempt", "endpoint"], LONG_REST_MS);
  for (const stats of value ?? []) known.set(stats.endpointId, stats);
  return known;
}
