/** People as a browser makes them ask: by a cookie, from our own pages. */
import type { Appliance } from "./appliance.ts";

/** Long enough. */
export const PASSWORD = "correct horse battery";

/** Somebody who is signed in. */
export interface Visitor {
  /** As `Cookie` takes it. */
  cookie: string;
  /** What signing in answered. */
  // oxlint-disable-next-line typescript/no-explicit-any
  signedIn: any;
  /** A request as the console's pages send it; a header that is empty is left out. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** A request without a key, as a page of ours sends it. */
export function visit(
  { url }: { url: string },
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const all = {
    "sec-fetch-site": "same-origin",
    ...(body !== undefined && { "content-type": "application/json" }),
    ...headers,
  };
  return fetch(`${url}/api/v1${path}`, {
    method,
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "")),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Whom an answer that sets a cookie has let in. @throws Error when it sets none */
export async function visitorOf(place: { url: string }, response: Response): Promise<Visitor> {
  const cookie = response.headers.get("set-cookie")?.split(";")[0];
  if (cookie === undefined) throw new Error(`${response.status} lets nobody in: ${await response.text()}`);
  return {
    cookie,
    signedIn: await response.json(),
    request: (method, path, body, headers = {}) => visit(place, method, path, body, { cookie, ...headers }),
  };
}

/** What stands behind the `#` of a link. */
export function tokenIn(url: string): string {
  return url.slice(url.indexOf("#") + 1);
}

/** The first admin, set up. */
export async function startAdmin(appliance: Appliance, email = "ada@example.com"): Promise<Visitor> {
  const token = tokenIn((await appliance.app.setUpUrl())!);
  const form = { token, email, name: "Ada", password: PASSWORD };
  return visitorOf(appliance, await visit(appliance, "POST", "/setup", form));
}

/** Somebody whom an admin key adds, and who chooses a password. */
export async function startPerson(
  appliance: Appliance,
  email: string,
  role: "admin" | "owner" = "owner",
  headers: Record<string, string> = {},
): Promise<Visitor> {
  const { link } = await appliance.post("/people", { email, name: email.split("@")[0], role }, headers);
  const chosen = { token: tokenIn(link.url), password: PASSWORD };
  return visitorOf(appliance, await visit(appliance, "POST", "/session/password", chosen));
}

/** Signs in. */
export function signIn(
  place: { url: string },
  email: string,
  password = PASSWORD,
  headers: Record<string, string> = {},
): Promise<Response> {
  return visit(place, "POST", "/session", { email, password }, headers);
}
