/** Networks that the operator has named as CIDRs, and whether an address is of them. */
import ip from "ipaddr.js";

type Address = ip.IPv4 | ip.IPv6;

/** Whether an address, as the system writes it, is of the networks. @param cidrs found without fault */
export function networksOf(cidrs: readonly string[]): (address: string) => boolean {
  const networks = cidrs.map((cidr) => ip.parseCIDR(cidr));
  return (text) => {
    const address = addressOf(text);
    if (address === null) return false;
    return networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  };
}

/** An address in its one form, IPv4 as such; `null` when it is none. */
export function addressText(text: string): string | null {
  return addressOf(text)?.toString() ?? null;
}

function addressOf(text: string): Address | null {
  return ip.isValid(text) ? ip.process(text) : null;
}
