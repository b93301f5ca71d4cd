/** What a person can do with a server that has just started. */
import { VERSION } from "../base/version.ts";

/**
 * Where it listens, how the first person gets in, where the admin key is, and a first event as a `curl` that can be pasted.
 *
 * @param adminKeyPath `null` when the key was given by the operator
 * @param setUpUrl `null` when there are people already
 */
export function firstSteps(url: string, adminKeyPath: string | null, setUpUrl: string | null): string {
  const key = adminKeyPath === null ? "$HOOKWHEEL_ADMIN_KEY" : `$(cat ${quoted(adminKeyPath)})`;
  const place = adminKeyPath === null ? "the one you set" : `in ${adminKeyPath}`;
  const first =
    setUpUrl === null ? "" : `Make yourself its admin, within 30 minutes; the link opens once:\n\n  ${setUpUrl}\n\n`;
  return `
Hookwheel ${VERSION} listens on ${url}
${first}The admin key is ${place}. Send a first event:

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
