/** What signs an endpoint's requests, kept in its line: compiled when first needed, and again when it no longer holds. */
import type { UnixMs } from "../base/clock.ts";
import { type Signing, compileOwnSignatures, ownHeaderNames } from "../rules/own-signature.ts";
import type { Profile } from "../rules/profile.ts";
import { liveSecrets, nextEndOf } from "../rules/secrets.ts";
import { keyOf } from "../rules/signature.ts";
import type { Store } from "../store/faces/store.ts";
import type { Line } from "./lines.ts";

/** The line's signing, for a profile and a moment. */
export async function signingOf(store: Store, line: Line, profile: Profile, now: UnixMs): Promise<Signing> {
  const kept = await (line.signing ??= compile(store, line.endpoint.seq, profile, now));
  if (kept.profile === profile && (kept.endsAt === null || now < kept.endsAt)) return kept;
  return (line.signing = compile(store, line.endpoint.seq, profile, now));
}

async function compile(store: Store, endpoint: number, profile: Profile, now: UnixMs): Promise<Signing> {
  const kept = await store.readEndpointSecrets(endpoint);
  const secrets = liveSecrets(kept.secrets, now);
  // A profile may have come to set a header that a customer had chosen before: the signature is the one that counts.
  const taken = ownHeaderNames(profile.signatures);
  return {
    keys: secrets.map(({ secret }) => keyOf(secret)),
    headers: kept.headers.filter(([name]) => !taken.has(name.toLowerCase())),
    signOwn: compileOwnSignatures(profile.signatures, secrets[0]!.secret),
    profile,
    endsAt: nextEndOf(secrets),
  };
}
