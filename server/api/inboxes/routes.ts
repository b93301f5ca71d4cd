/** The routes of inboxes. */
import { Elysia } from "elysia";
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import type { Endpoint } from "../../rules/endpoint.ts";
import type { Inbox } from "../../store/faces/inboxes.ts";
import { authenticated, type Principal } from "../auth.ts";
import { readDocument } from "../body.ts";
import { removeEndpoint } from "../endpoints/remove.ts";
import { bodyOf } from "../openapi.ts";
import { notFound, passOverGone } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { enabledScopeOf, NOT_ENABLED } from "../scope.ts";
import { IdParams } from "../shapes.ts";
import { addInbox, inboxUrl } from "./add.ts";
import { checkRequests, requestView } from "./check.ts";
import { dropInbox } from "./drop.ts";
import { AddedInboxView, InboxDetailsView, InboxesView, inboxView, NewInbox } from "./schema.ts";

/** Of the endpoints that point at an inbox so many are looked at. */
const ENDPOINTS_COUNT_MAX = 250;

/** Inboxes: receivers of our own, to look at what is sent. */
export const inboxRoutes = (rooms: Rooms) =>
  new Elysia({ name: "inboxes", prefix: "/inbox", tags: ["Inbox"] })
    .use(readingInboxes(rooms))
    .use(writingInboxes(rooms))
    .use(readingRequests(rooms));

const readingInboxes = (rooms: Rooms) =>
  new Elysia().use(authenticated(rooms, "read")).get(
    "/",
    async ({ principal }) => {
      const own = rooms.inboxes.of(principal.environment);
      return { data: await Promise.all(own.map((inbox) => viewOf(rooms, inbox))), nextCursor: null };
    },
    {
      response: InboxesView,
      detail: { operationId: "listInboxes", summary: "List inboxes, newest first" },
    },
  );

const writingInboxes = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "write"))
    .post(
      "/",
      async ({ request, principal, status }) => {
        const { inbox, secret } = await addInbox(rooms, principal, await readDocument(request, NewInbox));
        return status(201, { ...(await viewOf(rooms, inbox)), secret });
      },
      {
        parse: "none",
        response: { 201: AddedInboxView },
        detail: {
          operationId: "createInbox",
          summary: "Make a receiver of our own, to look at what is sent",
          description: "What is delivered to its URL is handed over inside, also where private addresses are shut.",
          requestBody: bodyOf(NewInbox),
          responses: { ...NOT_ENABLED, 409: { description: "`conflict`: there are as many as there may be" } },
        },
      },
    )
    .delete(
      "/:id",
      async ({ params, principal, status }) => {
        await removeInbox(rooms, principal, inboxWith(rooms, principal, params.id));
        return status(204, undefined);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 204: z.void().describe("Gone, with the endpoints that pointed at it") },
        detail: { operationId: "deleteInbox", summary: "Delete an inbox", responses: NOT_ENABLED },
      },
    );

/** Custom headers are shown as they came: that takes more than reading. */
const readingRequests = (rooms: Rooms) =>
  new Elysia().use(authenticated(rooms, "secrets")).get(
    "/:id",
    async ({ params, principal }) => {
      const inbox = inboxWith(rooms, principal, params.id);
      const endpoints = await endpointsAt(rooms, inbox);
      const requests = rooms.inboxes.requestsOf(inbox, rooms.clock.now());
      await checkRequests(rooms.store, endpoints, requests);
      return { ...(await viewOf(rooms, inbox)), requests: requests.map(requestView) };
    },
    {
      params: IdParams,
      response: InboxDetailsView,
      detail: {
        operationId: "readInbox",
        summary: "Read an inbox with the last requests that it got",
        description: "They are in memory alone: 100 at most, for 24 hours, and until the next start.",
      },
    },
  );

async function viewOf(rooms: Rooms, inbox: Inbox) {
  const ids = (await endpointsAt(rooms, inbox)).map(({ id }) => idText("ep", id));
  return inboxView(inbox, inboxUrl(rooms, inbox), ids, rooms.inboxes.requestsOf(inbox, rooms.clock.now()));
}

/** @throws AppError `not_found` */
function inboxWith({ inboxes }: Rooms, { environment }: Principal, id: string): Inbox {
  const inbox = inboxes.byId(id);
  if (inbox === undefined || inbox.environment !== environment) throw notFound("inbox");
  return inbox;
}

async function endpointsAt({ store, inboxTokenOf }: Rooms, { token, environment }: Inbox): Promise<Endpoint[]> {
  const query = { environment, search: token, status: null, limit: ENDPOINTS_COUNT_MAX, before: null };
  const { rows } = await store.listEndpoints(query);
  return rows.map(({ endpoint }) => endpoint).filter(({ url }) => inboxTokenOf(url) === token);
}

/** Endpoints first: none is left that points at nothing. */
async function removeInbox(rooms: Rooms, principal: Principal, inbox: Inbox): Promise<void> {
  const endpoints = await endpointsAt(rooms, inbox);
  if (endpoints.length > 0) enabledScopeOf(rooms, principal);
  for (const endpoint of endpoints) await removeEndpoint(rooms, principal, endpoint).catch(passOverGone);
  await dropInbox(rooms, principal, inbox);
}
