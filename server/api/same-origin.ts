/** Whether a browser sent a request from our own pages: a cookie alone does not tell. */
import { AppError } from "../base/errors.ts";

/** What another site could make a browser send, and what would do harm. */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request may change something, or opens a way to read on: a WebSocket knows no cross-origin rules. */
export function isUnsafe({ method, headers }: Request): boolean {
  return !SAFE_METHODS.has(method) || headers.has("upgrade");
}

/**
 * Refuses what is not from our own pages. *Source:* TRUST.md, Admin.
 *
 * @param publicUrl where people reach us; a proxy in front may have put another `Host`
 * @throws AppError `forbidden`
 */
export function assertSameOrigin({ headers }: Request, publicUrl: string): void {
  const site = headers.get("sec-fetch-site");
  if (site === null ? isOurs(headers.get("origin"), headers.get("host"), publicUrl) : site === "same-origin") return;
  throw new AppError("forbidden", "This was not sent by the console's own pages: programs use an API key.");
}

/** For what opens without a cookie: a program says nothing of its origin, and any browser does. @throws as above */
export function assertNotForeign(request: Request, publicUrl: string): void {
  const { headers } = request;
  if (headers.has("sec-fetch-site") || headers.has("origin")) assertSameOrigin(request, publicUrl);
}

function isOurs(origin: string | null, host: string | null, publicUrl: string): boolean {
  if (origin === null) return false;
  return origin === publicUrl || (host !== null && URL.parse(origin)?.host === host);
}
