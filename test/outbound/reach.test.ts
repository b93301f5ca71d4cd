/** Trying a URL before it is saved: what is told, and that nothing is sent. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { systemClock } from "../../server/base/clock.ts";
import { createGuard } from "../../server/outbound/guard.ts";
import { openedRanges } from "../../server/outbound/opened-ranges.ts";
import { createReach, type Reach } from "../../server/outbound/reach.ts";
import { createResolver } from "../../server/outbound/resolver.ts";
import { createTrust } from "../../server/outbound/trusted.ts";
import { startAppliance } from "../help/appliance.ts";
import { type Certificates, isWithoutOpenssl, makeCertificates } from "../help/certificates.ts";
import { SECOND, startClock } from "../help/clock.ts";
import { freePort, keeping, startRawReceiver } from "../help/raw-receiver.ts";
import type { Names } from "../help/sender.ts";

const OK = keeping("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");

const NAMES: Names = {
  "shop.example": ["127.0.0.1"],
  "inside.example": ["10.0.0.7"],
  "mixed.example": ["127.0.0.1", "169.254.169.254"],
  "second.example": ["127.0.0.2", "127.0.0.1"],
};

function startReach({ clock = systemClock(), trusted = createTrust() } = {}): Reach {
  const lookUp = async (name: string) => {
    const addresses = NAMES[name];
    return addresses === undefined ? ({ fault: "name_not_found" } as const) : { addresses };
  };
  return createReach({
    clock,
    guard: createGuard(openedRanges(["127.0.0.0/8"]), []),
    resolver: createResolver(clock, lookUp),
    trusted,
  });
}

test("what listens is reached, at a name or an address, and gets no request", async () => {
  await using shop = await startRawReceiver(OK);
  const reach = startReach();
  for (const host of ["shop.example", "127.0.0.1"]) {
    const reached = await reach(`http://${host}:${shop.port}/hooks`);
    expect(reached).toMatchObject({ isReachable: true, reason: null, address: "127.0.0.1" });
    expect(reached.timing.connectMs).toBeNumber();
  }
  expect(shop.connectionsCount).toBe(2);
  expect(shop.requests).toHaveLength(0);
});

test("a name with several addresses is reached by the first that answers", async () => {
  await using shop = await startRawReceiver(OK);
  const reached = await startReach()(`http://second.example:${shop.port}/`);
  expect(reached).toMatchObject({ isReachable: true, address: "127.0.0.1" });
});

test.each([
  ["http://127.0.0.1:PORT/", "connection refused", "127.0.0.1"],
  ["http://nowhere.example:PORT/", "name not found", null],
  ["http://inside.example:PORT/", "blocked by the egress policy", null],
  ["http://mixed.example:PORT/", "blocked by the egress policy", null],
  ["http://10.0.0.7:PORT/", "blocked by the egress policy", null],
  ["http://127.0.0.1:22/", "blocked by the egress policy", null],
])("%s is not reached: %s", async (url, reason, address) => {
  const reached = await startReach()(url.replace("PORT", String(await freePort())));
  expect(reached).toMatchObject({ isReachable: false, reason, address });
});

describe.skipIf(isWithoutOpenssl)("certificates (needs openssl)", () => {
  let certificates: Certificates;
  let reach: Reach;
  beforeAll(async () => {
    certificates = await makeCertificates();
    const context = createSecureContext({ ca: await readFile(certificates.authority) });
    reach = startReach({ trusted: () => context });
  });
  afterAll(() => certificates[Symbol.asyncDispose]());

  test.each([
    ["good", null],
    ["expired", "certificate expired"],
    ["wrongName", "certificate is for another name"],
    ["untrusted", "certificate of an unknown authority"],
  ] as const)("%s: %s", async (name, reason) => {
    await using receiver = await startRawReceiver(OK, { tls: certificates[name] });
    const reached = await reach(`https://shop.example:${receiver.port}/`);
    expect([reached.isReachable, reached.reason]).toEqual([reason === null, reason]);
    expect(receiver.requests).toHaveLength(0);
  });
});

test("what takes the connection and never says who it is is given up after five seconds", async () => {
  const clock = startClock();
  const silent = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const connected = Promise.withResolvers<void>();
  silent.reload({ socket: { data: () => connected.resolve() } });
  const reached = startReach({ clock })(`https://127.0.0.1:${silent.port}/`);
  await connected.promise;
  await clock.pass(5 * SECOND);
  expect(await reached).toMatchObject({ isReachable: false, reason: "timed out after 5 s", address: "127.0.0.1" });
  silent.stop(true);
});

test("a caller is told whether a URL could be reached, by the policy that deliveries follow, and what is wrong with it", async () => {
  await using shop = await startRawReceiver(OK);
  await using appliance = await startAppliance({
    lookUp: async () => ({ addresses: ["192.168.1.1"] }),
  });
  const check = (url: unknown) => appliance.request("POST", "/webhooks/endpoints/check", { url });
  const good = await check(shop.url);
  expect([good.status, await good.json()]).toEqual([
    200,
    {
      reachable: true,
      reason: null,
      address: "127.0.0.1",
      timing: { resolveMs: null, connectMs: expect.any(Number), tlsMs: null },
    },
  ]);
  const blocked = await (await check("https://router.example/")).text();
  expect(JSON.parse(blocked)).toMatchObject({
    reachable: false,
    reason: "blocked by the egress policy",
    address: null,
  });
  expect(blocked).not.toContain("192.168");
  expect(await (await check(`${appliance.url}/healthz`)).json()).toMatchObject({
    reason: "blocked by the egress policy",
  });
  for (const url of ["ftp://shop.example", "https://user@shop.example", "", 7, undefined]) {
    expect(await (await check(url)).json()).toMatchObject({ status: 422, errors: [{ path: "url" }] });
  }
});
