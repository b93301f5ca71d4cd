/** The API as the page sees it: an ordinary client, and the only `fetch` of the UI. */

/** What the server says of itself. */
export interface Health {
  status: "ok";
  version: string;
  uptimeMs: number;
}

/** `GET /healthz`. @throws Error when nothing answers, or not with a 2xx */
export async function readHealth(): Promise<Health> {
  const response = await fetch("/healthz");
  if (!response.ok) throw new Error(`/healthz answered ${response.status}`);
  return response.json();
}
