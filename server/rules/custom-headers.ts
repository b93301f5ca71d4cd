/** Which headers a customer may add to the requests of an endpoint. *Source:* TRUST.md, Admin. */

/** How many an endpoint may have. */
export const CUSTOM_HEADERS_COUNT_MAX = 20;
/** Name and value together. */
export const CUSTOM_HEADER_BYTES_MAX = 4096;

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const LATIN_1_LINE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Those that frame, route or prove a request, or open the doors of a cloud's own services. */
const FORBIDDEN_NAMES = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "te",
  "trailer",
  "connection",
  "keep-alive",
  "upgrade",
  "expect",
  "content-type",
  "content-encoding",
  "accept-encoding",
  "user-agent",
  "cookie",
]);
const FORBIDDEN_PREFIXES = ["proxy-", "webhook-", "svix-", "x-forwarded-", "x-amz-", "x-aws-ec2-", "metadata"];

/** What to do about one header, or `null` when it may be sent. */
export function customHeaderFault(name: string, value: string): string | null {
  if (!TOKEN.test(name)) return "use letters, digits and - in a header's name";
  if (isForbidden(name.toLowerCase())) return `choose another name: ${name} is set by the sender or not allowed`;
  if (!LATIN_1_LINE.test(value)) return `keep the value of ${name} on one line, in Latin-1 characters`;
  if (value !== value.trim()) return `remove the white space around the value of ${name}`;
  if (name.length + value.length > CUSTOM_HEADER_BYTES_MAX)
    return `keep ${name} within ${CUSTOM_HEADER_BYTES_MAX} bytes`;
  return null;
}

/**
 * What to do about the headers of an endpoint, the first fault found, or `null` when all may be sent.
 *
 * @param taken names that the profile's signatures set, in lower case
 */
export function customHeadersFault(
  headers: readonly (readonly [name: string, value: string])[],
  taken: ReadonlySet<string> = new Set(),
): string | null {
  if (headers.length > CUSTOM_HEADERS_COUNT_MAX) return `use at most ${CUSTOM_HEADERS_COUNT_MAX} headers`;
  const names = new Set<string>();
  for (const [name, value] of headers) {
    const fault = customHeaderFault(name, value);
    if (fault !== null) return fault;
    if (taken.has(name.toLowerCase())) return `choose another name: ${name} holds a signature`;
    if (names.has(name.toLowerCase())) return `give ${name} once`;
    names.add(name.toLowerCase());
  }
  return null;
}

function isForbidden(name: string): boolean {
  return FORBIDDEN_NAMES.has(name) || FORBIDDEN_PREFIXES.some((prefix) => name.startsWith(prefix));
}
