/** Which URLs are those of inboxes: of the address that people use, and of the listener's own. */
import type { OutboundRequest } from "../../outbound/exchange.ts";
import type { HandOver } from "../../outbound/in-house.ts";
import type { Clock } from "../../base/clock.ts";
import type { Inboxes } from "./inboxes.ts";

/** The token in a URL, `null` when the URL is no inbox's; whether there is such an inbox is another question. */
export type TokenOf = (url: string) => string | null;

const PATH = /^\/inbox\/([\w-]{1,64})$/;

/** @param origins asked at each look, since a listener's is known late */
export function inboxUrls(origins: () => readonly string[]): TokenOf {
  return (url) => {
    // Most URLs are none, and are seen on the way of every attempt.
    if (!url.includes("/inbox/")) return null;
    const parsed = URL.parse(url);
    return parsed !== null && origins().includes(parsed.origin) ? (PATH.exec(parsed.pathname)?.[1] ?? null) : null;
  };
}

/** Where this machine reaches the listener, in each spelling. */
export function listenerOrigins({ host, port }: { host: string; port: number }): string[] {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  const isLocal = isEverywhere || host === "localhost" || host === "::1" || host.startsWith("127.");
  const hosts = [host, ...(isLocal ? ["localhost", "127.0.0.1", "[::1]"] : [])];
  return hosts.flatMap(
    (name) =>
      URL.parse(`http://${name.includes("::") && !name.startsWith("[") ? `[${name}]` : name}:${port}`)?.origin ?? [],
  );
}

/** Hands what is sent to an inbox over to it. */
export function handOverTo(inboxes: Inboxes, tokenOf: TokenOf, clock: Clock): HandOver {
  return ({ url, headers, body }: OutboundRequest) => {
    const token = tokenOf(url);
    if (token === null) return null;
    const inbox = inboxes.byToken(token);
    if (inbox === undefined) return 404;
    inboxes.receive(inbox, { isOurs: true, headers, body }, clock.now());
    return 200;
  };
}

/** Whether an inbox is there at a URL, `null` when the URL is none of ours. */
export function isThereIn(inboxes: Inboxes, tokenOf: TokenOf): (url: string) => boolean | null {
  return (url) => {
    const token = tokenOf(url);
    return token === null ? null : inboxes.byToken(token) !== undefined;
  };
}
