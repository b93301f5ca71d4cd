/** Whether a URL could be reached: resolves, checks every address and connects, and sends no request. */
import type { Clock } from "../base/clock.ts";
import { Connection } from "./connection.ts";
import type { Timing } from "./exchange.ts";
import { FAULTS, type Fault, timedOut } from "./faults.ts";
import type { Guard } from "./guard.ts";
import { type Origin, originOf } from "./origin.ts";
import type { Resolver } from "./resolver.ts";
import type { Trust } from "./trusted.ts";
import { faultOfRefusal } from "./way.ts";

/** What came of it. */
export interface Reachability {
  isReachable: boolean;
  /** Why not, in a customer's words; `null` when it is. */
  reason: string | null;
  /** The address dialled, `null` when none was, or when it was denied. */
  address: string | null;
  timing: Omit<Timing, "firstByteMs">;
}

/** Tries to reach a URL as `parseEndpointUrl` gave it. Never throws for what the outside does. */
export type Reach = (url: string) => Promise<Reachability>;

/** What reaching is made of: the deliveries' own guard and resolver. */
export interface ReachParts {
  clock: Clock;
  resolver: Resolver;
  guard: Guard;
  trusted: Trust;
}

/** For name, connection and certificate together. */
const REACH_MS_MAX = 5000;

/** Addresses of one name that are tried, as for a delivery. */
const ADDRESSES_COUNT_MAX = 3;

/** Builds it. */
export function createReach({ clock, resolver, guard, trusted }: ReachParts): Reach {
  return async (url) => {
    const endsAtMs = clock.monotonicMs() + REACH_MS_MAX;
    const seen: Reachability = {
      isReachable: false,
      reason: null,
      address: null,
      timing: { resolveMs: null, connectMs: null, tlsMs: null },
    };
    const origin = originOf(url);
    const fault = origin === null ? FAULTS.unsendable : await travel(origin, seen, endsAtMs);
    const told = fault?.kind === "timed_out" ? timedOut(REACH_MS_MAX) : fault;
    return { ...seen, isReachable: told === null, reason: told?.reason ?? null };
  };

  async function travel(origin: Origin, seen: Reachability, endsAtMs: number): Promise<Fault | null> {
    const askedAtMs = clock.monotonicMs();
    const resolution = origin.isIp
      ? { addresses: [origin.hostname] }
      : await resolver.resolve(origin.hostname, endsAtMs);
    if (!origin.isIp) seen.timing.resolveMs = Math.round(clock.monotonicMs() - askedAtMs);
    if ("fault" in resolution) return FAULTS[resolution.fault];
    const { addresses } = resolution;
    if (!addresses.every((address) => guard(address, origin.port))) return FAULTS.blocked;
    let fault: Fault | null = null;
    for (const address of addresses.slice(0, ADDRESSES_COUNT_MAX)) {
      seen.address = address;
      fault = await dial(origin, address, seen, endsAtMs);
      if (fault?.kind !== "refused" && fault?.kind !== "unreachable") return fault;
    }
    return fault;
  }

  async function dial(origin: Origin, address: string, seen: Reachability, endsAtMs: number): Promise<Fault | null> {
    const connection = new Connection({ clock, key: "", origin, address, trusted, lost: () => {} });
    const deadline = clock.after(endsAtMs - clock.monotonicMs(), () => connection.giveUp(FAULTS.timed_out));
    const fault = await connection.opened();
    deadline.cancel();
    connection.close();
    Object.assign(seen.timing, connection.timing);
    return fault === FAULTS.refused ? faultOfRefusal(address) : fault;
  }
}
