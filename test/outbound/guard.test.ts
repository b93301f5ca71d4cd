/** Which addresses and ports deliveries may reach. */
import { describe, expect, test } from "bun:test";
import { BlockList, isIPv4 } from "node:net";
import { networkInterfaces } from "node:os";
import fc from "fast-check";
import { createGuard } from "../../server/outbound/guard.ts";
import { openedRanges } from "../../server/outbound/opened-ranges.ts";

const DENIED = [
  ..."0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24".split(" "),
  ..."192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15".split(" "),
  ..."198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32".split(" "),
  ..."::/3 4000::/2 8000::/1 2001::/23 2001:db8::/32 2002::/16 3fff::/20 2620:4f:8000::/48".split(" "),
];
const PORTS = [22, 23, 25, 53, 110, 143, 389, 445, 465, 587, 993, 995, 2375, 3306, 5432, 6379, 9200, 11211, 27017];

/** The same list, judged by the runtime's own code; apart, since `::/3` would take in every mapped IPv4 address. */
const oracle = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const range of DENIED) {
  const [network, bits] = range.split("/") as [string, string];
  oracle[kindOf(network)].addSubnet(network, Number(bits), kindOf(network));
}
const isPublic = (address: string) => !oracle[kindOf(address)].check(address, kindOf(address));
const strict = createGuard([], []);

describe("without any opened range", () => {
  test.each(DENIED)("%s is denied from its first to its last address, and its neighbours are judged alone", (range) => {
    const { first, last, isV6 } = edges(range);
    expect([strict(text(first, isV6), 443), strict(text(last, isV6), 443)]).toEqual([false, false]);
    for (const neighbour of [first - 1n, last + 1n]) {
      if (neighbour < 0n || neighbour >= 1n << (isV6 ? 128n : 32n)) continue;
      expect([text(neighbour, isV6), strict(text(neighbour, isV6), 443)]).toEqual([
        text(neighbour, isV6),
        isPublic(text(neighbour, isV6)),
      ]);
    }
  });

  test("any IPv4 address is judged as the runtime's own block list does, and alike when mapped into IPv6", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const isAllowed = strict(address, 443);
        return isAllowed === isPublic(address) && strict(`::ffff:${address}`, 443) === isAllowed;
      }),
    );
  });

  test("any IPv6 address is judged as the runtime's own block list does", () => {
    const address = fc.bigInt(0n, (1n << 128n) - 1n).map((number) => text(number, true));
    fc.assert(fc.property(address, (some) => strict(some, 443) === isPublic(some)));
  });

  test("the public internet may be reached", () => {
    for (const address of [
      "93.184.216.34",
      "1.1.1.1",
      "2606:2800:220:1::1",
      "::ffff:93.184.216.34",
      "::ffff:5db8:d822",
    ]) {
      expect([address, strict(address, 443), strict(address, 8080)]).toEqual([address, true, true]);
    }
  });

  test("a tunnel that wraps a private address, a metadata address and a scoped one are denied", () => {
    for (const address of [
      "64:ff9b::a00:1",
      "2002:a00:1::",
      "169.254.169.254",
      "fd00:ec2::254",
      "fe80::1%eth0",
      "::",
    ]) {
      expect([address, strict(address, 443)]).toEqual([address, false]);
    }
  });

  test("what different readers read differently, or is no address, is denied", () => {
    for (const address of [
      "010.0.0.1",
      "8",
      "0x8.8.8.8",
      "8.8.8",
      "134744072",
      "8.8.8.8 ",
      "example.com",
      "",
      "[2a00::1]",
    ]) {
      expect([address, strict(address, 443)]).toEqual([address, false]);
    }
  });
});

test.each(PORTS)("port %d belongs to another service", (port) => {
  expect([strict("93.184.216.34", port), strict("93.184.216.34", port + 10_000)]).toEqual([false, true]);
});

