/** Whether what an inbox got is signed by the secret of an endpoint that points at it. */
import type { z } from "zod";
import { keyOf } from "../../rules/signature.ts";
import { isSignedBy, type Signed } from "../../rules/verify-signature.ts";
import type { Endpoint } from "../../rules/endpoint.ts";
import type { Store } from "../../store/faces/store.ts";
import { timeText } from "../shapes.ts";
import type { KeptRequest } from "./inboxes.ts";
import type { InboxRequestView } from "./schema.ts";

/** The keys that may have signed: those of the live secrets. */
export async function keysOf(store: Store, endpoints: readonly Endpoint[]): Promise<Uint8Array[]> {
  const all = await Promise.all(endpoints.map(({ seq }) => store.readEndpointSecrets(seq)));
  return all.flatMap(({ secrets }) => secrets.map(({ secret }) => keyOf(secret)));
}

/** A request as it goes out; that it was once found to be signed is kept with it. */
export function requestView(request: KeptRequest, keys: readonly Uint8Array[]): z.infer<typeof InboxRequestView> {
  const signed = signedOf(request);
  const canBeTold = keys.length > 0 && !request.isTruncated;
  request.isVerified ||= signed !== null && canBeTold && isSignedBy(keys, signed, request.body);
  return {
    number: request.number,
    receivedAt: timeText(request.receivedAt),
    isOurs: request.isOurs,
    eventId: signed?.id ?? null,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    body: request.body,
    isTruncated: request.isTruncated,
    isSigned: signed !== null,
    isVerified: request.isVerified || (canBeTold && signed !== null ? false : null),
  };
}

function signedOf({ headers }: KeptRequest): Signed | null {
  const valueOf = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? null;
  const [id, timestamp, signature] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(valueOf);
  return id && timestamp && signature ? { id, timestamp, signature } : null;
}
