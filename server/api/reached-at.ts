/** Where people, programs and our own deliveries reach us, and what tells where they come from. */
import type { Config } from "../base/config.ts";
import { localUrl } from "../base/local-url.ts";
import type { Listener } from "../outbound/guard.ts";
import type { Inbox } from "../store/faces/inboxes.ts";
import { clientAddresses, httpsRequests } from "./client-address.ts";
import { createInboxes } from "./inboxes/inboxes.ts";
import { inboxUrls, listenerOrigins } from "./inboxes/own-urls.ts";
import type { Rooms } from "./rooms.ts";

/** What of the rooms it is. */
type Reached = Pick<Rooms, "publicUrl" | "inboxes" | "inboxTokenOf" | "clientAddress" | "isByHttps">;

/** @param listeners read at each call: a server that starts to listen is added to it */
export function reachedAt(config: Config, listeners: readonly Listener[], inboxes: readonly Inbox[]): Reached {
  const publicUrl = () => config.baseUrl ?? localUrl({ host: config.host, port: listeners[0]?.port ?? config.port });
  return {
    publicUrl,
    inboxes: createInboxes(inboxes),
    inboxTokenOf: inboxUrls(() => [publicUrl(), ...listeners.flatMap(listenerOrigins)]),
    clientAddress: clientAddresses(config.trustedProxies),
    isByHttps: httpsRequests(config.trustedProxies),
  };
}
