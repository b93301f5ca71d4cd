/** Whether a range of addresses is written as it is meant, before it opens the way to private ones. */
import ip from "ipaddr.js";

/** Cloud machines keep credentials at link-local addresses, so those are opened one by one; a wider range leaves them shut. */
const LINK_LOCAL = [ip.parseCIDR("169.254.0.0/16"), ip.parseCIDR("fe80::/10")] as const;

/** What is wrong with a CIDR such as `10.0.0.0/8`, or `null` when nothing is. */
export function faultOfCidr(text: string): string | null {
  if (ip.isValid(text)) return `${text} is an address: write ${text}/${ip.parse(text).kind() === "ipv4" ? 32 : 128}`;
  if (!ip.IPv4.isValidCIDRFourPartDecimal(text) && !(ip.IPv6.isValidCIDR(text) && !text.includes("%"))) {
    return `${JSON.stringify(text)} is no CIDR like 10.0.0.0/8`;
  }
  const [address, bits] = ip.parseCIDR(text);
  if (address instanceof ip.IPv6 && address.isIPv4MappedAddress()) return `${text} stands for IPv4: write it so`;
  const network = (address.kind() === "ipv4" ? ip.IPv4 : ip.IPv6).networkAddressFromCIDR(text);
  if (network.toString() !== address.toString()) return `${text} means ${network}/${bits}: write that`;
  const bitsMax = address.toByteArray().length * 8;
  if (isLinkLocal(network) && bits < bitsMax) {
    return `${text} is link-local: open such addresses one by one, as /${bitsMax}`;
  }
  return null;
}

/** Whether an address is of the link-local ranges. */
export function isLinkLocal(address: ip.IPv4 | ip.IPv6): boolean {
  return LINK_LOCAL.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));
}