test("an opened range opens its addresses, mapped ones too, and no other service's port", () => {
  const guard = createGuard(openedRanges(["127.0.0.0/8", "fd12::/16"]), []);
  expect([guard("127.0.0.1", 80), guard("127.255.255.255", 80), guard("::ffff:127.0.0.1", 80)]).toEqual([
    true,
    true,
    true,
  ]);
  expect([guard("fd12::1", 80), guard("fd13::1", 80), guard("10.0.0.1", 80)]).toEqual([true, false, false]);
  expect([guard("127.0.0.1", 6379), guard("::1", 80)]).toEqual([false, false]);
});

test("a link-local address is opened by itself only, not by a range around it", () => {
  const guard = createGuard(openedRanges(["0.0.0.0/0", "::/0", "169.254.169.254/32", "fe80::7/128"]), []);
  expect([guard("10.1.2.3", 80), guard("fd00::1", 80)]).toEqual([true, true]);
  expect([guard("169.254.169.254", 80), guard("169.254.169.253", 80)]).toEqual([true, false]);
  expect([guard("fe80::7", 80), guard("fe80::8", 80)]).toEqual([true, false]);
});

describe("our own listener", () => {
  const ranges = openedRanges(["0.0.0.0/0", "::/0"]);
  const own = Object.values(networkInterfaces()).flatMap((found) => found ?? []);

  test("is never reached, by no spelling, while its neighbours are", () => {
    const guard = createGuard(ranges, [{ host: "127.0.0.1", port: 8420 }]);
    for (const address of ["127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1", "0.0.0.0", "::"]) {
      expect([address, guard(address, 8420)]).toEqual([address, false]);
    }
    expect([guard("127.0.0.1", 8421), guard("127.0.0.2", 8420)]).toEqual([true, true]);
  });

  test.each(["0.0.0.0", "::", "localhost"])("on %s is every address of this machine", (host) => {
    const guard = createGuard(ranges, [{ host, port: 8420 }]);
    for (const { address } of [...own, { address: "127.9.9.9" }, { address: "::1" }]) {
      expect([address, guard(address, 8420)]).toEqual([address, false]);
    }
    expect([guard("10.255.0.77", 8420), guard("127.0.0.1", 8421)]).toEqual([true, true]);
  });

  test("is known from the moment it listens", () => {
    const listeners: { host: string; port: number }[] = [];
    const guard = createGuard(ranges, listeners);
    expect(guard("127.0.0.1", 8420)).toBe(true);
    listeners.push({ host: "127.0.0.1", port: 8420 });
    expect(guard("127.0.0.1", 8420)).toBe(false);
  });
});

function kindOf(address: string): "ipv4" | "ipv6" {
  return isIPv4(address) ? "ipv4" : "ipv6";
}

function edges(range: string): { first: bigint; last: bigint; isV6: boolean } {
  const [network, bits] = range.split("/") as [string, string];
  const isV6 = network.includes(":");
  const first = isV6 ? numberOfV6(network) : numberOfV4(network);
  return { first, last: first + (1n << BigInt((isV6 ? 128 : 32) - Number(bits))) - 1n, isV6 };
}

function numberOfV4(address: string): bigint {
  return address.split(".").reduce((number, part) => number * 256n + BigInt(part), 0n);
}

/** Of one that ends in `::`, as all networks of the list do. */
function numberOfV6(address: string): bigint {
  const groups = address.split(":").filter((group) => group !== "");
  return Array.from({ length: 8 }, (_, i) => groups[i] ?? "0").reduce(
    (number, group) => number * 65_536n + BigInt(`0x${group}`),
    0n,
  );
}

function text(number: bigint, isV6: boolean): string {
  const [parts, size] = isV6 ? [8, 16n] : [4, 8n];
  const groups = Array.from(
    { length: parts },
    (_, i) => (number >> (size * BigInt(parts - 1 - i))) & ((1n << size) - 1n),
  );
  return isV6 ? groups.map((group) => group.toString(16)).join(":") : groups.join(".");
}
