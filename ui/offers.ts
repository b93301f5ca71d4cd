/** Which of the API's newer routes this server has, so that no button is shown that would meet a 404. */
import { signal } from "@preact/signals";
import { readPaths } from "./client.ts";

const paths = signal<Readonly<Record<string, object>>>({});

/** Asks once, after signing in. */
export async function learnOffers(): Promise<void> {
  paths.value = await readPaths().catch(() => ({}));
}

/** Whether there is `POST /api/v1…`; the path as the document writes it: `/deliveries/{id}/cancel`. */
export function offersPost(path: string): boolean {
  return Object.hasOwn(paths.value[`/api/v1${path}`] ?? {}, "post");
}
