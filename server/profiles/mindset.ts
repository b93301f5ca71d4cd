/** The profile `mindset`: agents, contexts and their files; sent once, and lost when nobody answers. */
import type { Profile } from "../rules/profile.ts";
import { mindsetCatalog } from "./catalogs/mindset.ts";
import { SECOND } from "./spans.ts";

/**
 * As Mindset AMS sends. *Source:* `003_018233c44f50101b.txt`: no retries, names up to 50 and URLs up to 500 characters, a
 * secret that can be copied at any time; the envelope and the signature header are our reading (DESIGN, section 3).
 */
export const mindset: Profile = {
  name: "mindset",
  title: "Mindset AMS",
  builtIn: true,
  envelope: {
    id: "$id",
    event: "$type",
    timestamp: "$timestamp",
    externalTenantId: "$organization",
    data: "$data",
  },
  signatures: [{ header: "x-mindset-signature", signed: "{body}", encoding: "hex", prefix: "", timestampHeader: null }],
  userAgent: null,
  timeoutMs: 15 * SECOND,
  retry: { waitsMs: [], jitterShare: 0 },
  health: null,
  whileOff: { paused: "skipped", disabled: "skipped" },
  secret: { reveal: "always" },
  limits: { nameLengthMax: 50, urlLengthMax: 500, endpointsMax: 50, subscribeBy: ["group"], notEnabled: null },
  eventTypes: mindsetCatalog,
};
