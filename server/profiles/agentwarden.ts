/** The profile `agentwarden`: what agents were kept from doing, told within seconds or not at all. */
import type { Profile } from "../rules/profile.ts";
import { agentwardenCatalog } from "./catalogs/agentwarden.ts";
import { SECOND } from "./spans.ts";

/**
 * As AgentWarden sends. *Source:* `002_9464c764688d40e8.txt`: a timeout of 5 s, up to 3 retries with exponential backoff,
 * the sender told by its `User-Agent`; the waits, the agent's name and the `id` are our reading (DESIGN, section 3).
 */
export const agentwarden: Profile = {
  name: "agentwarden",
  title: "AgentWarden",
  builtIn: true,
  envelope: { id: "$id", event: "$type", timestamp: "$timestamp", data: "$data" },
  signatures: [],
  userAgent: "AgentWarden-Webhook/1.0",
  timeoutMs: 5 * SECOND,
  retry: { waitsMs: [10 * SECOND, 60 * SECOND, 360 * SECOND], jitterShare: 0 },
  health: null,
  whileOff: { paused: "skipped", disabled: "skipped" },
  secret: { reveal: "always" },
  limits: {
    nameLengthMax: null,
    urlLengthMax: null,
    endpointsMax: null,
    subscribeBy: ["type"],
    notEnabled:
      "Webhooks are available on Pro, Business, and Enterprise plans. Upgrade your plan to unlock this feature.",
  },
  eventTypes: agentwardenCatalog,
};
