/** Journeys through an outage of our own network, and of some endpoints alone. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Fault, FAULTS } from "../../server/outbound/faults.ts";
import { type Transport, createTransport } from "../../server/outbound/transport.ts";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { HOUR, MINUTE, SECOND, startClock } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { deliveriesOf, postEvent } from "../help/story.ts";

setDefaultTimeout(30_000);

/** A way out that can be cut: every dial then ends in one of these faults, in turn. */
function startUplink(faults: readonly Fault[]) {
  const clock = startClock();
  const open = createTransport(clock);
  const uplink = { clock, isDown: false, dialsCount: 0, transport };
  function transport(...dial: Parameters<Transport>): ReturnType<Transport> {
    const fault = faults[uplink.dialsCount++ % faults.length]!;
    return uplink.isDown ? Promise.resolve({ fault }) : open(...dial);
  }
  return uplink;
}

const UNREACHABLE: Fault = { kind: "unreachable", reason: "address unreachable" };

async function addEndpoints(appliance: Appliance, url: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await appliance.post("/webhooks/endpoints", { url: `${url}/${i}` });
}

async function metric(appliance: Appliance, name: string): Promise<number> {
  const text = await (await fetch(`${appliance.url}/metrics`)).text();
  return Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length),
  );
}

test("ten minutes without an uplink are our fault: nobody is blamed, and all is delivered within a minute afterwards", async () => {
  const uplink = startUplink([UNREACHABLE, FAULTS.name_server_failed]);
  await using shop = await startReceiver();
  await using appliance = await startAppliance(uplink);
  await addEndpoints(appliance, shop.url, 12);
  await postEvent(appliance);
  await appliance.pass(SECOND);
  expect(shop.requests).toHaveLength(12);

  uplink.isDown = true;
  uplink.dialsCount = 0;
  for (let i = 0; i < 60; i++) {
    await postEvent(appliance);
    await appliance.pass(10 * SECOND);
  }
  expect(await metric(appliance, "hookwheel_uplink_down")).toBe(1);
  expect(uplink.dialsCount).toBeLessThan(12 * 30);
  const { data: endpoints } = await appliance.get("/webhooks/endpoints");
  for (const { status, consecutiveFailures } of endpoints) {
    expect(status).toBe("active");
    expect(consecutiveFailures).toBeLessThan(5);
  }
  expect(await metric(appliance, "hookwheel_deliveries_waiting")).toBe(12 * 60);

  uplink.isDown = false;
  await appliance.pass(MINUTE);
  expect(await metric(appliance, "hookwheel_deliveries_waiting")).toBe(0);
  expect(await metric(appliance, "hookwheel_uplink_down")).toBe(0);
  expect(shop.requests).toHaveLength(12 * 61);
});

test("of an outage of ours only the attempts before it was noticed use up a place in the schedule", async () => {
  const uplink = startUplink([UNREACHABLE]);
  await using shop = await startReceiver();
  await using appliance = await startAppliance(uplink);
  await addEndpoints(appliance, shop.url, 12);
  uplink.isDown = true;
  for (let i = 0; i < 10; i++) await postEvent(appliance);
  await appliance.pass(HOUR);
  uplink.isDown = false;
  await appliance.pass(MINUTE);

  const outcomes: Record<string, number> = {};
  for (const { id } of await deliveriesOf(appliance)) {
    const { state, attempts } = await appliance.get(`/deliveries/${id}`);
    expect(state).toBe("delivered");
    for (const { outcome, reason } of attempts) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (outcome === "our_network") expect(reason).toBe("our network was down (address unreachable)");
    }
  }
  expect(outcomes).toEqual({ unreachable: 19, our_network: expect.any(Number), delivered: 120 });
});

test("an inbox of our own, which answers without a network, does not hide an outage of ours", async () => {
  const uplink = startUplink([UNREACHABLE, FAULTS.name_server_failed]);
  await using shop = await startReceiver();
  await using appliance = await startAppliance({ ...uplink, env: { HOOKWHEEL_PROFILE: "agentset" } });
  await addEndpoints(appliance, shop.url, 12);
  await appliance.post("/inbox", { endpoint: true });
  await postEvent(appliance);
  await appliance.pass(SECOND);
  uplink.isDown = true;
  for (let i = 0; i < 60; i++) {
    await postEvent(appliance);
    await appliance.pass(10 * SECOND);
  }
  expect(await metric(appliance, "hookwheel_uplink_down")).toBe(1);
  for (const { status, consecutiveFailures } of (await appliance.get("/webhooks/endpoints")).data) {
    expect(status).toBe("active");
    expect(consecutiveFailures).toBeLessThan(5);
  }
});

test("dead endpoints beside one that answers are at fault themselves", async () => {
  await using shop = await startReceiver({ answers: [404] });
  await using appliance = await startAppliance();
  await appliance.post("/webhooks/endpoints", { url: shop.url });
  await addEndpoints(appliance, "http://127.0.0.1:1", 7);
  for (let i = 0; i < 60; i++) {
    await postEvent(appliance);
    await appliance.pass(SECOND);
  }
  expect(await metric(appliance, "hookwheel_uplink_down")).toBe(0);
  expect(await metric(appliance, 'hookwheel_attempts_total{outcome="our_network"}')).toBeNaN();
  for (const { consecutiveFailures, failingSince } of (await appliance.get("/webhooks/endpoints")).data) {
    expect(consecutiveFailures).toBeGreaterThan(100);
    expect(failingSince).toBe("2026-01-05T12:00:00.000Z");
  }
});

test("endpoints that answer with nothing but a bad certificate are at fault themselves, also when there are no others", async () => {
  const uplink = startUplink([{ kind: "certificate_expired", reason: "certificate expired" }]);
  uplink.isDown = true;
  await using appliance = await startAppliance(uplink);
  await addEndpoints(appliance, "http://127.0.0.1:1", 10);
  for (let i = 0; i < 5; i++) await postEvent(appliance);
  await appliance.pass(5 * MINUTE);
  expect(await metric(appliance, "hookwheel_uplink_down")).toBe(0);
  expect(await metric(appliance, 'hookwheel_attempts_total{outcome="certificate_expired"}')).toBe(100);
});
