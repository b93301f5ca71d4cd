/** The routes of endpoints. */
import { Elysia } from "elysia";
import { z } from "zod";
import { assert } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import { audited } from "../audit/audited.ts";
import { authenticated } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { IdParams } from "../shapes.ts";
import { addEndpoint } from "./add.ts";
import { changeEndpoint } from "./change.ts";
import { MASK } from "./headers.ts";
import { endpointOf, viewOf } from "./read.ts";
import { AddedEndpointView, EndpointPatch, EndpointsFilter, EndpointView, NewEndpoint, SecretView } from "./schema.ts";
import { checkSubscriptions } from "./subscriptions.ts";
import { triedEndpoint } from "./try-routes.ts";
import { turnedEndpoint } from "./turn-routes.ts";

/** Endpoints: the URLs that want events. */
export const endpointRoutes = (rooms: Rooms) =>
  new Elysia({ name: "endpoints", prefix: "/webhooks/endpoints", tags: ["Endpoints"] })
    .use(readingEndpoints(rooms))
    .use(writingEndpoints(rooms))
    .use(endpointSecret(rooms))
    .use(turnedEndpoint(rooms))
    .use(triedEndpoint(rooms));

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
        const { seq, id, name, url } = (await endpointOf(rooms, principal, params.id)).endpoint;
        const told = { action: "endpoint.deleted", subject: idText("ep", id), changes: { name, url } } as const;
        const sweep = await audited(rooms, principal, told).deleteEndpoint(seq, rooms.clock.now());
        rooms.flow.endpointRemoved(seq, sweep);
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
