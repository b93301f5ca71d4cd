/** A product of the seeds as its journeys have it: an appliance that follows its profile, and its customer's receiver. */
import { expect, setSystemTime } from "bun:test";
import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { type Appliance, type ApplianceOptions, startAppliance } from "./appliance.ts";
import { DAY } from "./clock.ts";
import type { Received, Receiver } from "./receiver.ts";
import { type Story, startStory } from "./story.ts";

/** Starts an appliance whose first organization follows a profile. */
export function startProduct(profile: string, options: ApplianceOptions = {}): Promise<Appliance> {
  return startAppliance({ ...options, env: { HOOKWHEEL_PROFILE: profile, ...options.env } });
}

/** Changes the default organization, or with `environment` its environment. */
export async function changeTenant(
  appliance: Appliance,
  form: { organization?: object; environment?: object },
): Promise<void> {
  // Newest first: the default one is the oldest.
  const { id } = (await appliance.get("/organizations")).data.at(-1);
  if (form.organization !== undefined) await appliance.patch(`/organizations/${id}`, form.organization);
  if (form.environment === undefined) return;
  const [environment] = (await appliance.get(`/organizations/${id}/environments`)).data;
  await appliance.patch(`/environments/${environment.id}`, form.environment);
}

/** HMAC-SHA256 in hexadecimal by the whole secret as text: by node, none of our code. */
export function hmacHex(secret: string, text: string): string {
  return createHmac("sha256", Buffer.from(secret, "utf8")).update(text, "utf8").digest("hex");
}

/** Expects that a request verifies by Standard Webhooks, with the standard's own package, at the time when it was sent. */
export function expectStandardSignature(secret: string, { body, headers }: Received): void {
  setSystemTime(Number(headers.get("webhook-timestamp")) * 1000);
  try {
    expect(new Webhook(secret).verify(body, headers.toJSON())).toEqual(JSON.parse(body));
  } finally {
    setSystemTime();
  }
}

/**
 * Expects that an event which never arrives is tried after each wait, to the second, and has then failed.
 *
 * @param waitsMs by the seed's table, one for each retry
 */
export async function expectSchedule(
  appliance: Appliance,
  receiver: Receiver,
  type: string,
  waitsMs: readonly number[],
): Promise<Story> {
  const story = await startStory(appliance, receiver.url, { events: [type] }, type);
  const startsAt = [appliance.clock.now()];
  expect(receiver.requests).toHaveLength(1);
  for (const waitMs of waitsMs) {
    const dueAt = startsAt.at(-1)! + waitMs;
    expect(await story.delivery()).toMatchObject({ state: "waiting", dueAt: new Date(dueAt).toISOString() });
    await appliance.pass(waitMs - 1);
    expect(receiver.requests).toHaveLength(startsAt.length);
    await appliance.pass(1);
    expect(receiver.requests).toHaveLength(startsAt.push(dueAt));
  }
  const { attempts, ...delivery } = await story.delivery();
  expect(delivery).toMatchObject({ state: "failed", dueAt: null, attemptsCount: waitsMs.length + 1 });
  expect(attempts.map(({ startedAt }) => Date.parse(startedAt))).toEqual(startsAt);
  await appliance.pass(DAY);
  expect(receiver.requests).toHaveLength(startsAt.length);
  return story;
}

/** Expects that a receiver which takes so long has its request ended, and not before. */
export async function expectTimeout(appliance: Appliance, receiver: Receiver, type: string, ms: number): Promise<void> {
  receiver.answer("hang");
  const story = await startStory(appliance, receiver.url, { events: [type] }, type);
  expect(receiver.hungCount).toBe(1);
  await appliance.pass(ms - 1);
  expect((await story.delivery()).attempts).toEqual([]);
  await appliance.pass(1);
  const { attempts } = await story.delivery();
  expect(attempts).toMatchObject([{ outcome: "timed_out", durationMs: ms, reason: `timed out after ${ms / 1000} s` }]);
}
