/** What name servers say, in the house's words: against a real one. */
import { expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../server/base/clock.ts";
import { MACHINE_NAMES, askNameServers } from "../../server/outbound/name-servers.ts";
import { startNameServer } from "../help/name-server.ts";

const NEVER = new AbortController().signal;

test("a name has all its addresses, IPv4 first, and is asked for afresh whatever its TTL says", async () => {
  await using server = await startNameServer({
    "both.test": { a: ["192.0.2.1", "10.0.0.1"], aaaa: ["2a00:0:0:0:0:0:0:1"] },
    "six.test": { aaaa: ["2a00:0:0:0:0:0:0:2"] },
  });
  const lookUp = askNameServers({ servers: [server.address], hosts: "/dev/null" });

  expect(await lookUp("both.test", NEVER)).toEqual({ addresses: ["192.0.2.1", "10.0.0.1", "2a00::1"] });
  expect(await lookUp("six.test", NEVER)).toEqual({ addresses: ["2a00::2"] });
  server.zone["both.test"] = { a: ["192.0.2.9"] };
  expect(await lookUp("both.test", NEVER)).toEqual({ addresses: ["192.0.2.9"] });
});

test("a name that is not there is not found; a server that fails or refuses has failed", async () => {
  await using server = await startNameServer({
    "empty.test": {},
    "fails.test": { code: 2 },
    "no.test": { code: 5 },
    "half.test": { a: [], code: 2 },
    "enough.test": { a: ["192.0.2.1"], code: 2 },
  });
  const lookUp = askNameServers({ servers: [server.address], hosts: "/dev/null" });

  for (const name of ["nx.test", "empty.test", `${"x".repeat(64)}.test`]) {
    expect([name, await lookUp(name, NEVER)]).toEqual([name, { fault: "name_not_found" }]);
  }
  for (const name of ["fails.test", "no.test", "half.test"]) {
    expect([name, await lookUp(name, NEVER)]).toEqual([name, { fault: "name_server_failed" }]);
  }
  expect(await lookUp("enough.test", NEVER)).toEqual({ addresses: ["192.0.2.1"] });
});

test("a hundred names whose server never answers do not hold up another name, and end when they are told to", async () => {
  const silent = Array.from({ length: 100 }, (_, i) => `silent-${i}.test`);
  await using server = await startNameServer({
    "healthy.test": { a: ["192.0.2.1"] },
    ...Object.fromEntries(silent.map((name) => [name, "silent" as const])),
  });
  const lookUp = askNameServers({ servers: [server.address], hosts: "/dev/null" });
  const clock = systemClock();
  const stop = new AbortController();
  const hung = silent.map((name) => lookUp(name, stop.signal));

  const askedAtMs = clock.monotonicMs();
  expect(await lookUp("healthy.test", NEVER)).toEqual({ addresses: ["192.0.2.1"] });
  expect(clock.monotonicMs() - askedAtMs).toBeLessThan(1000);
  stop.abort();
  for (const answer of await Promise.all(hung)) expect(answer).toEqual({ fault: "name_server_failed" });
});

test("the hosts file comes before the name servers", async () => {
  await using server = await startNameServer({ "pinned.test": { a: ["192.0.2.1"] } });
  const folder = await mkdtemp(join(tmpdir(), "hosts-"));
  const hosts = join(folder, "hosts");
  await writeFile(
    hosts,
    "# 10.0.0.9 pinned.test\n127.0.0.1\tlocalhost Pinned.test # here\n::1 pinned.test\nx pinned.test\n",
  );

  const lookUp = askNameServers({ servers: [server.address], hosts });
  expect(await lookUp("pinned.test", NEVER)).toEqual({ addresses: ["127.0.0.1", "::1"] });
  expect(await lookUp("other.test", NEVER)).toEqual({ fault: "name_not_found" });
  await rm(folder, { recursive: true });
});

test("this machine knows localhost", async () => {
  const answer = await askNameServers(MACHINE_NAMES)("localhost", NEVER);
  expect("addresses" in answer && answer.addresses).toContain("127.0.0.1");
});
