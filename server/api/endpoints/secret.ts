/** An endpoint's secret: making it, showing it, and letting another take over. */
import type { z } from "zod";
import { AppError, assert } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { Endpoint } from "../../rules/endpoint.ts";
import type { Profile } from "../../rules/profile.ts";
import { liveSecrets } from "../../rules/secrets.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { invalidField } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { timeTextOrNull } from "../shapes.ts";
import type { RotatedSecretView, RotationView, SecretRotation } from "./schema.ts";

/** `whsec_` and base64 of 24 random bytes: 32 characters, good for Standard Webhooks and for keys that are text. */
export function newSecret(): string {
  return `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("base64")}`;
}

/** The secret that signs. @throws AppError `secret_shown_once` where the profile shows it on creation alone */
export async function shownSecret({ store }: Rooms, { secret }: Profile, endpoint: number): Promise<string> {
  if (secret.reveal === "once") {
    throw new AppError("secret_shown_once", "A secret is shown once, when it is made. Rotate it to get a new one.");
  }
  const [live] = (await store.readEndpointSecrets(endpoint)).secrets;
  assert(live !== undefined, "an endpoint without a secret");
  return live.secret;
}

/** How the secrets stand before another rotation, or after the last. */
export async function rotationOf(
  { store, clock }: Rooms,
  { signatures, secret: { reveal } }: Profile,
  endpoint: number,
): Promise<z.infer<typeof RotationView>> {
  const live = liveSecrets((await store.readEndpointSecrets(endpoint)).secrets, clock.now());
  return {
    previousSecretEndsAt: timeTextOrNull(live[1]?.endsAt ?? null),
    switchedAtOnce: signatures.map(({ header }) => header),
    reveal,
  };
}

/**
 * Lets a new secret sign, and shows it.
 *
 * @throws AppError `conflict` while the last rotation overlaps still; `invalid` for the secret that signs already;
 * `unavailable`
 */
export async function rotateSecret(
  rooms: Rooms,
  principal: Principal,
  { signatures }: Profile,
  { seq, id, environment }: Endpoint,
  form: z.infer<typeof SecretRotation>,
): Promise<z.infer<typeof RotatedSecretView>> {
  const { store, flow, clock } = rooms;
  const secret = form.secret ?? newSecret();
  const { secrets } = await store.readEndpointSecrets(seq);
  if (secrets[0]?.secret === secret) throw invalidField("secret", "is the one that signs already: choose another");
  const told = { action: "endpoint.secret_rotated", subject: idText("ep", id), changes: form } as const;
  const change = audited(rooms, principal, told);
  const rotated = await change.rotateEndpointSecret(seq, secret, form.overlapSeconds * 1000, clock.now());
  if (rotated === null) {
    throw new AppError(
      "conflict",
      "Two secrets sign already. Wait until the last one ends, or rotate with overlapSeconds 0, which ends it at once.",
    );
  }
  const row = await store.readEndpoint(environment, id);
  if (row !== null) flow.endpointChanged(row.endpoint);
  return {
    secret,
    previousSecretEndsAt: timeTextOrNull(rotated[1]?.endsAt ?? null),
    switchedAtOnce: signatures.map(({ header }) => header),
  };
}
