/** The routes that try things out: a test event to an endpoint, and a URL before it is saved. */
import { Elysia } from "elysia";
import { AppError } from "../../base/errors.ts";
import { AttemptDetailsView } from "../attempts/schema.ts";
import { authenticated } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import type { Rooms } from "../rooms.ts";
import { IdParams } from "../shapes.ts";
import { enabledScopeOf, NOT_ENABLED } from "../scope.ts";
import { endpointOf } from "./read.ts";
import { Candidate, NewTest, ReachabilityView, SentTestView } from "./schema.ts";
import { sendTest } from "./test.ts";

/** How many URLs are tried at once. */
const TRIED_MAX = 20;

/** A request that waits may be silent for so long, in seconds: longer than any profile's timeout. */
const SILENT_SECONDS_MAX = 120;

/** Trying an endpoint, or what is to become one. */
export const triedEndpoint = (rooms: Rooms) => {
  let triedCount = 0;
  return new Elysia()
    .use(authenticated(rooms, "write"))
    .post(
      "/:id/test",
      async ({ request, params, principal, server, status }) => {
        enabledScopeOf(rooms, principal);
        server?.timeout(request, SILENT_SECONDS_MAX);
        const answer = await sendTest(rooms, principal, await endpointOf(rooms, principal, params.id), request);
        return answer.isOver ? status(200, answer.view) : status(202, answer.view);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 200: AttemptDetailsView, 202: SentTestView },
        detail: {
          operationId: "testEndpoint",
          summary: "Send a test event",
          description: "At once and once, also while the endpoint is off or held. Nothing is counted by it.",
          requestBody: bodyOf(NewTest, false),
          responses: { ...NOT_ENABLED, 429: { description: "`too_many`: one at a time, and 30 a minute" } },
        },
      },
    )
    .post(
      "/check",
      async ({ request }) => {
        const { url } = await readDocument(request, Candidate);
        if (triedCount >= TRIED_MAX) throw new AppError("too_many", "Too many URLs are being tried: wait a moment.");
        triedCount++;
        const { isReachable, ...seen } = await rooms.reach(url).finally(() => void triedCount--);
        return { reachable: isReachable, ...seen };
      },
      {
        parse: "none",
        response: ReachabilityView,
        detail: {
          operationId: "checkUrl",
          summary: "Try whether a URL could be reached, before saving it",
          description: "Connects and verifies the certificate, within five seconds. No request is sent.",
          requestBody: bodyOf(Candidate),
          responses: { 429: { description: "`too_many`: some are being tried already" } },
        },
      },
    );
};
