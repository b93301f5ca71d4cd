/** The routes of the stream. */
import { Elysia } from "elysia";
import type { z } from "zod";
import { AppError } from "../../base/errors.ts";
import { authenticated } from "../auth.ts";
import { requests } from "../requests.ts";
import type { Rooms } from "../rooms.ts";
import { notFound } from "../refusals.ts";
import { timeText } from "../shapes.ts";
import { type Pass, passOf } from "./pass.ts";
import { MovedView, StreamFilter, StreamTokenView } from "./schema.ts";
import { socketStream } from "./socket.ts";
import { eventStream } from "./sse.ts";
import { createStreams, type Wanted } from "./streams.ts";
import { createTokens, type Tokens } from "./tokens.ts";

/** What happens, as it happens. */
export const streamRoutes = (rooms: Rooms) => {
  const streams = createStreams(rooms.flow.feed, rooms.clock, rooms.streamMetrics);
  const tokens = createTokens(rooms.clock);
  return new Elysia({ name: "stream", prefix: "/stream", tags: ["Stream"] })
    .use(requests(rooms))
    .use(givingTokens(rooms, tokens))
    .derive(({ request }) => ({ pass: readerOf(request, rooms, tokens) }))
    .get(
      "/",
      async ({ request, query, pass, server, trail }) => {
        const wanted = await wantedOf(rooms, pass, query);
        streams.assertRoom(pass.environment);
        if (!isUpgrade(request)) {
          const timeout = (seconds: number) => server!.timeout(request, seconds);
          return eventStream({ timeout }, (outlet) => streams.open(wanted, outlet));
        }
        const data = socketStream((outlet) => streams.open(wanted, outlet));
        const isUpgraded = server!.upgrade(request, { data, headers: { "x-request-id": trail.requestId } });
        if (!isUpgraded) throw new AppError("invalid", "The WebSocket could not be opened.");
        return undefined;
      },
      {
        query: StreamFilter,
        detail: {
          operationId: "openStream",
          summary: "See what happens, as it happens",
          description:
            "Events as they are accepted, attempts as they end, endpoints as they change: one JSON text each, as a message of a " +
            "WebSocket when the request asks for an upgrade, else as a server-sent event. Best effort: nothing is repeated " +
            "for who was away, and who reads too slowly is dropped. Read again what matters after opening it.",
          responses: { 429: { description: "`too_many`: an environment has at most 50 streams at once" } },
          answers: {
            101: { description: "A WebSocket, whose every message is a `Moved`" },
            200: {
              description: "Server-sent events, whose every `data` is a `Moved`",
              content: { mediaType: "text/event-stream", view: MovedView },
            },
          },
        },
      },
    );
};

const givingTokens = (rooms: Rooms, tokens: Tokens) =>
  new Elysia().use(authenticated(rooms, "read")).post(
    "/tokens",
    ({ request, status }) => {
      const { token, expiresAt } = tokens.give(passOf(request, rooms));
      return status(201, { token, expiresAt: timeText(expiresAt) });
    },
    {
      parse: "none",
      response: { 201: StreamTokenView },
      detail: {
        operationId: "createStreamToken",
        summary: "Get a token that opens one stream",
        description:
          "For browsers, which cannot send a header along: `GET /stream?token=…`, once, within 60 seconds. It opens nothing else.",
      },
    },
  );

/**
 * What a reader may watch, by a token, a key or a session.
 *
 * @throws AppError as `passOf`; `unauthorized` for a token that opens nothing
 */
function readerOf(request: Request, rooms: Rooms, tokens: Tokens): Pass {
  const { url, headers } = request;
  const token = headers.has("authorization") ? null : new URLSearchParams(url.split("?")[1]).get("token");
  if (token === null) return passOf(request, rooms);
  const pass = tokens.take(token);
  if (pass?.isGood()) return pass;
  throw new AppError("unauthorized", "This token is used up, or older than a minute: get another one.");
}

async function wantedOf(
  { store }: Rooms,
  pass: Pass,
  { type, endpoint }: z.infer<typeof StreamFilter>,
): Promise<Wanted> {
  const wanted = { pass, types: type === undefined ? null : new Set(type) };
  if (endpoint === undefined || endpoint === null) return { ...wanted, endpoint: null };
  const row = await store.readEndpoint(pass.environment, endpoint);
  if (row === null) throw notFound("endpoint");
  return { ...wanted, endpoint: row.endpoint.seq };
}

function isUpgrade({ headers }: Request): boolean {
  return headers.get("upgrade")?.toLowerCase() === "websocket";
}
