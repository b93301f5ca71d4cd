/** The profile `agentset`: documents and ingestion, retried ten times over five days. */
import type { Profile } from "../rules/profile.ts";
import { agentsetCatalog } from "./catalogs/agentset.ts";
import { HOUR, MINUTE, SECOND } from "./spans.ts";

/**
 * As Agentset sends. *Source:* `000_ba197ae815b3e4bb.txt` and `001_5aa01c6856bbdad8.txt`; what DESIGN, section 3 marks
 * with † is from the product's own documentation.
 */
export const agentset: Profile = {
  name: "agentset",
  title: "Agentset",
  builtIn: true,
  envelope: { id: "$id", event: "$type", createdAt: "$timestamp", data: "$data" },
  signatures: [{ header: "Agentset-Signature", signed: "{body}", encoding: "hex", prefix: "", timestampHeader: null }],
  userAgent: "Agentset-Webhook/1.0",
  timeoutMs: 20 * SECOND,
  retry: {
    waitsMs: [
      12 * SECOND,
      2 * MINUTE + 24 * SECOND,
      30 * MINUTE + 8 * SECOND,
      6 * HOUR + 7 * MINUTE + 6 * SECOND,
      12 * HOUR + 14 * MINUTE + 12 * SECOND,
      ...Array<number>(5).fill(24 * HOUR),
    ],
    jitterShare: 0,
  },
  health: {
    warnings: [
      { afterFailures: 5, afterMs: 0 },
      { afterFailures: 10, afterMs: 0 },
      { afterFailures: 15, afterMs: 0 },
    ],
    disable: { afterFailures: 20, afterMs: 0 },
    isGoneFinal: false,
  },
  whileOff: { paused: "skipped", disabled: "skipped" },
  secret: { reveal: "always" },
  limits: {
    nameLengthMax: 40,
    urlLengthMax: null,
    endpointsMax: null,
    subscribeBy: ["type", "namespace"],
    notEnabled: null,
  },
  eventTypes: agentsetCatalog,
};
