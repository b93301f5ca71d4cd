/** Whether what an inbox got is signed by the secret of an endpoint that points at it. */
import { nextTurn } from "../../base/turn.ts";
import type { z } from "zod";
import { keyOf } from "../../rules/signature.ts";
import { isSignedBy, type Signed } from "../../rules/verify-signature.ts";
import type { Endpoint } from "../../rules/endpoint.ts";
import type { Store } from "../../store/faces/store.ts";
import { timeText } from "../shapes.ts";
import type { KeptRequest } from "./inboxes.ts";
import type { InboxRequestView } from "./schema.ts";

/** So many keys are tried at most: who points more endpoints at an inbox is not told what the rest may have signed. */
const KEYS_COUNT_MAX = 10;

/** The keys that may have signed, those of the newest endpoints first. */
interface Keys {
  tried: readonly Uint8Array[];
  /** Whether there are more, so that what none of them signed may still be rightly signed. */
  areMore: boolean;
}

/**
 * Checks what was not yet checked of requests, once for good: a secret that is rotated later undoes nothing. The loop goes on
 * between two of them, since each may take a few ms.
 *
 * @param endpoints those that point at the inbox; without any nothing can be told yet
 */
export async function checkRequests(
  store: Pick<Store, "readEndpointSecrets">,
  endpoints: readonly Endpoint[],
  requests: readonly KeptRequest[],
): Promise<void> {
  const isUnchecked = ({ isVerified }: KeptRequest) => isVerified === undefined;
  if (endpoints.length === 0 || !requests.some(isUnchecked)) return;
  const keys = await keysOf(store, endpoints);
  for (const request of requests) {
    // Whoever looks at the same time shares the work.
    if (!isUnchecked(request)) continue;
    request.isVerified = verdictOn(request, keys);
    await nextTurn();
  }
}

/** A request as it goes out. */
export function requestView(request: KeptRequest): z.infer<typeof InboxRequestView> {
  const signed = signedOf(request);
  return {
    number: request.number,
    receivedAt: timeText(request.receivedAt),
    isOurs: request.isOurs,
    eventId: signed?.id ?? null,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    body: request.body,
    isTruncated: request.isTruncated,
    isSigned: signed !== null,
    isVerified: request.isVerified ?? null,
  };
}

/** From their live secrets. */
async function keysOf(store: Pick<Store, "readEndpointSecrets">, endpoints: readonly Endpoint[]): Promise<Keys> {
  const read = endpoints.slice(0, KEYS_COUNT_MAX);
  const all = await Promise.all(read.map(({ seq }) => store.readEndpointSecrets(seq)));
  const keys = all.flatMap(({ secrets }) => secrets.map(({ secret }) => keyOf(secret)));
  return {
    tried: keys.slice(0, KEYS_COUNT_MAX),
    areMore: endpoints.length > read.length || keys.length > KEYS_COUNT_MAX,
  };
}

function verdictOn(request: KeptRequest, { tried, areMore }: Keys): boolean | null {
  const signed = signedOf(request);
  if (signed === null || request.isTruncated) return null;
  return isSignedBy(tried, signed, request.body) || (areMore ? null : false);
}

function signedOf({ headers }: KeptRequest): Signed | null {
  const valueOf = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? null;
  const [id, timestamp, signature] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(valueOf);
  return id && timestamp && signature ? { id, timestamp, signature } : null;
}
