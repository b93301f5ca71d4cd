/** The first journey: the built binary, an empty folder, and the events of a real product. */
import { expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { version } from "../../package.json";
import { type Binary, startBinary } from "../help/binary.ts";
import { type Received, startReceiver } from "../help/receiver.ts";
import samples from "../help/samples.json";

async function post(binary: Binary, path: string, body: string) {
  const headers = { "content-type": "application/json" };
  const response = await binary.api(path, { method: "POST", headers, body });
  expect(response.status).toBeLessThan(300);
  return response.json();
}

/** The signature by the standard's words, without anyone's library. */
function signatureByHand(secret: string, { headers, body }: Received): string {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signed = `${headers.get("webhook-id")}.${headers.get("webhook-timestamp")}.${body}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

test("the fourteen events of a product arrive once each, byte for byte, and verify", async () => {
  await using shop = await startReceiver();
  const env = { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" };
  await using binary = await startBinary({ env });
  const form = { url: shop.url, events: ["document.*", "ingest_job.*"] };
  const { secret } = await post(binary, "/webhooks/endpoints", JSON.stringify(form));
  const dataTexts = new Map<string, string>();
  await Promise.all(
    samples.map(async ({ event, createdAt, data }) => {
      const dataText = JSON.stringify(data, null, 2);
      const sent = `{"type": "${event}", "timestamp": "${createdAt}", "data": ${dataText}}`;
      const accepted = await post(binary, "/events", sent);
      expect(accepted).toMatchObject({ type: event, deliveries: 1 });
      dataTexts.set(accepted.id, `{"type":"${event}","timestamp":"${createdAt}","data":${dataText}}`);
    }),
  );
  await shop.come(14);

  for (const request of shop.requests) {
    const { method, path, headers, body } = request;
    expect(method + path).toBe("POST/hooks");
    expect(new Webhook(secret).verify(body, headers.toJSON())).toEqual(JSON.parse(body));
    expect(headers.get("webhook-signature")).toBe(signatureByHand(secret, request));
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("content-length")).toBe(String(Buffer.byteLength(body)));
    expect(headers.get("user-agent")).toBe(`Hookwheel/${version}`);
    expect(body).toBe(dataTexts.get(headers.get("webhook-id")!)!);
    dataTexts.delete(headers.get("webhook-id")!);
  }
  expect(dataTexts.size).toBe(0);

  binary.kill("SIGTERM");
  expect(await binary.exited).toBe(0);
  await using again = await startBinary({ env, dataDir: binary.dataDir });
  const { data } = await (await again.api("/deliveries?limit=20")).json();
  expect(data).toHaveLength(14);
  for (const delivery of data) expect(delivery).toMatchObject({ state: "delivered", attemptsCount: 1 });
  expect(shop.requests).toHaveLength(14);
}, 30_000);
