/** Step 4, attempt: sign, send, and read what comes back. Writes nothing. */
import type { Clock } from "../base/clock.ts";
import { idText, newId } from "../base/ids.ts";
import { VERSION } from "../base/version.ts";
import type { Exchange, Send } from "../outbound/exchange.ts";
import type { DueDelivery, Trigger } from "../rules/delivery.ts";
import type { Profile } from "../rules/profile.ts";
import { signatureOf } from "../rules/signature.ts";
import type { SentRequest } from "../store/faces/attempts.ts";
import type { Store } from "../store/faces/store.ts";
import type { Line } from "./lines.ts";
import { signingOf } from "./signing.ts";

/** An attempt that has ended, however. */
export interface Attempted {
  id: Uint8Array;
  delivery: DueDelivery;
  line: Line;
  profile: Profile;
  trigger: Trigger;
  /** The request as it is kept: custom header values veiled. */
  request: SentRequest;
  exchange: Exchange;
  /** The line's at its begin. */
  turnedOnCount: number;
  /** `Clock.monotonicMs` at its begin and end. */
  startedMonotonicMs: number;
  endedMonotonicMs: number;
}

/** Sends one delivery once. */
export type Attempt = (delivery: DueDelivery, line: Line, profile: Profile) => Promise<Attempted>;

/** What stands for a custom header's value wherever it can be read. */
const VEIL = "••••";

/** Builds the step. */
export function createAttempt({ store, send, clock }: { store: Store; send: Send; clock: Clock }): Attempt {
  return async (delivery, line, profile) => {
    const { endpoint, turnedOnCount } = line;
    const { keys, headers, signOwn } = await signingOf(store, line, profile, clock.now());
    const startedMonotonicMs = clock.monotonicMs();
    const now = clock.now();
    const eventId = idText("evt", delivery.eventId);
    const timestamp = Math.floor(now / 1000);
    const own: [string, string][] = [
      ["content-type", "application/json"],
      ["user-agent", profile.userAgent ?? `Hookwheel/${VERSION}`],
      ["webhook-id", eventId],
      ["webhook-timestamp", String(timestamp)],
      ["webhook-signature", signatureOf(keys, eventId, timestamp, delivery.body)],
    ];
    if (signOwn !== null) signOwn({ id: eventId, timestampSeconds: timestamp, body: delivery.body }, own);
    const exchange = await send({
      url: endpoint.url,
      headers: headers.length === 0 ? own : [...own, ...headers],
      body: delivery.body,
      timeoutMs: profile.timeoutMs,
      isTest: delivery.isTest,
    });
    return {
      id: newId(now),
      delivery,
      line,
      profile,
      trigger: triggerOf(delivery),
      request: { url: endpoint.url, headers: [...own, ...headers.map(([name]) => [name, VEIL] as const)] },
      exchange,
      turnedOnCount,
      startedMonotonicMs,
      endedMonotonicMs: clock.monotonicMs(),
    };
  };
}

/** A person's retry goes by `expressAt`, unless the schedule is earlier. */
function triggerOf({ isTest, dueAt, expressAt }: DueDelivery): Trigger {
  if (isTest) return "test";
  return expressAt !== null && (dueAt === null || expressAt < dueAt) ? "manual" : "schedule";
}
