/** The private ranges that the operator has opened for deliveries: `HOOKWHEEL_ALLOW_TARGETS`. */
import ipaddr from "ipaddr.js";
import { isLinkLocal } from "../base/cidr.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A network and its prefix length. */
export type OpenedRange = readonly [network: Address, bits: number];

/** Reads CIDRs that the configuration has found no fault in. */
export function openedRanges(texts: readonly string[]): OpenedRange[] {
  return texts.map((text) => ipaddr.parseCIDR(text));
}

/** Whether one of the ranges holds the address; a link-local one must be opened by itself. */
export function isOpened(address: Address, opened: readonly OpenedRange[]): boolean {
  const isAlone = isLinkLocal(address);
  return opened.some(
    ([network, bits]) =>
      network.kind() === address.kind() &&
      (!isAlone || bits === address.toByteArray().length * 8) &&
      address.match(network, bits),
  );
}
