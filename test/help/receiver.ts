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
  /** Resolves when so many requests have come in all. */
  come(count: number): Promise<void>;
  /** Answers all that hang now. */
  release(status: number): void;
}

/** Starts a receiver on a free port of loopback. */
export async function startReceiver({ answers = [200] }: { answers?: Answer[] } = {}): Promise<Receiver> {
  const requests: Received[] = [];
  let script = [...answers];
  const waiting: { count: number; resolve: () => void }[] = [];
  const hung = new Set<(response: Response) => void>();
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
      for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
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
      return hung.size;
    },
    answer: (...next) => void (script = next),
    come(count) {
      if (requests.length >= count) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
    release(status) {
      for (const resolve of hung) resolve(new Response(null, { status }));
      hung.clear();
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  };

  function hang(request: Request): Promise<Response> {
    return new Promise((resolve) => {
      hung.add(resolve);
      request.signal.addEventListener("abort", () => {
        hung.delete(resolve);
        resolve(new Response(null));
      });
    });
  }
}
