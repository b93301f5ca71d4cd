/** A receiver that speaks TCP and nothing else: each request is answered by the bytes, or the silence, that a test wants. */
import { type Server, type Socket, createServer } from "node:net";
import { type TlsOptions, createServer as createTlsServer } from "node:tls";

/** What to do with a request that has arrived whole; both counts begin with 1. */
export type RawAnswer = (socket: Socket, count: { connection: number; request: number }) => void;

/** The receiver. */
export interface RawReceiver extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** The requests as they came: request line, headers and body. */
  readonly requests: string[];
  readonly connectionsCount: number;
}

/** Answers with this text and closes the connection. */
export const closing =
  (text: string): RawAnswer =>
  (socket) =>
    socket.end(text, "latin1");

/** Answers with this text and keeps the connection. */
export const keeping =
  (text: string): RawAnswer =>
  (socket) =>
    socket.write(text, "latin1");

/** Writes the first text, then the other again and again, as fast as it is taken and never without end. */
export const flooding =
  (first: string, again: string, timesMax = 20_000): RawAnswer =>
  (socket) => {
    let timesLeft = timesMax;
    const pump = () => {
      while (timesLeft-- > 0 && !socket.destroyed && socket.write(again, "latin1"));
    };
    socket.on("drain", pump);
    socket.write(first, "latin1");
    pump();
  };

/** Starts one on a free port of loopback, of 127.0.0.1 or `::1`. */
export async function startRawReceiver(
  answer: RawAnswer,
  { tls, host = "127.0.0.1" }: { tls?: TlsOptions; host?: string } = {},
): Promise<RawReceiver> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connectionsCount = 0;
  const accept = (socket: Socket) => {
    const connection = ++connectionsCount;
    let request = 0;
    let pending = "";
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes: Buffer) => {
      pending += bytes.toString("latin1");
      for (let length = wholeLength(pending); length > 0; length = wholeLength(pending)) {
        requests.push(pending.slice(0, length));
        pending = pending.slice(length);
        answer(socket, { connection, request: ++request });
      }
    });
  };
  const server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept);
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const port = portOf(server);
  return {
    port,
    url: `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}/`,
    requests,
    get connectionsCount() {
      return connectionsCount;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A port of loopback where nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port;
}

/** How long the first request in the text is, 0 while it is not whole. */
function wholeLength(text: string): number {
  const headersEnd = text.indexOf("\r\n\r\n");
  if (headersEnd === -1) return 0;
  const length = headersEnd + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return length <= text.length ? length : 0;
}
