/** How states look and are called: pure, from what the API answers. */
import type { Tone } from "./kit/Pill.tsx";
import type { Attempt, Delivery, Endpoint } from "./shapes.ts";
import { words } from "./words/words.ts";

/** A state's tone and word. */
export interface Look {
  tone: Tone;
  text: string;
}

/** A webhook's state: quiet while well, amber while it fails, red when the health rule ended it. */
export function webhookLook(endpoint: Pick<Endpoint, "status" | "consecutiveFailures" | "waitingCount">): Look {
  const { states } = words.webhooks;
  const { status, consecutiveFailures, waitingCount } = endpoint;
  if (status === "disabled") return { tone: "failed", text: states.disabled };
  if (status === "paused") {
    return waitingCount === 0
      ? { tone: "still", text: states.paused }
      : { tone: "waiting", text: states.pausedHeld(waitingCount) };
  }
  if (consecutiveFailures > 0) return { tone: "retry", text: states.retrying(consecutiveFailures) };
  return { tone: "ok", text: states.active };
}

/**
 * A delivery's state: amber is waiting after a failure, blue is waiting for the first attempt, or held.
 *
 * @param isOff whether its webhook is off, so that what waits is held
 */
export function deliveryLook(
  { state, attemptsCount }: Pick<Delivery, "state" | "attemptsCount">,
  isOff: boolean,
): Look {
  const { states } = words.deliveries;
  switch (state) {
    case "delivered":
      return { tone: "ok", text: states.delivered };
    case "failed":
      return { tone: "failed", text: states.failed };
    case "skipped":
      return { tone: "still", text: states.skipped };
    case "cancelled":
      return { tone: "still", text: states.cancelled };
    case "waiting":
      if (isOff) return { tone: "waiting", text: states.held };
      return attemptsCount > 0 ? { tone: "retry", text: states.retrying } : { tone: "waiting", text: states.waiting };
  }
}

/**
 * Why a delivery stands where it does, `null` where its state has said it.
 *
 * @param isOff whether its webhook is off: then what waits is held, and the API's reason says that alone
 */
export function reasonOf({ state, reason }: Pick<Delivery, "state" | "reason">, isOff: boolean): string | null {
  return state === "waiting" && isOff ? null : reason;
}

/** An attempt in as few words as say it: its status, or the outcome where there was none. */
export function attemptText({ status, outcome }: Pick<Attempt, "status" | "outcome">): string {
  return status === null ? outcome.replaceAll("_", " ") : String(status);
}

/** The most characters of an address that stand for a name. */
const PLACE_LENGTH_MAX = 40;

/** What a webhook is called: its name, or where it is, by host and first part of the path. */
export function nameOf({ name, url }: Pick<Endpoint, "name" | "url">): string {
  if (name !== null) return name;
  const place = /^https?:\/\/([^/?#]+(?:\/[^/?#]+)?)/.exec(url)?.[1] ?? url;
  return place.length > PLACE_LENGTH_MAX ? `${place.slice(0, PLACE_LENGTH_MAX - 1)}…` : place;
}

/** How many single types of a group are named before they become one badge. */
const TYPES_NAMED_MAX = 2;

/** A webhook's subscriptions as badges: groups stay groups, and many types of one group become one badge. */
export function badgesOf(events: readonly string[]): string[] {
  if (events.includes("*")) return [words.webhooks.allEvents];
  const groups = Map.groupBy(events, (event) => event.slice(0, event.lastIndexOf(".") + 1));
  return [...groups].flatMap(([group, members]) => {
    const whole = members.find((event) => event.endsWith(".*"));
    if (whole !== undefined) return [whole];
    if (members.length <= TYPES_NAMED_MAX || group === "") return members;
    return [words.webhooks.groupCount(group.slice(0, -1), members.length)];
  });
}
