/** What a caller is told when a request is refused or we failed: Problem Details, and each refusal's status. */
import { Elysia, NotFoundError, ParseError, ValidationError } from "elysia";
import { z } from "zod";
import type { LogFields } from "../base/log.ts";
import { AppError, type RefusalKind } from "../base/errors.ts";
import { invalidByIssues, REPORTING } from "./refusals.ts";
import { logRequest, requests } from "./requests.ts";
import type { Rooms } from "./rooms.ts";
import { isTooHeavy } from "./weighed.ts";

/** The status of each refusal. */
const STATUSES: Record<RefusalKind, number> = {
  not_json: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  idempotency_conflict: 409,
  in_flight: 409,
  endpoint_off: 409,
  secret_shown_once: 409,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  too_many: 429,
  unavailable: 503,
};

const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** A refusal on the wire. *Source:* RFC 9457. */
export const Problem = z
  .object({
    type: z.literal("about:blank"),
    title: z.string().describe("The status in words"),
    status: z.int(),
    code: z.enum([...(Object.keys(STATUSES) as RefusalKind[]), "internal"]).describe("What to branch on"),
    detail: z.string().describe("What is wrong, and what to do"),
    requestId: z.string().describe("The same as the header `x-request-id`"),
    errors: z
      .array(z.object({ path: z.string().describe("As `events[0].data`; empty for the whole"), message: z.string() }))
      .optional()
      .describe("With 422: every fault found"),
  })
  .meta({ id: "Problem" });

/** Answers refusals and bugs of every route. To be used before the routes. */
export const errors = (rooms: Rooms) =>
  new Elysia({ name: "errors" }).use(requests(rooms)).onError({ as: "global" }, ({ error, request, trail }) => {
    const refusal = refusalOf(error);
    const problem = problemOf(refusal, trail.requestId);
    if (refusal === null) rooms.log.error("a request met a bug", { requestId: trail.requestId, ...faultOf(error) });
    logRequest(rooms, request, trail, problem.status, problem.code);
    const headers = headersOf(refusal, trail.requestId);
    // What is left of a body would be waited for, and it may have no end.
    if (request.headers.has("transfer-encoding") || isTooHeavy(request)) headers["connection"] = "close";
    return Response.json(problem, { status: problem.status, headers });
  });

function problemOf(refusal: AppError | null, requestId: string): z.infer<typeof Problem> {
  const status = refusal === null ? 500 : STATUSES[refusal.kind];
  return {
    type: "about:blank",
    title: TITLES[status] as string,
    status,
    code: refusal?.kind ?? "internal",
    detail: refusal?.message ?? "Something went wrong on our side. Ask the operator, naming the request id.",
    requestId,
    ...(refusal?.kind === "invalid" && { errors: [...refusal.faults] }),
  };
}

function headersOf(refusal: AppError | null, requestId: string): Record<string, string> {
  return {
    "x-request-id": requestId,
    "x-content-type-options": "nosniff",
    "content-type": "application/problem+json",
    ...(refusal?.kind === "unauthorized" && { "www-authenticate": "Bearer" }),
    ...((refusal?.kind === "unavailable" || refusal?.kind === "too_many") && {
      "retry-after": String(refusal.retryAfterSeconds ?? 1),
    }),
  };
}

/** An error as a refusal, `null` when it is a bug: also an answer of ours that does not fit its schema. */
function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof NotFoundError) return new AppError("not_found", "There is nothing at this path.");
  if (error instanceof ParseError) return new AppError("not_json", "The body could not be read.");
  if (error instanceof ValidationError && error.type !== "response") return invalidByIssues(issuesOf(error));
  return null;
}

/** What zod found: asked again, since elysia keeps the first issue alone. */
function issuesOf(error: ValidationError): readonly z.core.$ZodIssue[] {
  return (error.validator as { schema: z.ZodType }).schema.safeParse(error.value, REPORTING).error?.issues ?? [];
}

/** What the log may know of a bug: never a payload, which elysia puts into its messages. */
function faultOf(error: unknown): LogFields {
  return error instanceof ValidationError
    ? { reason: `an answer's ${invalidByIssues(issuesOf(error)).message}` }
    : { error };
}
