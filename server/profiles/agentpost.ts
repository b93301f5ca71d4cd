/** The profile `agentpost`: mail for agents, retried five times, disabled after fifty failures in a row. */
import type { Profile } from "../rules/profile.ts";
import { agentpostCatalog } from "./catalogs/agentpost.ts";
import { HOUR, MINUTE, SECOND } from "./spans.ts";

/**
 * As AgentPost sends. *Source:* `004_3a13dd7f6d846cf0.txt`; what DESIGN, section 3 marks with † is from the product's own
 * documentation. Its table of five attempts with their delays is read as five retries after the first attempt.
 */
export const agentpost: Profile = {
  name: "agentpost",
  title: "AgentPost",
  builtIn: true,
  envelope: {
    id: "$id",
    type: "$type",
    timestamp: "$timestamp",
    org_id: "$organization",
    env_id: "$environment",
    data: "$data",
  },
  signatures: [
    {
      header: "x-agentpost-signature",
      signed: "{timestamp}.{body}",
      encoding: "hex",
      prefix: "",
      timestampHeader: "x-agentpost-timestamp",
    },
  ],
  userAgent: null,
  timeoutMs: 30 * SECOND,
  retry: { waitsMs: [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 1 * HOUR, 4 * HOUR], jitterShare: 0 },
  health: { warnings: [], disable: { afterFailures: 50, afterMs: 0 }, isGoneFinal: false },
  whileOff: { paused: "skipped", disabled: "skipped" },
  secret: { reveal: "once" },
  limits: {
    nameLengthMax: null,
    urlLengthMax: null,
    endpointsMax: null,
    subscribeBy: ["type"],
    notEnabled: null,
  },
  eventTypes: agentpostCatalog,
};
