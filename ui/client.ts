/** The API as the pages see it: an ordinary client, and the only `fetch` of the UI. */
import type * as shapes from "./shapes.ts";
import { words } from "./words/words.ts";

/** A refusal as the API tells it. *Source:* RFC 9457; DESIGN section 5. */
export interface Problem {
  /** 0 when nothing answered at all. */
  status: number;
  code: string;
  /** What is wrong, and what to do. */
  detail: string;
  requestId: string | null;
  /** With 429 and 503: when to come back. */
  retryAfterSeconds?: number;
  /** With 422: every fault, its field as `headers.x-a`. */
  errors?: { path: string; message: string }[];
}

/** What is thrown for every request that did not go through. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** What a list or a filter asks for; what is `undefined` or empty is left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** Who asks: the session's cookie goes along by itself. */
export const credentials = {
  /** Counts who came in: a late 401 to somebody before says nothing of who is here now. */
  visit: 0,
  /** Told when a request of this visit meets a 401. */
  onRefused: () => {},
};

/** Headers that say for which organization and environment a request is; none for the server's default ones. */
export type Headers = Readonly<Record<string, string>>;

/** For what concerns who asks, wherever that person looks. */
const NOWHERE: Headers = {};

/** Those that go with every request, where nothing else is said. */
export const chosen: { headers: Headers } = { headers: {} };

