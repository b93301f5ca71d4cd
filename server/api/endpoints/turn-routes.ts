/** The routes that turn an endpoint off and on, and that bring back what it missed. */
import { Elysia } from "elysia";
import { authenticated } from "../auth.ts";
import { readDocument, readOptionalDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf } from "../page.ts";
import { beginRecovery, countRecovery } from "../recoveries/recover.ts";
import { DryRunView, NewRecovery, RecoveryView, recoveryView } from "../recoveries/schema.ts";
import type { Rooms } from "../rooms.ts";
import { IdParams } from "../shapes.ts";
import { enabledScopeOf, NOT_ENABLED } from "../scope.ts";
import { endpointOf, viewOf } from "./read.ts";
import { EnabledEndpointView, EndpointView, Enabling } from "./schema.ts";
import { enableEndpoint, pauseEndpoint } from "./turn.ts";

/** Off, on, and once more. */
export const turnedEndpoint = (rooms: Rooms) => new Elysia().use(turning(rooms)).use(underWay(rooms));

const underWay = (rooms: Rooms) =>
  new Elysia().use(authenticated(rooms, "read")).get(
    "/:id/recoveries",
    async ({ params, principal }) => {
      const { seq } = (await endpointOf(rooms, principal, params.id)).endpoint;
      return { data: (await rooms.store.listRecoveries(seq)).map(recoveryView), nextCursor: null };
    },
    {
      params: IdParams,
      response: pageOf(RecoveryView),
      detail: {
        operationId: "listEndpointRecoveries",
        summary: "List an endpoint's recoveries that are under way, newest first",
        description: "All in one page, whoever began them, those that resume what was held among them.",
      },
    },
  );

const turning = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "write"))
    .onBeforeHandle(({ principal }) => void enabledScopeOf(rooms, principal))
    .post(
      "/:id/pause",
      async ({ params, principal }) =>
        viewOf(rooms, await pauseEndpoint(rooms, principal, await endpointOf(rooms, principal, params.id))),
      {
        parse: "none",
        params: IdParams,
        response: EndpointView,
        detail: {
          operationId: "pauseEndpoint",
          summary: "Pause an endpoint",
          description: "At once. Whether its deliveries are held or skipped meanwhile, the profile says.",
          responses: { ...NOT_ENABLED, 409: { description: "`conflict`: it is disabled" } },
        },
      },
    )
    .post(
      "/:id/enable",
      async ({ request, params, principal }) => {
        const { held = "resume" } = await readOptionalDocument(request, Enabling);
        const before = await endpointOf(rooms, principal, params.id);
        const { row, recovery } = await enableEndpoint(rooms, principal, before, held);
        return { ...viewOf(rooms, row), recovery: recovery && recoveryView(recovery) };
      },
      {
        parse: "none",
        params: IdParams,
        response: EnabledEndpointView,
        detail: {
          operationId: "enableEndpoint",
          summary: "Enable an endpoint that is paused or disabled",
          description: "What was held is sent behind what is new, or cancelled. Its failures are counted afresh.",
          requestBody: bodyOf(Enabling, false),
          responses: NOT_ENABLED,
        },
      },
    )
    .post(
      "/:id/recover",
      async ({ request, params, principal, status }) => {
        const form = await readDocument(request, NewRecovery);
        const row = await endpointOf(rooms, principal, params.id);
        if (form.dryRun) return { id: null, ...(await countRecovery(rooms, row, form)), done: 0 };
        return status(202, recoveryView(await beginRecovery(rooms, principal, row, form)));
      },
      {
        parse: "none",
        params: IdParams,
        response: { 200: DryRunView, 202: RecoveryView },
        detail: {
          operationId: "recoverEndpoint",
          summary: "Send what failed or was skipped once more, on a fresh schedule",
          description: "Behind what is new. Test events are left out.",
          requestBody: bodyOf(NewRecovery),
          responses: {
            ...NOT_ENABLED,
            409: { description: "`endpoint_off`: enable it first. `conflict`: many run already" },
          },
        },
      },
    );
