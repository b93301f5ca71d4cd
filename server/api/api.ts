/** The HTTP API as a whole: what answers from the first moment, and the rest, which is loaded behind the listener. */
import { Elysia } from "elysia";
import { nextTurn } from "../base/turn.ts";
import { errors } from "./errors.ts";
import { outsideRoutes } from "./outside.ts";
import { queries } from "./queries.ts";
import { pathOf, requests } from "./requests.ts";
import type { Rooms } from "./rooms.ts";
import { weighed } from "./weighed.ts";

/** Who reads a stream has nothing to say. */
const SAID_BYTES_MAX = 1024;

/** What a monitor asks. */
const AT_ONCE = new Set(["/healthz", "/readyz", "/metrics"]);

/**
 * Everything that answers requests; the roof listens, and leaves it to us how much a body may weigh. Most of a start would go into
 * the schemas of version 1: they are loaded when it listens, and requests that come before wait for them.
 */
export function createApi(rooms: Rooms) {
  let isWhole = false;
  const api: Elysia = new Elysia({ name: "api", websocket: { maxPayloadLength: SAID_BYTES_MAX } });
  const rest = nextTurn()
    .then(() => import("./rest.ts"))
    .then(({ restRoutes }) => restRoutes(rooms, () => api.routes));
  const whole = rest.then(async () => {
    await api.modules;
    isWhole = true;
  });
  whole.catch((fault: unknown) => rooms.log.error("routes not loaded", { error: fault }));
  api
    .onRequest(({ request }) => {
      if (isWhole || AT_ONCE.has(pathOf(request.url))) return undefined;
      return whole.then(() => api.fetch(request));
    })
    .use(requests(rooms))
    .use(errors(rooms))
    .use(weighed())
    .use(queries())
    .use(outsideRoutes(rooms))
    .use(rest);
  return api;
}
