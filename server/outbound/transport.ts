/** One HTTP/1.1 request to one checked address, over connections that are used again: no redirect, no proxy, no other address. */
import type { Clock } from "../base/clock.ts";
import { createGathering } from "../base/turn.ts";
import { Connection } from "./connection.ts";
import type { InboundResponse, OutboundRequest, Timing } from "./exchange.ts";
import { FAULTS, type Fault } from "./faults.ts";
import type { Origin } from "./origin.ts";
import { Pool } from "./pool.ts";
import { requestBytes } from "./request-bytes.ts";
import { ResponseReader } from "./response-reader.ts";
import { type Trust, createTrust } from "./trusted.ts";
import { faultOfRefusal } from "./way.ts";

/** What is to be dialled. */
export interface Dial {
  request: OutboundRequest;
  origin: Origin;
  /** The address that was checked. */
  address: string;
  /** Whether a connection that was used before will not do. */
  isFresh: boolean;
  /** Filled in when a connection had to be opened for it. */
  timing: Pick<Timing, "connectMs" | "tlsMs">;
}

/** What came back before the deadline: an answer, or why there is none. */
export type Answer =
  | {
      response: InboundResponse;
      /** The raw `Retry-After`, its first 100 characters; `null` without. */
      retryAfter: string | null;
      /** When the first byte of it had come, and when all that is kept of it had, by `monotonicMs`. */
      answeredAtMs: number;
      endedAtMs: number;
    }
  | {
      fault: Fault;
      /** Whether the connection had answered another request before, and not a byte of an answer to this one came on it. */
      isOfReused?: boolean;
      /** When it was over, by `monotonicMs`; left out where nothing was dialled. */
      endedAtMs?: number;
    };

/**
 * The seam: sends a POST, and gives up on all of it at the deadline. Never throws for what the outside does.
 *
 * @param endsAtMs the deadline, by `monotonicMs`
 */
export type Transport = (dial: Dial, endsAtMs: number) => Promise<Answer>;

/** The real one. @param gathered resolves in the next turn of the event loop, for all who wait for it */
export function createTransport(
  clock: Pick<Clock, "monotonicMs" | "after">,
  trusted: Trust = createTrust(),
  gathered = createGathering(),
): Transport {
  const pool = new Pool(clock);
  const lost = (connection: Connection) => pool.drop(connection);

  return async ({ request, origin, address, isFresh, timing }, endsAtMs) => {
    const bytes = requestBytes(request, origin);
    if (bytes === null) return { fault: FAULTS.unsendable };
    // All that begin together are formed before the first is written: going to and fro costs more than either.
    await Promise.resolve();
    const key = `${origin.key} ${address}`;
    const rested = isFresh ? null : pool.take(key);
    const connection = rested ?? new Connection({ clock, key, origin, address, trusted, lost });
    const reader = new ResponseReader(request.isTest, connection.heads);
    const deadline = clock.after(endsAtMs - clock.monotonicMs(), () => connection.giveUp(FAULTS.timed_out));
    const fault = await connection.exchange(bytes, reader);
    const endedAtMs = clock.monotonicMs();
    // All that is to be told of the exchange, before the connection is another's.
    const { answeredAtMs, isAnswered } = connection;
    deadline.cancel();
    if (rested === null) Object.assign(timing, connection.timing);
    if (connection.isUsable) pool.give(connection);
    await gathered();
    if (reader.head !== null) {
      return { response: reader.responseOf(reader.head), retryAfter: reader.head.retryAfter, answeredAtMs, endedAtMs };
    }
    return {
      fault: fault === FAULTS.refused ? await faultOfRefusal(address) : (fault as Fault),
      isOfReused: rested !== null && !isAnswered,
      endedAtMs,
    };
  };
}
