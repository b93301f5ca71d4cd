/** The far end of the fault tests: one server that plays the receivers of many customers, and notes what came when. */
import { monotonicMs, wait } from "./patience.ts";

/** A request that arrived. Times are of the monotonic clock. */
export interface Arrival {
  /** Whose receiver it came to: the last part of its path. */
  receiver: string;
  eventId: string;
  /** What the event's `data` holds as `n`. */
  n: number;
  arrivedMs: number;
  /** `null` while it has no answer, and for what hangs. */
  answered: { atMs: number; status: number } | null;
}

/** How a request is answered: at once, after a while, or never. */
export type Reply = number | { status: number; afterMs: number } | "hang";

/** The far end. */
export interface FarEnd extends AsyncDisposable {
  /** The URL of a receiver. */
  url(receiver: string, host?: string): string;
  /** In the order in which they came. */
  readonly arrivals: readonly Arrival[];
  /** Requests that hang now. */
  readonly hungCount: number;
  /** The most that ever hung at once. */
  readonly hungCountMax: number;
}

/** Starts one on a free port of loopback; `reply` is asked for each request. */
export function startFarEnd(reply: (arrival: Arrival) => Reply): FarEnd {
  const arrivals: Arrival[] = [];
  let hungCount = 0;
  let hungCountMax = 0;
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    async fetch(request) {
      const { data } = (await request.json()) as { data: { n: number } };
      const arrival: Arrival = {
        receiver: request.url.slice(request.url.lastIndexOf("/") + 1),
        eventId: request.headers.get("webhook-id") ?? "",
        n: data.n,
        arrivedMs: monotonicMs(),
        answered: null,
      };
      arrivals.push(arrival);
      const answer = reply(arrival);
      if (answer === "hang") return hang(request);
      const { status, afterMs } = typeof answer === "number" ? { status: answer, afterMs: 0 } : answer;
      if (afterMs > 0) await wait(afterMs);
      arrival.answered = { atMs: monotonicMs(), status };
      return new Response(null, { status });
    },
  });
  return {
    url: (receiver, host = "127.0.0.1") => `http://${host}:${server.port}/${receiver}`,
    arrivals,
    get hungCount() {
      return hungCount;
    },
    get hungCountMax() {
      return hungCountMax;
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  };

  function hang(request: Request): Promise<Response> {
    hungCountMax = Math.max(hungCountMax, ++hungCount);
    return new Promise((resolve) => {
      request.signal.addEventListener("abort", () => {
        hungCount--;
        resolve(new Response(null));
      });
    });
  }
}
