/** The private ranges that the operator has opened for deliveries: `HOOKWHEEL_ALLOW_TARGETS`. */
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A network and its prefix length. */
export type OpenedRange = readonly [network: Address, bits: number];

/** Where clouds keep the metadata of a machine: only single addresses of it can be opened. */
const LINK_LOCAL = [ipaddr.parseCIDR("169.254.0.0/16"), ipaddr.parseCIDR("fe80::/10")] as const;

/** Reads the operator's CIDRs. Each fault quotes what was written and says what to write instead. */
export function parseOpenedRanges(texts: readonly string[]): { ranges: OpenedRange[]; faults: string[] } {
  const ranges: OpenedRange[] = [];
  const faults: string[] = [];
  for (const text of texts) {
    const read = parseOpenedRange(text);
    if (typeof read === "string") faults.push(`"${text}": ${read}`);
    else ranges.push(read);
  }
  return { ranges, faults };
}

/** Whether one of the ranges holds the address; a link-local one must be opened by itself. */
export function isOpened(address: Address, opened: readonly OpenedRange[]): boolean {
  const isAlone = isLinkLocal(address);
  return opened.some(
    ([network, bits]) =>
      network.kind() === address.kind() && (!isAlone || bits === lengthOf(network)) && address.match(network, bits),
  );
}

function parseOpenedRange(text: string): OpenedRange | string {
  const [address = "", bits] = text.split("/", 2);
  const isIPv4 = ipaddr.IPv4.isValidFourPartDecimal(address);
  if (!isIPv4 && !(ipaddr.IPv6.isValid(address) && !address.includes("%"))) return "write a CIDR, like 10.0.0.0/8";
  if (bits === undefined) return `write ${address}/${isIPv4 ? 32 : 128} for this one address`;
  if (!ipaddr.isValidCIDR(text)) return `write a prefix length from 0 to ${isIPv4 ? 32 : 128} after the /`;
  const range = ipaddr.parseCIDR(text);
  if (range[0] instanceof ipaddr.IPv6 && range[0].isIPv4MappedAddress()) return "write it as an IPv4 range";
  const network = networkOf(range);
  if (network !== range[0].toString()) return `write ${network}/${range[1]}, or a longer prefix`;
  if (isLinkLocal(range[0]) && range[1] < lengthOf(range[0])) {
    return `write single link-local addresses, with /${lengthOf(range[0])}`;
  }
  return range;
}

function networkOf([address, bits]: OpenedRange): string {
  const kind = address instanceof ipaddr.IPv4 ? ipaddr.IPv4 : ipaddr.IPv6;
  return kind.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString();
}

function isLinkLocal(address: Address): boolean {
  return LINK_LOCAL.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}

function lengthOf(address: Address): number {
  return address.toByteArray().length * 8;
}
