/** The routes of stats. */
import { Elysia } from "elysia";
import { type WindowName, WINDOWS, windowStart } from "../../rules/counts.ts";
import { authenticated } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import { notFound } from "../refusals.ts";
import { idOrNotFound, IdParams, timeTextOrNull } from "../shapes.ts";
import { EndpointStatsView, EnvironmentStatsView, StatsFilter, statsView } from "./schema.ts";

/** Stats: how attempts went, in an environment and at each endpoint. */
export const statsRoutes = (rooms: Rooms) =>
  new Elysia({ name: "stats", tags: ["Stats"] })
    .use(authenticated(rooms, "read"))
    .get(
      "/stats",
      async ({ query, principal: { environment } }) => {
        const oldestWaitingAt = timeTextOrNull(await rooms.store.readOldestWaitingAt(environment));
        return { ...(await statsOf(rooms, environment, null, query.window)), oldestWaitingAt };
      },
      {
        query: StatsFilter,
        response: EnvironmentStatsView,
        detail: {
          operationId: "readStats",
          summary: "Read how attempts went in the environment",
          description: "Endpoints that were deleted meanwhile count too.",
        },
      },
    )
    .get(
      "/webhooks/endpoints/:id/stats",
      async ({ params, query, principal: { environment } }) => {
        const id = idOrNotFound("ep", params.id, "endpoint");
        const row = await rooms.store.readEndpoint(environment, id);
        if (row === null) throw notFound("endpoint");
        return statsOf(rooms, environment, row.endpoint.seq, query.window);
      },
      {
        params: IdParams,
        query: StatsFilter,
        response: EndpointStatsView,
        detail: { operationId: "readEndpointStats", summary: "Read how attempts went at an endpoint" },
      },
    );

async function statsOf({ store, clock }: Rooms, environment: number, endpoint: number | null, window: WindowName) {
  const now = clock.now();
  const from = windowStart(WINDOWS[window], now);
  const counts = await store.readCounts({ environment, endpoint, from, ...WINDOWS[window] });
  return statsView(window, from, now, counts, await store.readWaiting(environment, endpoint));
}
