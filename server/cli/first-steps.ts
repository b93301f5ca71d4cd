/** What a person can do with a server that has just started. */
import { VERSION } from "../base/version.ts";

/**
 * Where it listens, where the admin key is, and a first event as a `curl` that can be pasted.
 *
 * @param adminKeyPath `null` when the key was given by the operator
 */
export function firstSteps(url: string, adminKeyPath: string | null): string {
  const key = adminKeyPath === null ? "$HOOKWHEEL_ADMIN_KEY" : `$(cat ${quoted(adminKeyPath)})`;
  const place = adminKeyPath === null ? "the one you set" : `in ${adminKeyPath}`;
  return `
Hookwheel ${VERSION} listens on ${url}
The admin key is ${place}. Send a first event:

  curl ${url}/api/v1/events \\
    -H "Authorization: Bearer ${key}" \\
    -H "Content-Type: application/json" \\
    -d '{"type": "hello.world", "data": {"hello": "world"}}'
`;
}

/** As one word of a shell. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
