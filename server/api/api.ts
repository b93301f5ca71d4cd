/** The HTTP API as a whole: version 1, what stands outside of it, and its document. */
import { Elysia } from "elysia";
import { auditRoutes } from "./audit/routes.ts";
import { attemptRoutes } from "./attempts/routes.ts";
import { deliveryRoutes } from "./deliveries/routes.ts";
import { endpointRoutes } from "./endpoints/routes.ts";
import { environmentRoutes } from "./environments/routes.ts";
import { errors } from "./errors.ts";
import { eventTypeRoutes } from "./event-types/routes.ts";
import { eventRoutes } from "./events/routes.ts";
import { keyRoutes } from "./keys/routes.ts";
import { noticeRoutes } from "./notices/routes.ts";
import { openapi } from "./openapi.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { outsideRoutes } from "./outside.ts";
import { recoveryRoutes } from "./recoveries/routes.ts";
import { profileRoutes } from "./profiles/routes.ts";
import { requests } from "./requests.ts";
import type { Rooms } from "./rooms.ts";
import { statsRoutes } from "./stats/routes.ts";
import { streamRoutes } from "./stream/routes.ts";

/** Who reads a stream has nothing to say. */
const SAID_BYTES_MAX = 1024;

/** Everything that answers requests but the pages; the roof listens, with a body limit of its own above ours. */
export function createApi(rooms: Rooms) {
  const api = new Elysia({ name: "api", websocket: { maxPayloadLength: SAID_BYTES_MAX } })
    .use(requests(rooms))
    .use(errors(rooms))
    .use(outsideRoutes(rooms))
    .group("/api/v1", (v1) =>
      v1
        .use(eventRoutes(rooms))
        .use(endpointRoutes(rooms))
        .use(deliveryRoutes(rooms))
        .use(attemptRoutes(rooms))
        .use(recoveryRoutes(rooms))
        .use(eventTypeRoutes(rooms))
        .use(profileRoutes(rooms))
        .use(organizationRoutes(rooms))
        .use(environmentRoutes(rooms))
        .use(keyRoutes(rooms))
        .use(auditRoutes(rooms))
        .use(noticeRoutes(rooms))
        .use(statsRoutes(rooms))
        .use(streamRoutes(rooms)),
    );
  return api.get(
    "/openapi.json",
    openapi(() => api.routes, rooms.version),
    { detail: { hide: true } },
  );
}
