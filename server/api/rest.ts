/** The routes that a start does not wait for: all of version 1, its document, the inbox and the pages. */
import { Elysia } from "elysia";
import { auditRoutes } from "./audit/routes.ts";
import { attemptRoutes } from "./attempts/routes.ts";
import { deliveryRoutes } from "./deliveries/routes.ts";
import { endpointRoutes } from "./endpoints/routes.ts";
import { environmentRoutes } from "./environments/routes.ts";
import { eventTypeRoutes } from "./event-types/routes.ts";
import { eventRoutes } from "./events/routes.ts";
import { inboxReceiver } from "./inboxes/receiver.ts";
import { inboxRoutes } from "./inboxes/routes.ts";
import { keyRoutes } from "./keys/routes.ts";
import { noticeRoutes } from "./notices/routes.ts";
import { openapi } from "./openapi.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { recoveryRoutes } from "./recoveries/routes.ts";
import { profileRoutes } from "./profiles/routes.ts";
import { peopleRoutes } from "./people/routes.ts";
import type { Rooms } from "./rooms.ts";
import { sessionRoutes } from "./sessions/routes.ts";
import { settingsRoutes } from "./settings/routes.ts";
import { setupRoutes } from "./setup/routes.ts";
import { statsRoutes } from "./stats/routes.ts";
import { streamRoutes } from "./stream/routes.ts";
import { doorwayRoutes } from "./doorway/routes.ts";

/** @param routes answers all routes, these and the others, for the document */
export async function restRoutes(rooms: Rooms, routes: () => Elysia["routes"]) {
  return new Elysia({ name: "rest" })
    .use(inboxReceiver(rooms))
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
        .use(setupRoutes(rooms))
        .use(sessionRoutes(rooms))
        .use(peopleRoutes(rooms))
        .use(inboxRoutes(rooms))
        .use(settingsRoutes(rooms))
        .use(noticeRoutes(rooms))
        .use(statsRoutes(rooms))
        .use(streamRoutes(rooms)),
    )
    .get("/openapi.json", openapi(routes, rooms.version), { detail: { hide: true } })
    .use(await doorwayRoutes());
}
