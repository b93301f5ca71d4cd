/** The routes of attempts. */
import { Elysia } from "elysia";
import { authenticated } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import { notFound } from "../refusals.ts";
import { idOrNotFound, IdParams } from "../shapes.ts";
import { AttemptDetailsView, attemptDetailsView } from "./schema.ts";

/** Attempts: what was sent and what came back. */
export const attemptRoutes = (rooms: Rooms) =>
  new Elysia({ name: "attempts", prefix: "/attempts", tags: ["Deliveries"] }).use(authenticated(rooms, "read")).get(
    "/:id",
    async ({ params, principal }) => {
      const id = idOrNotFound("att", params.id, "attempt");
      const attempt = await rooms.store.readAttempt(principal.environment, id);
      if (attempt === null) throw notFound("attempt");
      return attemptDetailsView(attempt);
    },
    {
      params: IdParams,
      response: AttemptDetailsView,
      detail: { operationId: "readAttempt", summary: "Read an attempt with request, response and timing" },
    },
  );
