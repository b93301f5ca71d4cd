/** Request ids, and one log line for each request. */
import { Elysia, ElysiaCustomStatusResponse } from "elysia";
import type { Rooms } from "./rooms.ts";

/** A caller's own id is taken when it is short and visible. */
const CALLERS_ID = /^[\x21-\x7e]{1,128}$/;

/** What is known of a request from its first moment. */
export interface Trail {
  requestId: string;
  /** On the monotonic clock. */
  startedAtMs: number;
  isLogged: boolean;
}

/**
 * Gives each request its id, also on the answer, and logs how it ended: when the answer is mapped, since only then is it
 * known to fit its schema. `errors` logs what it answers, for elysia maps that too, but not at unknown paths. No browser is
 * to take an answer for another kind than it says.
 */
export const requests = (rooms: Rooms) =>
  new Elysia({ name: "requests" })
    .decorate("trail", { requestId: "", startedAtMs: 0, isLogged: false } as Trail)
    .onRequest((context) => {
      const callersId = context.request.headers.get("x-request-id");
      const requestId = callersId !== null && CALLERS_ID.test(callersId) ? callersId : crypto.randomUUID();
      context.trail = { requestId, startedAtMs: rooms.clock.monotonicMs(), isLogged: false };
    })
    .mapResponse({ as: "global" }, ({ request, trail, set, responseValue }) => {
      // On a whole answer the headers go at once: by way of `set`, elysia would copy it.
      if (responseValue instanceof Response) {
        responseValue.headers.set("x-request-id", trail.requestId);
        responseValue.headers.set("x-content-type-options", "nosniff");
        if (isToBeForgotten(request)) responseValue.headers.set("cache-control", "no-store");
      } else {
        set.headers["x-request-id"] = trail.requestId;
        set.headers["x-content-type-options"] = "nosniff";
        if (isToBeForgotten(request)) set.headers["cache-control"] = "no-store";
      }
      logRequest(rooms, request, trail, statusOf(responseValue, set.status));
    });

/** Writes the line, once; `code` is a refusal's. What changes something, and what went wrong, is worth more than the rest. */
export function logRequest({ log, clock }: Rooms, request: Request, trail: Trail, status: number, code?: string): void {
  if (trail.isLogged) return;
  trail.isLogged = true;
  const { method, url } = request;
  const path = pathOf(url);
  const isRead = method === "GET" || method === "HEAD";
  const isQuiet = (isRead || path.startsWith("/api/v1/events")) && status < 500 && status !== 401;
  const level = isQuiet ? "debug" : "info";
  if (!log.isWritten(level)) return;
  log[level]("request", {
    requestId: trail.requestId,
    method,
    path,
    status,
    durationMs: Math.round((clock.monotonicMs() - trail.startedAtMs) * 100) / 100,
    ...(code !== undefined && { reason: code }),
  });
}

/** Only the answer to a GET is ever kept by others. */
function isToBeForgotten({ method, url }: Request): boolean {
  return method === "GET" && pathOf(url).startsWith("/api/");
}

/** Without the query, which may hold what a customer searched for, and without what opens an inbox. */
export function pathOf(url: string): string {
  const start = url.indexOf("/", "https://".length);
  const end = url.indexOf("?", start);
  const path = url.slice(start, end === -1 ? undefined : end);
  return path.startsWith("/inbox/") ? "/inbox/…" : path;
}

function statusOf(answer: unknown, otherwise: number | string | undefined): number {
  if (answer instanceof ElysiaCustomStatusResponse || answer instanceof Response) {
    return Number("code" in answer ? answer.code : answer.status);
  }
  return Number(otherwise ?? 200);
}
