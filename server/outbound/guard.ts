/** Which addresses and ports may be reached: public ones, and private ones that the operator has opened. */
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";
import { keep } from "./bounded.ts";
import { isOpened, type OpenedRange } from "./opened-ranges.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** Where a server of ours listens: an IP, or a name, which stands for every local address. */
export interface Listener {
  readonly host: string;
  readonly port: number;
}

/** Whether a socket may be opened to this IP, in any spelling, and port. What is no IP may not. */
export type Guard = (address: string, port: number) => boolean;

/** *Source:* TRUST.md, Addresses. */
const DENIED_IPV4 = ranges(
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 " +
    "192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 " +
    "203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32",
);
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");
const DENIED_IPV6 = ranges("2001::/23 2001:db8::/32 2002::/16 3fff::/20 2620:4f:8000::/48");

/** How many judgements are remembered: an address is dialled again and again. */
const ADDRESSES_COUNT_MAX = 10_000;

/** Other services' ports: a POST could be read as their protocol. */
const DENIED_PORTS = new Set([
  22, 23, 25, 53, 110, 143, 389, 445, 465, 587, 993, 995, 2375, 3306, 5432, 6379, 9200, 11211, 27017,
]);

/**
 * Builds the guard that every outbound client asks before it dials.
 *
 * @param opened the operator's ranges; they open addresses, never a denied port or a listener of ours
 * @param ownListeners read at each call: a server that starts to listen is added to it
 */
export function createGuard(opened: readonly OpenedRange[], ownListeners: readonly Listener[]): Guard {
  const judged = new Map<string, boolean>();

  return (address, port) => {
    if (DENIED_PORTS.has(port)) return false;
    if (ownListeners.some((listener) => listener.port === port && leadsTo(address, listener.host))) return false;
    const known = judged.get(address);
    if (known !== undefined) return known;
    const isAllowed = judge(address);
    keep(judged, address, isAllowed, ADDRESSES_COUNT_MAX);
    return isAllowed;
  };

  function judge(text: string): boolean {
    const address = parseAddress(text);
    return address !== null && (isPublic(address) || isOpened(address, opened));
  }
}

function isPublic(address: Address): boolean {
  if (address instanceof ipaddr.IPv4) return !isWithin(address, DENIED_IPV4);
  return address.match(GLOBAL_IPV6) && !isWithin(address, DENIED_IPV6);
}

function isWithin(address: Address, denied: readonly Range[]): boolean {
  return denied.some((range) => address.match(range[0], range[1]));
}

/** Strict where ipaddr.js is not: `010.0.0.1` and `10` mean different hosts to different readers. */
function parseAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : null;
}

/** A connection to `0.0.0.0` or `::` arrives at this machine. */
function leadsTo(text: string, host: string): boolean {
  const address = parseAddress(text);
  const listening = parseAddress(host);
  if (address === null) return false;
  if (address.range() === "unspecified") return true;
  if (listening !== null && listening.range() !== "unspecified") return address.toString() === listening.toString();
  return address.range() === "loopback" || isOfThisMachine(address);
}

function isOfThisMachine(address: Address): boolean {
  const own = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return own.some((found) => parseAddress(found.address)?.toString() === address.toString());
}

function ranges(list: string): readonly Range[] {
  return list.split(" ").map((range) => ipaddr.parseCIDR(range));
}
