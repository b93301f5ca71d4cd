/** The API's first calls and a past request, as they are pasted into a shell. */

/** Puts the admin key into the shell. */
export function takeKey(): string {
  return "export HOOKWHEEL_KEY=$(cat data/admin-key)";
}

/** Adds an endpoint on the developer's own machine. `origin` as `location.origin`. */
export function addEndpoint(origin: string): string {
  return post(`${origin}/api/v1/webhooks/endpoints`, { url: "http://127.0.0.1:9000/hooks" });
}

/** The first event: what every language posts. */
export const FIRST_EVENT = { type: "document.ready", data: { id: "doc_1" } };

/** Posts it, with a key or with that in the shell. `origin` as `location.origin`. */
export function postEvent(origin: string, key: string | null = null): string {
  return post(`${origin}/api/v1/events`, FIRST_EVENT, key);
}

/** A request that was made, as curl would make it again: same headers, same bytes. */
export function curlOf(request: {
  url: string;
  headers: readonly (readonly [string, string])[];
  body: string;
}): string {
  return [
    `curl -X POST ${quoted(request.url)}`,
    ...request.headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-binary ${quoted(request.body)}`,
  ].join(" \\\n  ");
}

/** As one word of a shell, whatever it holds. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function post(url: string, body: object, key: string | null = null): string {
  return [
    `curl -X POST ${url}`,
    `-H "Authorization: Bearer ${key ?? "$HOOKWHEEL_KEY"}"`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(" \\\n  ");
}
