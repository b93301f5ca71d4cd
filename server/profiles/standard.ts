/** The profile `standard`: what Standard Webhooks advises. */
import type { Profile } from "../rules/profile.ts";
import { DAY, HOUR, MINUTE, SECOND } from "./spans.ts";

/** The default of every organization. *Source:* Standard Webhooks, "Deliverability and reliability"; DESIGN, section 3. */
export const standard: Profile = {
  name: "standard",
  title: "Standard Webhooks",
  builtIn: true,
  envelope: { type: "$type", timestamp: "$timestamp", data: "$data" },
  signatures: [],
  userAgent: null,
  timeoutMs: 15 * SECOND,
  retry: {
    waitsMs: [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
    jitterShare: 0.2,
  },
  health: {
    warnings: [
      { afterFailures: 4, afterMs: 1 * DAY },
      { afterFailures: 10, afterMs: 2.5 * DAY },
      { afterFailures: 18, afterMs: 4.5 * DAY },
    ],
    disable: { afterFailures: 20, afterMs: 5 * DAY },
    isGoneFinal: true,
  },
  whileOff: { paused: "held", disabled: "skipped" },
  secret: { reveal: "always" },
  limits: {
    nameLengthMax: null,
    urlLengthMax: null,
    endpointsMax: null,
    subscribeBy: ["type", "group", "namespace"],
    notEnabled: null,
  },
  eventTypes: [],
};
