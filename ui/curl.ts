/** The API's first calls, as they are pasted into a shell; the key stays in the shell's `HOOKWHEEL_KEY`. */

/** Puts the admin key into the shell. */
export function takeKey(): string {
  return "export HOOKWHEEL_KEY=$(cat data/admin-key)";
}

/** Adds an endpoint on the developer's own machine. `origin` as `location.origin`. */
export function addEndpoint(origin: string): string {
  return post(`${origin}/api/v1/webhooks/endpoints`, { url: "http://127.0.0.1:9000/hooks" });
}

/** Posts an event that such an endpoint wants. `origin` as `location.origin`. */
export function postEvent(origin: string): string {
  return post(`${origin}/api/v1/events`, { type: "document.ready", data: { id: "doc_1" } });
}

/** The body must be free of single quotes, which would end the shell's. */
function post(url: string, body: object): string {
  return [
    `curl -X POST ${url}`,
    `-H "Authorization: Bearer $HOOKWHEEL_KEY"`,
    `-H 'Content-Type: application/json'`,
    `-d '${JSON.stringify(body)}'`,
  ].join(" \\\n  ");
}
