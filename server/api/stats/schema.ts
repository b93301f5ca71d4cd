/** Stats on the wire. */
import { z } from "zod";
import type { UnixMs } from "../../base/clock.ts";
import { successRate, TALLIES, type Tallies, type Window, type WindowName, WINDOWS } from "../../rules/counts.ts";
import { latencyQuantile } from "../../rules/latency.ts";
import type { Counts, Waiting } from "../../store/faces/counts.ts";
import { idOf, Time, timeText, timeTextOrNull } from "../shapes.ts";

/** How many endpoints may be asked for at once: as many as a page of their list has. */
const ASKED_COUNT_MAX = 250;

const tallies = {
  attempts: z.int().describe("That ended, tests left out"),
  delivered: z.int().describe("Attempts answered with 2xx"),
  retried: z.int().describe("Attempts that failed, while the schedule goes on"),
  failed: z.int().describe("Attempts that failed as the last of their delivery, which was given up"),
  ours: z.int().describe("Attempts that failed by a fault of ours, and are made again"),
  skipped: z.int().describe("Deliveries skipped, since the endpoint was off"),
  cancelled: z.int().describe("Deliveries cancelled"),
};

/** What a span of time came to. */
export const StatsBucketView = z.object({ from: Time, ...tallies }).meta({ id: "StatsBucket" });

/** Stats of an endpoint. */
export const EndpointStatsView = z
  .object({
    window: z.enum(Object.keys(WINDOWS) as WindowName[]),
    from: Time.describe("When the first bucket begins"),
    until: Time.describe("Now"),
    bucketMs: z.int().describe("The length of each bucket; the last one is not over"),
    ...tallies,
    successRate: z.number().nullable().describe("Delivered of all attempts but `ours`, 0 to 1; `null` without any"),
    p50Ms: z
      .number()
      .nullable()
      .describe(
        "Half of the delivered attempts had no longer `durationMs`, estimated from a histogram; `null` without any",
      ),
    p95Ms: z.number().nullable().describe("Of 20 delivered attempts, 19 had no longer `durationMs`"),
    waitingCount: z.int().describe("Deliveries that wait now, held ones included"),
    nextDueAt: Time.nullable().describe("When the next delivery to an active endpoint is due; `null` when none is"),
    buckets: z.array(StatsBucketView).describe("Oldest first, none left out"),
  })
  .meta({ id: "EndpointStats" });

/** Stats of one of several endpoints. */
export const ListedEndpointStatsView = z
  .object({ endpointId: z.string(), ...EndpointStatsView.shape })
  .meta({ id: "ListedEndpointStats" });

/** Stats of an environment. */
export const EnvironmentStatsView = EndpointStatsView.extend({
  oldestWaitingAt: Time.nullable().describe("When the delivery was accepted that waits longest; `null` without any"),
}).meta({ id: "EnvironmentStats" });

/** Which span is shown. */
export const StatsFilter = z.strictObject({
  window: z
    .enum(Object.keys(WINDOWS) as WindowName[])
    .default("24h")
    .describe("By minute, by 15 minutes, by hour, by day; hours and days are UTC's"),
});

/** Which span is shown, of which endpoints. */
export const EndpointsStatsFilter = StatsFilter.extend({
  ids: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(idOf("ep")).max(ASKED_COUNT_MAX))
    .describe(`Ids of endpoints, joined by commas: 1 to ${ASKED_COUNT_MAX}`),
});

/** A window by its name, at a moment. */
interface ShownWindow extends Window {
  name: WindowName;
  from: UnixMs;
  now: UnixMs;
}

/** Stats as they go out. */
export function statsView(
  { name, bucketMs, from, now }: ShownWindow,
  { buckets, latencies }: Counts,
  { waitingCount, nextDueAt }: Waiting,
): z.infer<typeof EndpointStatsView> {
  const sums = sumsOf(buckets);
  return {
    window: name,
    from: timeText(from),
    until: timeText(now),
    bucketMs,
    ...sums,
    successRate: successRate(sums),
    p50Ms: latencyQuantile(latencies, 0.5),
    p95Ms: latencyQuantile(latencies, 0.95),
    waitingCount,
    nextDueAt: timeTextOrNull(nextDueAt),
    buckets: buckets.map((bucket, place) => ({ from: timeText(from + place * bucketMs), ...bucket })),
  };
}

function sumsOf(buckets: readonly Tallies[]): Tallies {
  const sumOf = (tally: keyof Tallies) => buckets.reduce((sum, bucket) => sum + bucket[tally], 0);
  return Object.fromEntries(TALLIES.map((tally) => [tally, sumOf(tally)])) as Tallies;
}
