/** One attempt on the wire: resolve, check every address, dial a checked one, and say what came of it. */
import type { Clock, UnixMs } from "../base/clock.ts";
import { kindOfStatus, type Outcome } from "../rules/outcome.ts";
import { keep } from "./bounded.ts";
import type { Exchange, OutboundRequest, Send, Timing } from "./exchange.ts";
import { FAULTS, reasonOfStatus, timedOut } from "./faults.ts";
import type { Guard } from "./guard.ts";
import { type Origin, originOf } from "./origin.ts";
import type { Resolver } from "./resolver.ts";
import type { Answer, Transport } from "./transport.ts";
import { createWarmth } from "./warmth.ts";

/** What a sender is made of. */
export interface SenderParts {
  clock: Clock;
  resolver: Resolver;
  guard: Guard;
  transport: Transport;
}

/** Addresses of one name that are tried in one attempt: the next one after a refusal or a missing way. */
const ADDRESSES_COUNT_MAX = 3;
const ORIGINS_COUNT_MAX = 10_000;

/** How far an attempt came, written down as it goes. */
interface Trail {
  answer: Answer;
  address: string | null;
  timing: Omit<Timing, "firstByteMs">;
}

/** Builds the one way out for requests. */
export function createSender({ clock, resolver, guard, transport }: SenderParts): Send {
  const warmth = createWarmth(clock);
  const origins = new Map<string, Origin>();

  return async (request) => {
    const startedAt = clock.now();
    const begunAtMs = clock.monotonicMs();
    const timing = { resolveMs: null, connectMs: null, tlsMs: null };
    const trail: Trail = { answer: { fault: FAULTS.unsendable }, address: null, timing };
    const origin = knownOrigin(request.url);
    if (origin !== null) await travel(request, origin, trail, begunAtMs + request.timeoutMs);
    if (isTimedOut(trail.answer)) trail.answer = { ...trail.answer, fault: timedOut(request.timeoutMs) };
    return exchangeOf(trail, startedAt, begunAtMs);
  };

  async function travel(request: OutboundRequest, origin: Origin, trail: Trail, endsAtMs: number): Promise<void> {
    const addresses = origin.isIp ? [origin.hostname] : await resolve(origin.hostname, trail, endsAtMs);
    // One denied address blocks all: a name that mixes them is an attack, or a mistake to be told.
    if (!addresses.every((address) => guard(address, origin.port))) {
      trail.answer = { fault: FAULTS.blocked };
      return;
    }
    for (const address of addresses.slice(0, ADDRESSES_COUNT_MAX)) {
      const dialledAtMs = clock.monotonicMs();
      trail.address = address;
      const dial = { request, origin, address, isFresh: false, timing: trail.timing };
      trail.answer = await transport(dial, endsAtMs);
      if (warmth.isStale(origin.key, trail.answer, dialledAtMs)) {
        trail.answer = await transport({ ...dial, isFresh: true }, endsAtMs);
      }
      if ("response" in trail.answer) warmth.note(origin.key);
      if (!isNobodyThere(trail.answer)) return;
    }
  }

  async function resolve(name: string, trail: Trail, endsAtMs: number): Promise<readonly string[]> {
    const askedAtMs = clock.monotonicMs();
    const resolution = await resolver.resolve(name, endsAtMs);
    trail.timing.resolveMs = Math.round(clock.monotonicMs() - askedAtMs);
    if ("addresses" in resolution) return resolution.addresses;
    trail.answer = { fault: FAULTS[resolution.fault] };
    return [];
  }

  function knownOrigin(url: string): Origin | null {
    const known = origins.get(url);
    if (known !== undefined) return known;
    const origin = originOf(url);
    if (origin !== null) keep(origins, url, origin, ORIGINS_COUNT_MAX);
    return origin;
  }

  function exchangeOf({ answer, address, timing }: Trail, startedAt: UnixMs, begunAtMs: number): Exchange {
    const isAnswered = "response" in answer;
    return {
      startedAt,
      endedAt: clock.now(),
      durationMs: Math.round((answer.endedAtMs ?? clock.monotonicMs()) - begunAtMs),
      outcome: outcomeOf(answer),
      response: isAnswered ? answer.response : null,
      timing: { ...timing, firstByteMs: isAnswered ? Math.round(answer.answeredAtMs - begunAtMs) : null },
      address,
    };
  }
}

function outcomeOf(answer: Answer): Outcome {
  if ("fault" in answer)
    return { kind: answer.fault.kind, reason: answer.fault.reason, status: null, retryAfter: null };
  const { status } = answer.response;
  return { kind: kindOfStatus(status), reason: reasonOfStatus(status), status, retryAfter: answer.retryAfter };
}

function isTimedOut(answer: Answer): boolean {
  return "fault" in answer && answer.fault.kind === "timed_out";
}

function isNobodyThere(answer: Answer): boolean {
  return "fault" in answer && (answer.fault.kind === "refused" || answer.fault.kind === "unreachable");
}
