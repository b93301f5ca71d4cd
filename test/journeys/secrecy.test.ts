/** Journeys of what must not be read: secrets, header values, keys and payloads. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { startAppliance } from "../help/appliance.ts";
import { SECOND } from "../help/clock.ts";
import { startReceiver } from "../help/receiver.ts";
import { startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const HEADER_VALUE = "Basic c2VzYW1lOm9wZW4=";

/** Whether any file of a folder holds a text. */
async function holds(folder: string, text: string): Promise<boolean> {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(async ({ name }) => Buffer.from(await Bun.file(join(folder, name)).bytes()).includes(text)),
  );
  return found.includes(true);
}

test("the files of the data folder hold neither an endpoint's secret nor a custom header's value", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url, { secret: SECRET, headers: { Authorization: HEADER_VALUE } });
  await story.change({ headers: { Authorization: "••••", "X-Room": `${HEADER_VALUE} too` } });
  const { secret: made } = await appliance.post("/webhooks/endpoints", { url: shop.url });
  for (const isRunning of [true, false]) {
    if (!isRunning) await appliance.stop();
    expect(await holds(appliance.dataDir, shop.url)).toBe(true);
    for (const text of [SECRET.slice("whsec_".length), made.slice("whsec_".length), HEADER_VALUE]) {
      expect(await holds(appliance.dataDir, text)).toBe(false);
    }
  }
});

test("a custom header arrives, also after a change and a restart, and is read back veiled", async () => {
  await using shop = await startReceiver();
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url, { headers: { Authorization: HEADER_VALUE } });
  expect(shop.requests[0]!.headers.get("authorization")).toBe(HEADER_VALUE);
  await story.change({ headers: { Authorization: "••••", "X-Room": "12" } });
  expect(await story.endpoint()).toMatchObject({ headers: { Authorization: "••••", "X-Room": "••••" } });
  await appliance.stop();

  await using again = await startAppliance({ dataDir: appliance.dataDir, clock: appliance.clock });
  await again.post(`/deliveries/${story.deliveryId}/retry`, {});
  await again.pass(0);
  expect(shop.requests[1]!.headers.get("authorization")).toBe(HEADER_VALUE);
  expect(shop.requests[1]!.headers.get("x-room")).toBe("12");
  const { attempts } = await again.get(`/deliveries/${story.deliveryId}`);
  const { request } = await again.get(`/attempts/${attempts[1].id}`);
  expect(request.headers).toContainEqual(["Authorization", "••••"]);
  expect(request.headers).toContainEqual(["X-Room", "••••"]);
  expect(JSON.stringify(request)).not.toContain(HEADER_VALUE);
});

test("the log holds no payload, no secret and no key, whatever goes wrong", async () => {
  await using shop = await startReceiver({ answers: [500, 410] });
  await using appliance = await startAppliance();
  const story = await startStory(appliance, shop.url, { secret: SECRET, headers: { Authorization: HEADER_VALUE } });
  const event = { type: "order.paid", data: { card: "4111-1111" } };
  await appliance.post("/events", event, { "idempotency-key": "order-4111" });
  await appliance.request("POST", "/events", { ...event, more: 1 });
  await appliance.request("POST", "/events", `{"type": "order.paid", "data": {"card": "4111-1111"`);
  await appliance.request("GET", "/events", undefined, { authorization: "Bearer hw_admin_guessed-guessed-guessed" });
  await appliance.request("GET", "/deliveries?type=4111-1111");
  await appliance.request("POST", "/webhooks/endpoints", {
    url: shop.url,
    secret: SECRET,
    headers: { Host: HEADER_VALUE },
  });
  await appliance.pass(5 * SECOND);
  expect(await story.endpoint()).toMatchObject({ status: "disabled" });
  await appliance.stop();

  const log = appliance.logLines.join("\n");
  expect(log).toContain("webhook disabled");
  for (const text of ["4111", SECRET, HEADER_VALUE, appliance.adminKey, "guessed", "order-4111"]) {
    expect(log).not.toContain(text);
  }
});
