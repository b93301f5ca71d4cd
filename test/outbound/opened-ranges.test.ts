/** How the operator opens private ranges, and what a mistake is answered with. */
import { expect, test } from "bun:test";
import { parseOpenedRanges } from "../../server/outbound/opened-ranges.ts";

test.each(["127.0.0.0/8", "10.1.2.3/32", "0.0.0.0/0", "fd00::/8", "::1/128", "169.254.169.254/32", "fe80::1/128"])(
  "%s is taken",
  (text) => {
    const { ranges, faults } = parseOpenedRanges([text]);
    expect(faults).toEqual([]);
    expect(ranges).toHaveLength(1);
  },
);

test.each([
  ["10.0.0.1", "write 10.0.0.1/32 for this one address"],
  ["::1", "write ::1/128 for this one address"],
  ["10.0.0.1/8", "write 10.0.0.0/8, or a longer prefix"],
  ["fd00::1/8", "write fd00::/8, or a longer prefix"],
  ["10.0.0.0/33", "write a prefix length from 0 to 32 after the /"],
  ["fd00::/129", "write a prefix length from 0 to 128 after the /"],
  ["10.0.0.0/", "write a prefix length from 0 to 32 after the /"],
  ["10.0.0.0/8/9", "write a prefix length from 0 to 32 after the /"],
  ["10.0.0.0/ 8", "write a prefix length from 0 to 32 after the /"],
  ["10/8", "write a CIDR, like 10.0.0.0/8"],
  ["010.0.0.0/8", "write a CIDR, like 10.0.0.0/8"],
  ["localhost", "write a CIDR, like 10.0.0.0/8"],
  ["fe80::1%eth0/128", "write a CIDR, like 10.0.0.0/8"],
  ["", "write a CIDR, like 10.0.0.0/8"],
  ["::ffff:10.0.0.0/104", "write it as an IPv4 range"],
  ["169.254.0.0/16", "write single link-local addresses, with /32"],
  ["169.254.169.0/24", "write single link-local addresses, with /32"],
  ["fe80::/10", "write single link-local addresses, with /128"],
])('"%s" is refused: %s', (text, advice) => {
  expect(parseOpenedRanges([text])).toEqual({ ranges: [], faults: [`"${text}": ${advice}`] });
});

test("all mistakes are told at once, and what is right is kept", () => {
  const { ranges, faults } = parseOpenedRanges(["10/8", "127.0.0.0/8", "x"]);
  expect([ranges.length, faults.length]).toEqual([1, 2]);
});
