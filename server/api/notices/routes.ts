/** The routes of notices. */
import { Elysia } from "elysia";
import { authenticated } from "../auth.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { NoticesFilter, NoticeView, noticeView } from "./schema.ts";

/** Notices: what owners were told of their endpoints. */
export const noticeRoutes = (rooms: Rooms) =>
  new Elysia({ name: "notices", prefix: "/notices", tags: ["Notices"] }).use(authenticated(rooms, "read")).get(
    "/",
    async ({ query: { endpoint = null, kind = null, since = null, until = null, ...page }, principal }) => {
      const { environment } = principal;
      const query = { ...pageQueryOf(page), environment, endpoint, kind, since, until };
      return pageView(await rooms.store.listNotices(query), noticeView);
    },
    {
      query: NoticesFilter,
      response: pageOf(NoticeView),
      detail: { operationId: "listNotices", summary: "List what owners were told of their endpoints, newest first" },
    },
  );
