/** Where a request came from: the peer of the connection, or whom the operator's proxies name. */
import { addressText, networksOf } from "../base/networks.ts";

/** Works out the address of a request's client, `null` when it cannot be told. */
export type ClientAddress = (request: Request, peer: string | null) => string | null;

/** Whether a request came by https, as a trusted proxy in front says; we ourselves speak http alone. */
export type ByHttps = (request: Request, peer: string | null) => boolean;

/** @param trustedProxies CIDRs */
export function httpsRequests(trustedProxies: readonly string[]): ByHttps {
  const isTrusted = networksOf(trustedProxies);
  return (request, peer) =>
    peer !== null && isTrusted(peer) && request.headers.get("x-forwarded-proto")?.toLowerCase() === "https";
}

/**
 * `X-Forwarded-For` is read from its end, where each proxy adds whom it saw: as long as who added is a trusted proxy, the
 * one before is believed. What a client wrote itself stands before that, and is never read.
 *
 * @param trustedProxies CIDRs
 */
export function clientAddresses(trustedProxies: readonly string[]): ClientAddress {
  const isTrusted = networksOf(trustedProxies);
  return (request, peer) => {
    let address = peer === null ? null : addressText(peer);
    const hops = request.headers.get("x-forwarded-for")?.split(",") ?? [];
    while (address !== null && hops.length > 0 && isTrusted(address)) {
      const before = addressText(hops.pop()!.trim());
      if (before === null) break;
      address = before;
    }
    return address;
  };
}
