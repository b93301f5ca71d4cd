/** The routes of endpoints. */
import { Elysia } from "elysia";
import { z } from "zod";
import { assert } from "../../base/errors.ts";
import type { EndpointRow } from "../../store/faces/endpoints.ts";
import { authenticated, type Principal } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { notFound } from "../refusals.ts";
import { idOrNotFound, IdParams } from "../shapes.ts";
import { addEndpoint } from "./add.ts";
import { changeEndpoint } from "./change.ts";
import { MASK } from "./headers.ts";
import { removeEndpoint } from "./remove.ts";
import { checkSubscriptions } from "./subscriptions.ts";
import {
  AddedEndpointView,
  EndpointPatch,
  EndpointsFilter,
  EndpointView,
  endpointView,
  NewEndpoint,
  SecretView,
} from "./schema.ts";

/** Endpoints: the URLs that want events. */
export const endpointRoutes = (rooms: Rooms) =>
  new Elysia({ name: "endpoints", prefix: "/webhooks/endpoints", tags: ["Endpoints"] })
    .use(readingEndpoints(rooms))
    .use(writingEndpoints(rooms))
    .use(endpointSecret(rooms));

const readingEndpoints = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "read"))
    .get(
      "/",
      async ({ query: { search = null, status = null, ...page }, principal: { environment } }) =>
        pageView(await rooms.store.listEndpoints({ ...pageQueryOf(page), environment, search, status }), (row) =>
          viewOf(rooms, row),
        ),
      {
        query: EndpointsFilter,
        response: pageOf(EndpointView),
        detail: { operationId: "listEndpoints", summary: "List endpoints, newest first" },
      },
    )
    .get("/:id", async ({ params, principal }) => viewOf(rooms, await endpointOf(rooms, principal, params.id)), {
      params: IdParams,
      response: EndpointView,
      detail: { operationId: "readEndpoint", summary: "Read an endpoint" },
    });

const writingEndpoints = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "write"))
    .post(
      "/",
      async ({ request, principal, status }) => {
        const form = await readDocument(request, NewEndpoint);
        checkSubscriptions(principal, form.events);
        const { row, secret } = await addEndpoint(rooms, principal, form);
        return status(201, { ...viewOf(rooms, row), secret });
      },
      {
        parse: "none",
        response: { 201: AddedEndpointView },
        detail: {
          operationId: "createEndpoint",
          summary: "Add an endpoint",
          requestBody: bodyOf(NewEndpoint),
          responses: {
            403: { description: "`forbidden`: only an admin key may subscribe to `hookwheel.*`" },
            409: { description: "`conflict`: the environment has as many as it may" },
          },
        },
      },
    )
    .patch(
      "/:id",
      async ({ request, params, principal }) => {
        const form = await readDocument(request, EndpointPatch);
        const row = await endpointOf(rooms, principal, params.id);
        checkSubscriptions(principal, form.events, row.endpoint.events);
        return viewOf(rooms, await changeEndpoint(rooms, principal, row, form));
      },
      {
        parse: "none",
        params: IdParams,
        response: EndpointView,
        detail: {
          operationId: "updateEndpoint",
          summary: "Change an endpoint",
          description: `What is left out stays. Arrays and headers are replaced whole; \`${MASK}\` keeps a header's value.`,
          requestBody: bodyOf(EndpointPatch),
          responses: {
            403: { description: "`forbidden`: only an admin key may subscribe to `hookwheel.*`" },
            409: { description: "`conflict`: a disabled endpoint cannot be paused" },
          },
        },
      },
    )
    .delete(
      "/:id",
      async ({ params, principal, status }) => {
        await removeEndpoint(rooms, principal, (await endpointOf(rooms, principal, params.id)).endpoint);
        return status(204, undefined);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 204: z.void().describe("Gone") },
        detail: { operationId: "deleteEndpoint", summary: "Delete an endpoint and cancel what waits for it" },
      },
    );

const endpointSecret = (rooms: Rooms) =>
  new Elysia().use(authenticated(rooms, "secrets")).get(
    "/:id/secret",
    async ({ params, principal }) => {
      const { seq } = (await endpointOf(rooms, principal, params.id)).endpoint;
      const [live] = (await rooms.store.readEndpointSecrets(seq)).secrets;
      assert(live !== undefined, "an endpoint without a secret");
      return { secret: live.secret };
    },
    {
      params: IdParams,
      response: SecretView,
      detail: { operationId: "readEndpointSecret", summary: "Read the secret that signs an endpoint's requests" },
    },
  );

/** Health comes from the flow's memory, which is ahead of the store. */
function viewOf({ flow }: Rooms, row: EndpointRow) {
  return endpointView(row, flow.healthOf(row.endpoint.seq));
}

async function endpointOf({ store }: Rooms, { environment }: Principal, id: string): Promise<EndpointRow> {
  const row = await store.readEndpoint(environment, idOrNotFound("ep", id, "endpoint"));
  if (row === null) throw notFound("endpoint");
  return row;
}
