/** The routes of the audit log. */
import { Elysia } from "elysia";
import { authenticated, reachOf } from "../auth.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { AuditFilter, AuditLineView, auditLineView } from "./schema.ts";

/** Who changed what, when, from where. */
export const auditRoutes = (rooms: Rooms) =>
  new Elysia({ name: "audit", prefix: "/audit", tags: ["Audit"] }).use(authenticated(rooms, "govern")).get(
    "/",
    async ({ query: { action = null, since = null, until = null, ...page }, principal }) => {
      const query = { ...pageQueryOf(page), organization: reachOf(principal), action, since, until };
      return pageView(await rooms.store.listAudit(query), auditLineView);
    },
    {
      query: AuditFilter,
      response: pageOf(AuditLineView),
      detail: {
        operationId: "listAudit",
        summary: "List changes, newest first",
        description: "An admin key sees the whole instance, or the organization that it chooses; an owner key its own.",
      },
    },
  );
