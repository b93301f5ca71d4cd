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
export const endpointRoutes = (rooms: Rooms) => {
  const { store, flow, clock } = rooms;
  const viewOf = (row: EndpointRow) => endpointView(row, flow.healthOf(row.endpoint.seq));
  return new Elysia({ name: "endpoints", prefix: "/webhooks/endpoints", tags: ["Endpoints"] })
    .use(authenticated(rooms))
    .get(
      "/",
      async ({ query: { search = null, status = null, ...page }, principal: { environment } }) =>
        pageView(await store.listEndpoints({ ...pageQueryOf(page), environment, search, status }), viewOf),
      {
        query: EndpointsFilter,
        response: pageOf(EndpointView),
        detail: { operationId: "listEndpoints", summary: "List endpoints, newest first" },
      },
    )
    .post(
      "/",
      async ({ request, principal, status }) => {
        const form = await readDocument(request, NewEndpoint);
        const { row, secret } = await addEndpoint(rooms, principal.environment, form);
        return status(201, { ...viewOf(row), secret });
      },
      {
        parse: "none",
        response: { 201: AddedEndpointView },
        detail: {
          operationId: "createEndpoint",
          summary: "Add an endpoint",
          requestBody: bodyOf(NewEndpoint),
          responses: { 409: { description: "`conflict`: the environment has as many as it may" } },
        },
      },
    )
    .get("/:id", async ({ params, principal }) => viewOf(await endpointOf(rooms, principal, params.id)), {
      params: IdParams,
      response: EndpointView,
      detail: { operationId: "readEndpoint", summary: "Read an endpoint" },
    })
    .patch(
      "/:id",
      async ({ request, params, principal }) => {
        const form = await readDocument(request, EndpointPatch);
        return viewOf(await changeEndpoint(rooms, await endpointOf(rooms, principal, params.id), form));
      },
      {
        parse: "none",
        params: IdParams,
        response: EndpointView,
        detail: {
          operationId: "updateEndpoint",
          summary: "Change an endpoint",
          requestBody: bodyOf(EndpointPatch),
          description:
            "What is left out stays. Arrays and `headers` are replaced whole; a value `••••` keeps the stored one.",
          responses: { 409: { description: "`conflict`: a disabled endpoint cannot be paused" } },
        },
      },
    )
    .delete(
      "/:id",
      async ({ params, principal, status }) => {
        const { seq } = (await endpointOf(rooms, principal, params.id)).endpoint;
        flow.endpointRemoved(seq, await store.deleteEndpoint(seq, clock.now()));
        return status(204, undefined);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 204: z.void().describe("Gone") },
        detail: { operationId: "deleteEndpoint", summary: "Delete an endpoint and cancel what waits for it" },
      },
    )
    .get(
      "/:id/secret",
      async ({ params, principal }) => {
        const { seq } = (await endpointOf(rooms, principal, params.id)).endpoint;
        const [live] = (await store.readEndpointSecrets(seq)).secrets;
        assert(live !== undefined, "an endpoint without a secret");
        return { secret: live.secret };
      },
      {
        params: IdParams,
        response: SecretView,
        detail: { operationId: "readEndpointSecret", summary: "Read the secret that signs an endpoint's requests" },
      },
    );
};

async function endpointOf({ store }: Rooms, { environment }: Principal, id: string): Promise<EndpointRow> {
  const row = await store.readEndpoint(environment, idOrNotFound("ep", id, "endpoint"));
  if (row === null) throw notFound("endpoint");
  return row;
}
