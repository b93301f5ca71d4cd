/** Journeys of an operator: figures, probes, and the log. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { SECOND } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { postEvent, postEvents, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

async function metrics(appliance: Appliance): Promise<string> {
  return (await fetch(`${appliance.url}/metrics`)).text();
}

test("the figures count what was accepted, sent, delivered, and what waits", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using slow = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [slow] });
  await startStory(appliance, shop.url);
  await postEvents(appliance, 9);
  await appliance.pass(0);
  await startStory(appliance, slow.url, { events: ["slow.*"] }, "slow.down");
  const text = await metrics(appliance);
  for (const line of [
    "hookwheel_events_accepted_total 11",
    "hookwheel_deliveries_delivered_total 10",
    'hookwheel_attempts_total{outcome="server_error"} 1',
    'hookwheel_attempts_total{outcome="delivered"} 10',
    "hookwheel_deliveries_waiting 2",
    "hookwheel_in_flight 1",
    "hookwheel_uplink_down 0",
    "hookwheel_faults_total 0",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
});

test("a stopping server says so to probes and producers, and finishes what is in flight", async () => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startAppliance({ receivers: [shop], env: { HOOKWHEEL_SHUTDOWN_SECONDS: "8" } });
  const { deliveryId } = await startStory(appliance, shop.url);
  expect((await fetch(`${appliance.url}/readyz`)).status).toBe(200);
  const stopped = appliance.stop();
  const probe = await fetch(`${appliance.url}/readyz`);
  expect(probe.status).toBe(503);
  expect(await probe.json()).toEqual({ status: "unavailable", reason: "stopping" });
  const refused = await appliance.request("POST", "/events", { type: "order.paid", data: {} });
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("1");
  expect((await refused.json()).detail).toContain("stopping");
  shop.release(200);
  await stopped;

  await using again = await startAppliance({ dataDir: appliance.dataDir, clock: appliance.clock });
  await again.pass(SECOND);
  expect(await again.get(`/deliveries/${deliveryId}`)).toMatchObject({ state: "delivered", attemptsCount: 1 });
  expect(shop.requests).toHaveLength(1);
}, 30_000);

test("each request leaves one line in the log with its id, which the answer names too", async () => {
  await using appliance = await startAppliance();
  const answers = [
    await appliance.request("GET", "/deliveries"),
    await appliance.request("POST", "/webhooks/endpoints", { url: "https://example.com/" }),
    await appliance.request("GET", "/events/nothing"),
    await appliance.request("POST", "/events", { type: "a", data: {} }, { "x-request-id": "mine-1" }),
  ];
  expect(answers[3]!.headers.get("x-request-id")).toBe("mine-1");
  const lines = appliance.logLines.map((line) => JSON.parse(line));
  for (const answer of answers) {
    const id = answer.headers.get("x-request-id");
    expect(id).toBeTruthy();
    const { pathname: path } = new URL(answer.url);
    expect(lines.filter(({ requestId }) => requestId === id)).toMatchObject([
      { event: "request", status: answer.status, path },
    ]);
  }
  expect(await answers[2]!.json()).toMatchObject({ requestId: answers[2]!.headers.get("x-request-id")! });
});

test("an endpoint that is disabled leaves a warning that names it", async () => {
  await using shop = await startReceiver({ answers: [410] });
  await using appliance = await startAppliance();
  const { endpointId } = await startStory(appliance, shop.url);
  await postEvent(appliance);
  const warnings = appliance.logLines.map((line) => JSON.parse(line)).filter(({ level }) => level === "warn");
  expect(warnings).toMatchObject([{ event: "webhook disabled", endpointId, reason: "answered 410 Gone" }]);
});
