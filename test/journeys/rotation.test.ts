/** Journeys of secrets: shown as the profile says, and rotated without a delivery that cannot be verified. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { DAY, HOUR, SECOND } from "../help/clock.ts";
import type { Appliance } from "../help/appliance.ts";
import { expectStandardSignature, hmacHex, startProduct } from "../help/product.ts";
import { type Received, startReceiver } from "../help/receiver.ts";
import { postEvent, startStory } from "../help/story.ts";

setDefaultTimeout(30_000);

const FIRST = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SECOND_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

function signaturesIn({ headers }: Received): string[] {
  return headers.get("webhook-signature")!.split(" ");
}

function rotationOf(appliance: Appliance, endpointId: string) {
  return appliance.get(`/webhooks/endpoints/${endpointId}/rotation`);
}

function rotate(appliance: Appliance, endpointId: string, form: object = {}) {
  return appliance.request("POST", `/webhooks/endpoints/${endpointId}/rotate-secret`, form);
}

test("for a day both secrets sign, then the new one alone; a header of one value switches at once", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("agentset");
  const story = await startStory(appliance, shop.url, { secret: FIRST }, "document.ready");
  const alone = { previousSecretEndsAt: null, switchedAtOnce: ["Agentset-Signature"], reveal: "always" };
  expect(await rotationOf(appliance, story.endpointId)).toEqual(alone);
  const answer = await rotate(appliance, story.endpointId);
  expect(answer.status).toBe(200);
  const { secret, ...rest } = (await answer.json()) as { secret: string };
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  const endsAt = appliance.clock.now() + DAY;
  expect(rest as object).toEqual({
    previousSecretEndsAt: new Date(endsAt).toISOString(),
    switchedAtOnce: ["Agentset-Signature"],
  });
  expect(await appliance.get(`/webhooks/endpoints/${story.endpointId}/secret`)).toEqual({ secret });

  const overlapping = { ...alone, previousSecretEndsAt: new Date(endsAt).toISOString() };
  await postEvent(appliance, "document.ready");
  await appliance.pass(DAY - 1);
  expect(await rotationOf(appliance, story.endpointId)).toEqual(overlapping);
  await postEvent(appliance, "document.ready");
  await appliance.pass(0);
  const [before, ...during] = shop.requests;
  expect(signaturesIn(before!)).toHaveLength(1);
  expectStandardSignature(FIRST, before!);
  expect(before!.headers.get("agentset-signature")).toBe(hmacHex(FIRST, before!.body));
  expect(during).toHaveLength(2);
  for (const request of during) {
    expect(signaturesIn(request)).toHaveLength(2);
    expectStandardSignature(FIRST, request);
    expectStandardSignature(secret, request);
    expect(request.headers.get("agentset-signature")).toBe(hmacHex(secret, request.body));
  }

  await appliance.pass(1);
  expect(await rotationOf(appliance, story.endpointId)).toEqual(alone);
  await postEvent(appliance, "document.ready");
  await appliance.pass(0);
  const after = shop.requests[3]!;
  expect(signaturesIn(after)).toHaveLength(1);
  expectStandardSignature(secret, after);
  expect(() => expectStandardSignature(FIRST, after)).toThrow();
});

test("an overlap outlives a restart, and ends on time all the same", async () => {
  await using shop = await startReceiver();
  await using first = await startProduct("standard");
  const story = await startStory(first, shop.url, { secret: FIRST });
  await rotate(first, story.endpointId, { secret: SECOND_SECRET, overlapSeconds: 3600 });
  await first.stop();
  await using again = await startProduct("standard", { dataDir: first.dataDir, clock: first.clock });
  await again.pass(HOUR - SECOND);
  await postEvent(again);
  await again.pass(0);
  expect(signaturesIn(shop.requests[1]!)).toHaveLength(2);
  await again.pass(SECOND);
  await postEvent(again);
  await again.pass(0);
  expect(signaturesIn(shop.requests[2]!)).toHaveLength(1);
  expectStandardSignature(SECOND_SECRET, shop.requests[2]!);
});

test("a retry signs with the secrets of its own time", async () => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startProduct("standard");
  const story = await startStory(appliance, shop.url, { secret: FIRST });
  await rotate(appliance, story.endpointId, { secret: SECOND_SECRET, overlapSeconds: 0 });
  await appliance.pass(5 * SECOND);
  expectStandardSignature(FIRST, shop.requests[0]!);
  expectStandardSignature(SECOND_SECRET, shop.requests[1]!);
  expect(signaturesIn(shop.requests[1]!)).toHaveLength(1);
});

test("while two secrets sign, another rotation is refused, unless it ends them at once", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("standard");
  const story = await startStory(appliance, shop.url, { secret: FIRST });
  await rotate(appliance, story.endpointId, { secret: SECOND_SECRET, overlapSeconds: 60 });
  const refused = await rotate(appliance, story.endpointId);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "conflict" });
  const ended = await rotate(appliance, story.endpointId, { overlapSeconds: 0 });
  const { secret, previousSecretEndsAt } = (await ended.json()) as { secret: string; previousSecretEndsAt: null };
  expect(previousSecretEndsAt).toBeNull();
  await postEvent(appliance);
  await appliance.pass(0);
  expect(signaturesIn(shop.requests[1]!)).toHaveLength(1);
  expectStandardSignature(secret, shop.requests[1]!);
});

test("of rotations at once one wins, and custom headers changed meanwhile are kept with its secret", async () => {
  await using shop = await startReceiver();
  await using appliance = await startProduct("standard");
  const { id } = await appliance.post("/webhooks/endpoints", {
    url: shop.url,
    secret: FIRST,
    headers: { "X-Room": "1" },
  });
  const [changed, ...answers] = await Promise.all([
    appliance.request("PATCH", `/webhooks/endpoints/${id}`, { headers: { "X-Room": "2" } }),
    ...Array.from({ length: 5 }, () => rotate(appliance, id)),
  ]);
  expect(changed.status).toBe(200);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  const { secret } = (await answers.find(({ status }) => status === 200)!.json()) as { secret: string };
  await postEvent(appliance);
  await appliance.pass(0);
  expect(shop.requests[0]!.headers.get("x-room")).toBe("2");
  expectStandardSignature(secret, shop.requests[0]!);
  expectStandardSignature(FIRST, shop.requests[0]!);
});

test.each([
  ["overlapSeconds", { overlapSeconds: -1 }],
  ["overlapSeconds", { overlapSeconds: 30 * 86_400 + 1 }],
  ["overlapSeconds", { overlapSeconds: 1.5 }],
  ["secret", { secret: "short" }],
  ["secret", { secret: FIRST }],
  ["more", { more: 1 }],
])("what cannot be is named: %s of %j", async (path, form) => {
  await using appliance = await startProduct("standard");
  const { id } = await appliance.post("/webhooks/endpoints", { url: "https://shop.example/", secret: FIRST });
  const answer = await rotate(appliance, id, form);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ errors: [{ path }] });
});

test("an unknown endpoint has no secret to rotate", async () => {
  await using appliance = await startProduct("standard");
  expect((await rotate(appliance, "ep_01jq8x5k2m3n4p5r6s7t8v9w0x")).status).toBe(404);
});

test("where a secret is shown once, a rotation shows the new one, and again nothing shows it later", async () => {
  await using appliance = await startProduct("agentpost");
  const { id, secret } = await appliance.post("/webhooks/endpoints", { url: "https://your-app.com/webhooks" });
  const rotated = (await (await rotate(appliance, id)).json()) as { secret: string; switchedAtOnce: string[] };
  expect(rotated.secret).not.toBe(secret);
  expect(rotated.switchedAtOnce).toEqual(["x-agentpost-signature"]);
  expect(await rotationOf(appliance, id)).toMatchObject({ reveal: "once", switchedAtOnce: rotated.switchedAtOnce });
  const answer = await appliance.request("GET", `/webhooks/endpoints/${id}/secret`);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: "secret_shown_once" });
});
