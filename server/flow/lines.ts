/** Endpoints in memory: each a line of its own, with its slots, its hold, and whether anything waits behind them. */
import type { UnixMs } from "../base/clock.ts";
import type { Bucket } from "../rules/bucket.ts";
import { createBucket } from "../rules/bucket.ts";
import type { Endpoint, EndpointHealth } from "../rules/endpoint.ts";
import { AFRESH, UNTRIED } from "../rules/health.ts";
import { type Matcher, createMatcher } from "../rules/matching.ts";
import type { Signing } from "../rules/own-signature.ts";
import { SLOTS_AT_START } from "../rules/slots.ts";

/** An endpoint's line. */
export interface Line {
  endpoint: Endpoint;
  /** Ahead of the store by what is not yet committed. */
  health: EndpointHealth;
  /** How often it was turned on: attempts begun before count no more. The wall clock, which may be set back, is not asked. */
  turnedOnCount: number;
  slots: number;
  inFlight: number;
  /** Deliveries handed over, or attempted, whose verdict is not committed: their rows still look due. */
  unsettled: number;
  /** How often its slots were shared out. */
  turnsCount: number;
  /** `null` without a rate limit. */
  bucket: Bucket | null;
  /** Read when first needed, forgotten when it changes. */
  signing: Promise<Signing> | null;
  /** Whether due rows may wait in the store: they go first, in order, before anything is handed over. */
  hasBacklog: boolean;
  /** Whether rows of lane 1 were put off until what is unsettled is committed. */
  isPutOff: boolean;
  /** Whether rows of lane 1 were passed over until what is unsettled is committed: it may be of a schedule before theirs. */
  isPassedOver: boolean;
  /** Whether it stands in dispatch's queue. */
  isQueued: boolean;
  /** Whether it is counted among those that share the capacity. */
  isSharing: boolean;
  /** Why a verdict that is not yet committed disables it, `null` without: its row says active still. */
  disabling: string | null;
  /** When it is to be looked at again, `null` when nothing is due. */
  ringsAt: UnixMs | null;
}

/** All lines, and who wants which event. */
export interface Lines {
  readonly matcher: Matcher;
  get(endpoint: number): Line | undefined;
  /** Adds an endpoint, or takes over its change. */
  put(endpoint: Endpoint, health?: EndpointHealth): Line;
  remove(endpoint: number): void;
  all(): Iterable<Line>;
}

/** No lines yet. */
export function createLines(now: () => UnixMs): Lines {
  const lines = new Map<number, Line>();
  const matcher = createMatcher();
  return {
    matcher,
    get: (endpoint) => lines.get(endpoint),
    put(stored, health = UNTRIED) {
      const line = lines.get(stored.seq);
      const endpoint = line === undefined ? stored : asJudged(line, stored);
      matcher.put(endpoint);
      if (line === undefined) {
        const made = lineOf(endpoint, health, now());
        lines.set(endpoint.seq, made);
        return made;
      }
      if (line.endpoint.rateLimit !== endpoint.rateLimit) line.bucket = bucketOf(endpoint, now());
      const isTurnedOn = endpoint.status === "active" && line.endpoint.status !== "active";
      if (isTurnedOn) {
        line.health = { ...line.health, ...AFRESH };
        line.turnedOnCount++;
      }
      line.endpoint = endpoint;
      line.slots = Math.min(line.slots, endpoint.maxInFlight);
      return line;
    },
    remove(endpoint) {
      const line = lines.get(endpoint);
      // Whoever still holds it, the queue or an attempt, begins nothing more by it.
      if (line !== undefined) line.endpoint = { ...line.endpoint, status: "disabled" };
      lines.delete(endpoint);
      matcher.remove(endpoint);
    },
    all: () => lines.values(),
  };
}

/** A row that was read before the verdict that disables it was committed. */
function asJudged({ disabling }: Line, stored: Endpoint): Endpoint {
  if (disabling === null || stored.status !== "active") return stored;
  return { ...stored, status: "disabled", statusReason: disabling };
}

function lineOf(endpoint: Endpoint, health: EndpointHealth, now: UnixMs): Line {
  return {
    endpoint,
    health,
    slots: Math.min(SLOTS_AT_START, endpoint.maxInFlight),
    turnedOnCount: 0,
    inFlight: 0,
    unsettled: 0,
    turnsCount: 0,
    bucket: bucketOf(endpoint, now),
    signing: null,
    hasBacklog: true,
    isPutOff: false,
    isPassedOver: false,
    isQueued: false,
    isSharing: false,
    disabling: null,
    ringsAt: null,
  };
}

function bucketOf({ rateLimit }: Endpoint, now: UnixMs): Bucket | null {
  return rateLimit === null ? null : createBucket(rateLimit, now);
}
