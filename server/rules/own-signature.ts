/** Signature headers of a product's own, compiled once for an endpoint: what a profile says, with the secret in it. */
import type { UnixMs } from "../base/clock.ts";
import type { Profile, SignatureHeader } from "./profile.ts";

/** What a signature is made over. */
export interface Signed {
  /** As `webhook-id` shows it. */
  id: string;
  /** As `webhook-timestamp` shows it: unix seconds. */
  timestampSeconds: number;
  /** The exact text sent. */
  body: string;
}

/** Appends headers of a product's own to those of a request. */
export type SignOwn = (signed: Signed, headers: [name: string, value: string][]) => void;

/** What signs an endpoint's requests and goes along with them. */
export interface Signing {
  /** The keys of its live secrets: each gives a signature of Standard Webhooks. */
  keys: readonly Uint8Array[];
  /** Custom headers as name and value. */
  headers: readonly (readonly [name: string, value: string])[];
  /** The profile's own signature headers, `null` without. */
  signOwn: SignOwn | null;
  /** The profile that it was compiled for. */
  profile: Profile;
  /** When a secret in it ends, `null` when none does. */
  endsAt: UnixMs | null;
}

/** What `signed` may name. */
export const SIGNED_PLACEHOLDERS = ["{id}", "{timestamp}", "{body}"] as const;

type Placeholder = (typeof SIGNED_PLACEHOLDERS)[number];

const PARTS = /(\{id\}|\{timestamp\}|\{body\})/;

/**
 * Compiles a profile's headers for a secret: each is one value, so of two live secrets it takes the new one. The key is
 * the whole secret as UTF-8. *Source:* DESIGN, section 3. `null` when the profile has none.
 */
export function compileOwnSignatures(signatures: readonly SignatureHeader[], secret: string): SignOwn | null {
  if (signatures.length === 0) return null;
  const key = Buffer.from(secret, "utf8");
  const compiled = signatures.map(({ header, signed, encoding, prefix }) => {
    const parts = signed.split(PARTS).filter((part) => part !== "");
    return { header, parts, encoding, prefix };
  });
  const timestampHeaders = timestampHeadersOf(signatures);
  return (request, headers) => {
    for (const header of timestampHeaders) headers.push([header, String(request.timestampSeconds)]);
    for (const { header, parts, encoding, prefix } of compiled) {
      const hasher = new Bun.CryptoHasher("sha256", key);
      for (const part of parts) hasher.update(valueOf(part as Placeholder, request));
      headers.push([header, prefix + hasher.digest(encoding)]);
    }
  };
}

/** The names of all headers that these signatures set, in lower case. */
export function ownHeaderNames(signatures: readonly SignatureHeader[]): Set<string> {
  const names = [...signatures.map(({ header }) => header), ...timestampHeadersOf(signatures)];
  return new Set(names.map((name) => name.toLowerCase()));
}

/** Several signatures may tell their time in one header. */
function timestampHeadersOf(signatures: readonly SignatureHeader[]): string[] {
  const byName = new Map<string, string>();
  for (const { timestampHeader } of signatures) {
    if (timestampHeader !== null) byName.set(timestampHeader.toLowerCase(), timestampHeader);
  }
  return [...byName.values()];
}

function valueOf(part: Placeholder, { id, timestampSeconds, body }: Signed): string {
  switch (part) {
    case "{id}":
      return id;
    case "{timestamp}":
      return String(timestampSeconds);
    case "{body}":
      return body;
    default:
      // What stands between them.
      return part;
  }
}
