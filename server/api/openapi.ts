/** The OpenAPI document, written from the routes and their schemas when it is first asked for. */
import { z } from "zod";
import { Problem } from "./errors.ts";
import { SESSION_COOKIE } from "./session-ring.ts";

type Json = Record<string, unknown>;

/** What is read of a route. */
export interface DocumentedRoute {
  method: string;
  path: string;
  hooks: {
    params?: z.ZodObject;
    query?: z.ZodObject;
    response?: z.ZodType | Record<number, z.ZodType>;
    detail?: Json & {
      parameters?: Json[];
      /** Refusals of its own, by status. */
      responses?: Record<number, { description: string }>;
      /** Answers that are no JSON of a `response`, by status. */
      answers?: Record<number, { description: string; content?: { mediaType: string; view: z.ZodType } }>;
      /** As `bodyOf` says. */
      requestBody?: { required: boolean; content: { "application/json": { schema: z.ZodType } } };
    };
  };
}

const ANYWHERE = {
  401: { description: "No valid key" },
  403: { description: "Not for this key" },
  404: { description: "Not there, or not yours" },
  422: { description: "A field is not valid" },
  500: { description: "A fault of ours" },
  503: { description: "Come back after `Retry-After` seconds; it may have been done all the same" },
};
const WITH_BODY = {
  400: { description: "Not JSON" },
  413: { description: "Too large" },
  415: { description: "Not sent as JSON" },
};

const CHOOSING = ["Organization", "Environment"].map((noun) => ({
  name: `Hookwheel-${noun}`,
  in: "header",
  description: `The ${noun.toLowerCase()}, by \`externalId\` or id. An admin key chooses among all, an owner key among its own`,
  schema: { type: "string" },
}));

/** A person's browser sends the cookie; where it changes something it must come from our own pages. */
const SECURITY_SCHEMES = {
  key: { type: "http", scheme: "bearer" },
  session: { type: "apiKey", in: "cookie", name: SESSION_COOKIE },
};

/** Before defaults and readings; times by their format alone, without the pattern of half a kilobyte. */
const AS_SENT: z.core.ToJSONSchemaParams = {
  io: "input",
  unrepresentable: "any",
  override: ({ jsonSchema }) => {
    if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  },
};

/** Answers the document; `routes` is asked once, when all are there. */
export function openapi(routes: () => readonly DocumentedRoute[], version: string): () => Json {
  let document: Json | null = null;
  return () => (document ??= documentOf(routes(), version));
}

/** What the document says of a body: routes read theirs by themselves. */
export function bodyOf(
  schema: z.ZodType,
  required = true,
): { required: boolean; content: { "application/json": { schema: object } } } {
  return { required, content: { "application/json": { schema } } };
}

function documentOf(routes: readonly DocumentedRoute[], version: string): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  const problem = contentOf("application/problem+json", Problem, schemas);
  for (const { method, path, hooks } of routes) {
    if (!path.startsWith("/api/v1/")) continue;
    const template = path.replace(/\/$/, "").replace(/:(\w+)/g, "{$1}");
    (paths[template] ??= {})[method.toLowerCase()] = operationOf(hooks, schemas, problem);
  }
  return {
    openapi: "3.1.1",
    info: { title: "Hookwheel", version, description: "Post events, and they are delivered to your customers." },
    security: [{ key: [] }, { session: [] }],
    paths,
    components: { schemas, securitySchemes: SECURITY_SCHEMES },
  };
}

function operationOf(hooks: DocumentedRoute["hooks"], schemas: Json, problem: Json): Json {
  const { params, query, response, detail = {} } = hooks;
  const { parameters = [], responses: ownRefusals, requestBody, answers: others = {}, ...rest } = detail;
  const taken = requestBody?.content["application/json"].schema;
  const answers = response instanceof z.ZodType ? { 200: response } : (response ?? {});
  const refusals = { ...ANYWHERE, ...(taken && WITH_BODY), ...ownRefusals };
  return {
    ...rest,
    parameters: [...parametersOf("path", params), ...parametersOf("query", query), ...parameters, ...CHOOSING],
    ...(taken && {
      requestBody: { required: requestBody?.required, ...contentOf("application/json", taken, schemas) },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, view]) => [status, answerOf(view, schemas)])),
      ...Object.fromEntries(Object.entries(others).map(([status, other]) => [status, otherAnswerOf(other, schemas)])),
      ...Object.fromEntries(Object.entries(refusals).map(([status, refusal]) => [status, { ...refusal, ...problem }])),
    },
  };
}

function answerOf(view: z.ZodType, schemas: Json): Json {
  const isEmpty = view instanceof z.ZodVoid;
  return { description: view.description ?? "Done", ...(!isEmpty && contentOf("application/json", view, schemas)) };
}

function otherAnswerOf(
  { description, content }: NonNullable<NonNullable<DocumentedRoute["hooks"]["detail"]>["answers"]>[number],
  schemas: Json,
): Json {
  return { description, ...(content && contentOf(content.mediaType, content.view, schemas)) };
}

function parametersOf(place: "path" | "query", fields: z.ZodObject | undefined): Json[] {
  if (fields === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(fields, AS_SENT);
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as Json;
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema,
    };
  });
}

/** A schema as content. Those with a name go to `schemas`, once, and are referred to. */
function contentOf(mediaType: string, schema: z.ZodType, schemas: Json): Json {
  const { properties, $defs } = z.toJSONSchema(z.object({ schema }), AS_SENT);
  const text = JSON.stringify({ schema: properties?.["schema"], defs: $defs ?? {} });
  const hoisted = JSON.parse(text.replaceAll("#/$defs/", "#/components/schemas/")) as { schema: Json; defs: Json };
  Object.assign(schemas, hoisted.defs);
  return { content: { [mediaType]: { schema: hoisted.schema } } };
}
