/** A receiver as a customer runs one: a real server that keeps what it got and answers as the test says. */

/** What it got. */
export interface Received {
  method: string;
  path: string;
  headers: Headers;
  body: string;
}

/** A status; a whole answer; `hang` to take the request and never answer. */
export type Answer = number | "hang" | { status: number; headers?: Record<string, string>; body?: string };

/** The receiver. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly requests: Received[];
  /** Requests that hang now. */
  readonly hungCount: number;
  /** How requests are answered from here on: one answer each in turn, the last one for all that follow. */
  answer(...answers: Answer[]): void;
}

/** Starts a receiver on a free port of loopback. */
export async function startReceiver({ answers = [200] }: { answers?: Answer[] } = {}): Promise<Receiver> {
  const requests: Received[] = [];
  let script = [...answers];
  let hungCount = 0;
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      requests.push({
        method: request.method,
        path: pathname + search,
        headers: request.headers,
        body: await request.text(),
      });
      const answer = script.length > 1 ? script.shift()! : script[0]!;
      if (answer === "hang") return hang(request);
      if (typeof answer === "number") return new Response(null, { status: answer });
      return new Response(answer.body ?? null, { status: answer.status, headers: answer.headers ?? {} });
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}/hooks`,
    requests,
    get hungCount() {
      return hungCount;
    },
    answer: (...next) => void (script = next),
    [Symbol.asyncDispose]: () => server.stop(true),
  };

  function hang(request: Request): Promise<Response> {
    hungCount++;
    return new Promise((resolve) => {
      request.signal.addEventListener("abort", () => {
        hungCount--;
        resolve(new Response(null));
      });
    });
  }
}