/** The problem that an error stands for: ours is kept, anything else is told as a fault of the page. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  return { status: 0, code: "internal", detail: words.problems.page(String(error)), requestId: null };
}

/** The query part of an address with its `?`, or nothing. */
export function queryText(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  if (given.length === 0) return "";
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** A body that goes out as it stands: parsing it and writing it anew would lose the digits of long numbers. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** Asks the API. @throws Refusal for every request that did not go through */
export async function ask<Answer>(
  method: string,
  path: string,
  body?: unknown,
  place: Headers = chosen.headers,
): Promise<Answer> {
  const { visit } = credentials;
  const headers: Record<string, string> = { accept: "application/json", ...place };
  if (body !== undefined) headers["content-type"] = "application/json";
  const text = body instanceof JsonText ? body.text : JSON.stringify(body);
  const init: RequestInit = { method, headers, ...(body !== undefined && { body: text }) };
  const response = await fetch(path, init).catch(() => {
    throw new Refusal({ status: 0, code: "silent", detail: words.problems.silent, requestId: null });
  });
  if (response.status === 401 && visit === credentials.visit) credentials.onRefused();
  if (!response.ok) throw await refusalOf(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function refusalOf(response: Response): Promise<Refusal> {
  const { status } = response;
  const told = (await response.json().catch(() => null)) as Problem | null;
  const retryAfterSeconds = Number(response.headers.get("retry-after"));
  if (typeof told?.detail === "string") {
    return new Refusal({ ...told, status, ...(retryAfterSeconds > 0 && { retryAfterSeconds }) });
  }
  return new Refusal({ status, code: "internal", detail: words.problems.status(status), requestId: null });
}

/** Where version 1 begins. */
export const V1 = "/api/v1";
const ENDPOINTS = `${V1}/webhooks/endpoints`;
/** Reads of the API. @throws Refusal */
export const get = <Answer>(path: string, query: Query = {}, place?: Headers) =>
  ask<Answer>("GET", path + queryText(query), undefined, place);

/** `GET /session`: who is signed in. */
export const readSession = () => get<shapes.Session>(`${V1}/session`, {}, NOWHERE);

/** `POST /session`: signs in. */
export const signIn = (email: string, password: string) =>
  ask<shapes.Session>("POST", `${V1}/session`, { email, password }, NOWHERE);

/** `DELETE /session`: signs out. */
export const signOut = () => ask<void>("DELETE", `${V1}/session`, undefined, NOWHERE);

/** `GET /setup`: whether there is nobody yet; a 404 once there is. */
export const readSetUp = () => get<{ isNeeded: true }>(`${V1}/setup`, {}, NOWHERE);

/** `POST /setup`: makes the first admin, by the token of the set-up URL, and signs in. */
export const setUp = (form: { token: string; email: string; name: string; password: string }) =>
  ask<shapes.Session>("POST", `${V1}/setup`, form, NOWHERE);

/** `POST /session/password`: chooses a password by the token of a link, and signs in. */
export const choosePassword = (token: string, password: string) =>
  ask<shapes.Session>("POST", `${V1}/session/password`, { token, password }, NOWHERE);

/** `POST /stream/tokens`: a token that opens the stream once. */
export const createStreamToken = () => ask<{ token: string }>("POST", `${V1}/stream/tokens`, {});

/** Where the stream is, for an `EventSource`. */
export const streamAddress = (token: string) => `${V1}/stream${queryText({ token })}`;

/** `GET /webhooks/endpoints`, one page. */
export const listEndpoints = (query: Query) => get<shapes.Page<shapes.Endpoint>>(ENDPOINTS, query);

/** Every endpoint of the environment, newest first: there are at most 1,000. */
export async function readAllEndpoints(): Promise<shapes.Endpoint[]> {
  const all: shapes.Endpoint[] = [];
  let cursor: string | undefined;
  do {
    const page: shapes.Page<shapes.Endpoint> = await listEndpoints({ limit: 250, cursor });
    all.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

/** `GET /webhooks/endpoints/:id`. */
export const readEndpoint = (id: string) => get<shapes.Endpoint>(`${ENDPOINTS}/${id}`);

/** `POST /webhooks/endpoints`. */
export const addEndpoint = (form: shapes.NewEndpoint) => ask<shapes.AddedEndpoint>("POST", ENDPOINTS, form);

/** `PATCH /webhooks/endpoints/:id`. */
export const changeEndpoint = (id: string, patch: shapes.EndpointPatch) =>
  ask<shapes.Endpoint>("PATCH", `${ENDPOINTS}/${id}`, patch);

/** `POST …/:id/pause`: nothing is sent to it from now on. */
export const pauseEndpoint = (id: string) => ask<shapes.Endpoint>("POST", `${ENDPOINTS}/${id}/pause`);

/** `POST …/:id/enable`: what was held is sent after all, or cancelled. */
export const enableEndpoint = (id: string, held: "resume" | "cancel" = "resume") =>
  ask<shapes.Endpoint>("POST", `${ENDPOINTS}/${id}/enable`, { held });

/** `POST …/:id/test`: sends a test event, and waits for what comes of it. @param data JSON text, which goes out as it stands */
export const sendTestEvent = (id: string, type: string, data: string) => {
  const form = `{"wait":true,"type":${JSON.stringify(type)},"data":${data}}`;
  return ask<shapes.AttemptDetails>("POST", `${ENDPOINTS}/${id}/test`, new JsonText(form));
};

/** `DELETE /webhooks/endpoints/:id`. */
export const deleteEndpoint = (id: string) => ask<void>("DELETE", `${ENDPOINTS}/${id}`);

/** `GET /webhooks/endpoints/:id/secret`. */
export const readSecret = async (id: string) => (await get<{ secret: string }>(`${ENDPOINTS}/${id}/secret`)).secret;

/** `GET /webhooks/endpoints/:id/rotation`: how its secrets stand. */
export const readRotation = (id: string) => get<shapes.Rotation>(`${ENDPOINTS}/${id}/rotation`);

/** `POST …/:id/rotate-secret`: the last one signs on for so many seconds. The only answer that always shows the new one. */
export const rotateSecret = (id: string, overlapSeconds: number) =>
  ask<shapes.RotatedSecret>("POST", `${ENDPOINTS}/${id}/rotate-secret`, { overlapSeconds });

/** `GET /stats`: how attempts went in the environment. */
export const readStats = (window: string) => get<shapes.EnvironmentStats>(`${V1}/stats`, { window });

/** `GET /webhooks/endpoints/:id/stats`: how they went at one. */
export const readEndpointStats = (id: string, window: string) =>
  get<shapes.Stats>(`${ENDPOINTS}/${id}/stats`, { window });

/** `GET /webhooks/endpoints/stats`: how they went at several, at most 250; those that are gone are left out. */
export const listEndpointStats = async (ids: readonly string[], window: string) =>
  (await get<{ data: shapes.ListedStats[] }>(`${ENDPOINTS}/stats`, { window, ids: ids.join() })).data;

/** `POST /webhooks/endpoints/check`: whether a URL can be reached, before it is saved. */
export const checkUrl = (url: string) => ask<shapes.Reachability>("POST", `${ENDPOINTS}/check`, { url });

/** `GET /event-types`, those of the first page: more are typed, not chosen. */
export const listEventTypes = () => get<shapes.Page<shapes.EventType>>(`${V1}/event-types`, { limit: 250 });

/** `GET /deliveries`, one page. */
export const listDeliveries = (query: Query) => get<shapes.Page<shapes.Delivery>>(`${V1}/deliveries`, query);

/** `GET /deliveries/:id`, with its attempts. */
export const readDelivery = (id: string) => get<shapes.DeliveryDetails>(`${V1}/deliveries/${id}`);

/** `POST /deliveries/:id/retry`: one more attempt, now. */
export const retryDelivery = (id: string) => ask<shapes.Delivery>("POST", `${V1}/deliveries/${id}/retry`);

/** `POST /deliveries/:id/cancel`: no more attempts. */
export const cancelDelivery = (id: string) => ask<shapes.Delivery>("POST", `${V1}/deliveries/${id}/cancel`);

/** `GET /attempts/:id`. */
export const readAttempt = (id: string) => get<shapes.AttemptDetails>(`${V1}/attempts/${id}`);

/** `GET /events`, one page. */
export const listEvents = (query: Query) => get<shapes.Page<shapes.Event>>(`${V1}/events`, query);

/** `GET /events/:id`, with its body and its deliveries. */
export const readEvent = (id: string) => get<shapes.EventDetails>(`${V1}/events/${id}`);

/** `POST /events/:id/replay`: new deliveries of the same event, to these endpoints or to all that want it. */
export const replayEvent = (id: string, endpoints?: string[]) =>
  ask<{ deliveries: number }>("POST", `${V1}/events/${id}/replay`, endpoints === undefined ? {} : { endpoints });
