/** The routes of stats. */
import { Elysia } from "elysia";
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { nextTurn } from "../../base/turn.ts";
import { LISTED_WINDOWS, type Window, type WindowName, WINDOWS, windowStart } from "../../rules/counts.ts";
import { authenticated } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import { notFound } from "../refusals.ts";
import { idOrNotFound, IdParams, timeTextOrNull } from "../shapes.ts";
import {
  EndpointsStatsFilter,
  EndpointStatsView,
  EnvironmentStatsView,
  ListedEndpointStatsView,
  StatsFilter,
  statsView,
} from "./schema.ts";

/** Stats: how attempts went, in an environment and at each endpoint. */
export const statsRoutes = (rooms: Rooms) => {
  const inTurn = createTurns();
  return new Elysia({ name: "stats", tags: ["Stats"] })
    .use(authenticated(rooms, "read"))
    .get(
      "/stats",
      async ({ query, principal: { environment } }) => {
        const oldestWaitingAt = timeTextOrNull(await rooms.store.readOldestWaitingAt(environment));
        return { ...(await statsOf(rooms, environment, null, query.window, WINDOWS)), oldestWaitingAt };
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
      "/webhooks/endpoints/stats",
      async ({ request, query, principal: { environment } }) => {
        const data = [];
        for (const [seq, id] of await endpointsOf(rooms, environment, query.ids)) {
          if (request.signal.aborted) break;
          const stats = await inTurn(() => statsOf(rooms, environment, seq, query.window, LISTED_WINDOWS));
          data.push({ endpointId: idText("ep", id), ...stats });
        }
        return { data };
      },
      {
        query: EndpointsStatsFilter,
        response: z.object({ data: z.array(ListedEndpointStatsView) }),
        detail: {
          operationId: "listEndpointStats",
          summary: "Read how attempts went at several endpoints",
          description:
            "In the order asked for, each once, in fewer buckets than one alone has: of 5 minutes, an hour, 6 hours or a day. " +
            "Ids that the environment has no endpoint of are left out.",
        },
      },
    )
    .get(
      "/webhooks/endpoints/:id/stats",
      async ({ params, query, principal: { environment } }) => {
        const id = idOrNotFound("ep", params.id, "endpoint");
        const row = await rooms.store.readEndpoint(environment, id);
        if (row === null) throw notFound("endpoint");
        return statsOf(rooms, environment, row.endpoint.seq, query.window, WINDOWS);
      },
      {
        params: IdParams,
        query: StatsFilter,
        response: EndpointStatsView,
        detail: { operationId: "readEndpointStats", summary: "Read how attempts went at an endpoint" },
      },
    );
};

/**
 * The seqs of ids, each once. One that was deleted since the list of them was read must not cost those of the others:
 * unknown and foreign ids are left out alike.
 */
async function endpointsOf({ store }: Rooms, environment: number, ids: readonly Uint8Array[]) {
  const found = await store.findEndpoints(environment, ids);
  return new Map(found.flatMap((seq, at) => (seq === null ? [] : [[seq, ids[at]!] as const])));
}

/** One endpoint's stats take up to 3 ms: of all that is asked for at once each has a turn of the event loop of its own. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const value = last.then(nextTurn).then(work);
    last = value.catch(() => {});
    return value;
  };
}

async function statsOf(
  { store, clock }: Rooms,
  environment: number,
  endpoint: number | null,
  name: WindowName,
  windows: Record<WindowName, Window>,
) {
  const now = clock.now();
  const window = windows[name];
  const from = windowStart(window, now);
  const counts = await store.readCounts({ environment, endpoint, from, ...window });
  return statsView({ name, ...window, from, now }, counts, await store.readWaiting(environment, endpoint));
}
