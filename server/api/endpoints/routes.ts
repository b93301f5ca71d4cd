/** The routes of endpoints. */
import { Elysia } from "elysia";
import { z } from "zod";
import { authenticated } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { enabledScopeOf, NOT_ENABLED, scopeOf } from "../scope.ts";
import { IdParams } from "../shapes.ts";
import { addEndpoint } from "./add.ts";
import { changeEndpoint } from "./change.ts";
import { MASK } from "./headers.ts";
import { removeEndpoint } from "./remove.ts";
import { endpointOf, viewOf } from "./read.ts";
import { checkSubscriptions } from "./subscriptions.ts";
import {
  AddedEndpointView,
  createEndpointForms,
  EndpointPatch,
  EndpointsFilter,
  EndpointView,
  type FormsOf,
  NewEndpoint,
  RotatedSecretView,
  RotationView,
  SecretRotation,
  SecretView,
} from "./schema.ts";
import { rotateSecret, rotationOf, shownSecret } from "./secret.ts";
import { triedEndpoint } from "./try-routes.ts";
import { turnedEndpoint } from "./turn-routes.ts";

const FORBIDDEN = {
  description:
    "`forbidden`: webhooks are not enabled for the organization, or `hookwheel.*` is subscribed to without an admin key",
};

/** Endpoints: the URLs that want events. */
export function endpointRoutes(rooms: Rooms) {
  const formsOf = createEndpointForms();
  return new Elysia({ name: "endpoints", prefix: "/webhooks/endpoints", tags: ["Endpoints"] })
    .use(readingEndpoints(rooms))
    .use(addingEndpoints(rooms, formsOf))
    .use(changingEndpoints(rooms, formsOf))
    .use(endpointRotation(rooms))
    .use(endpointSecret(rooms))
    .use(turnedEndpoint(rooms))
    .use(triedEndpoint(rooms));
}

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

const addingEndpoints = (rooms: Rooms, formsOf: FormsOf) =>
  new Elysia().use(authenticated(rooms, "write")).post(
    "/",
    async ({ request, principal, status }) => {
      const { profile } = enabledScopeOf(rooms, principal);
      const form = await readDocument(request, formsOf(profile).added);
      checkSubscriptions(principal, form.events);
      const { row, secret } = await addEndpoint(rooms, principal, form, profile.limits);
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
          403: FORBIDDEN,
          409: { description: "`conflict`: the environment has as many as it may" },
        },
      },
    },
  );

const changingEndpoints = (rooms: Rooms, formsOf: FormsOf) =>
  new Elysia()
    .use(authenticated(rooms, "write"))
    .patch(
      "/:id",
      async ({ request, params, principal }) => {
        const { profile } = enabledScopeOf(rooms, principal);
        const form = await readDocument(request, formsOf(profile).changed);
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
            403: FORBIDDEN,
            409: { description: "`conflict`: a disabled endpoint cannot be paused" },
          },
        },
      },
    )
    .delete(
      "/:id",
      async ({ params, principal, status }) => {
        enabledScopeOf(rooms, principal);
        await removeEndpoint(rooms, principal, (await endpointOf(rooms, principal, params.id)).endpoint);
        return status(204, undefined);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 204: z.void().describe("Gone") },
        detail: {
          operationId: "deleteEndpoint",
          summary: "Delete an endpoint and cancel what waits for it",
          responses: NOT_ENABLED,
        },
      },
    );

const endpointRotation = (rooms: Rooms) =>
  new Elysia().use(authenticated(rooms, "read")).get(
    "/:id/rotation",
    async ({ params, principal }) => {
      const { seq } = (await endpointOf(rooms, principal, params.id)).endpoint;
      return rotationOf(rooms, scopeOf(rooms, principal).profile, seq);
    },
    {
      params: IdParams,
      response: RotationView,
      detail: {
        operationId: "readEndpointRotation",
        summary: "Read how an endpoint's secrets stand, without any of them",
      },
    },
  );

const endpointSecret = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "secrets"))
    .get(
      "/:id/secret",
      async ({ params, principal }) => {
        const { seq } = (await endpointOf(rooms, principal, params.id)).endpoint;
        return { secret: await shownSecret(rooms, scopeOf(rooms, principal).profile, seq) };
      },
      {
        params: IdParams,
        response: SecretView,
        detail: {
          operationId: "readEndpointSecret",
          summary: "Read the secret that signs an endpoint's requests",
          responses: { 409: { description: "`secret_shown_once`: on creation alone, by this profile" } },
        },
      },
    )
    .post(
      "/:id/rotate-secret",
      async ({ request, params, principal }) => {
        const { profile } = enabledScopeOf(rooms, principal);
        const form = await readDocument(request, SecretRotation);
        const { endpoint } = await endpointOf(rooms, principal, params.id);
        return rotateSecret(rooms, principal, profile, endpoint, form);
      },
      {
        parse: "none",
        params: IdParams,
        response: RotatedSecretView,
        detail: {
          operationId: "rotateEndpointSecret",
          summary: "Let a new secret sign, beside the last one for a while",
          requestBody: bodyOf(SecretRotation),
          responses: { ...NOT_ENABLED, 409: { description: "`conflict`: two secrets sign already" } },
        },
      },
    );
