/** Crowds at the intake's door: connections that idle, dawdle, or pour without end. */
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import type { Binary } from "../help/binary.ts";
import { postEvent } from "./client.ts";
import { withinMs } from "./figures.ts";
import { monotonicMs, wait } from "./patience.ts";

/** What a connection does once it is open; it stops when the socket is destroyed. */
export type Manner = (socket: Socket, server: Binary) => Promise<void>;

/** Many connections of one manner. */
export interface Crowd extends AsyncDisposable {
  /** Those that the server has not closed. */
  readonly openCount: number;
}

/** Keeps the connection, and says nothing. */
export const idle: Manner = async () => {};

/** A request whose headers come byte by byte, one a second. */
export const slowHeaders: Manner = (socket, server) => dribble(socket, headersOf(server, "content-length: 9"));

/** A request whose body does. */
export const slowBody: Manner = (socket, server) => {
  socket.write(headersOf(server, "content-length: 200000"));
  return dribble(socket, `{"type":"order.paid","data":{"note":"${"-".repeat(1000)}`);
};

/** A body of a gigabyte, announced. */
export const huge: Manner = (socket, server) => {
  socket.write(headersOf(server, "content-length: 1000000000"));
  return pour(socket, Buffer.alloc(PIECE_BYTES, "-"));
};

/** A body without an end. */
export const endless: Manner = (socket, server) => {
  socket.write(headersOf(server, "transfer-encoding: chunked"));
  const size = PIECE_BYTES.toString(16);
  return pour(socket, Buffer.concat([Buffer.from(`${size}\r\n`), Buffer.alloc(PIECE_BYTES, "-"), Buffer.from("\r\n")]));
};

const PIECE_BYTES = 64 * 1024;

/** Sends so many connections to a server, and waits until they are open. */
export async function sendCrowd(server: Binary, count: number, manner: Manner): Promise<Crowd> {
  const sockets = new Set<Socket>();
  const open = async () => {
    const socket = createConnection(server.port, "127.0.0.1");
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.resume();
    await once(socket, "connect");
    void manner(socket, server);
  };
  for (let n = 0; n < count; n++) await open();
  return {
    get openCount() {
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** How intake fares: from a post to its answer, in ms. */
export interface IntakeReport {
  acceptedCount: number;
  refusedCount: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

/** Posts events by a few clients for a while. */
export async function watchIntake(server: Binary, forMs: number): Promise<IntakeReport> {
  const spansMs: number[] = [];
  let refusedCount = 0;
  const endsMs = monotonicMs() + forMs;
  const client = async () => {
    while (monotonicMs() < endsMs) {
      const startedMs = monotonicMs();
      const { status } = await postEvent(server, "order.paid", spansMs.length);
      if (status === 202) spansMs.push(monotonicMs() - startedMs);
      else refusedCount++;
      await wait(5);
    }
  };
  await Promise.all(Array.from({ length: 4 }, client));
  return {
    acceptedCount: spansMs.length,
    refusedCount,
    p50Ms: withinMs(spansMs, 0.5),
    p99Ms: withinMs(spansMs, 0.99),
    maxMs: withinMs(spansMs, 1),
  };
}

function headersOf({ adminKey }: Binary, length: string): string {
  const fixed = "POST /api/v1/events HTTP/1.1\r\nhost: hookwheel\r\ncontent-type: application/json\r\n";
  return `${fixed}authorization: Bearer ${adminKey}\r\n${length}\r\n\r\n`;
}

async function dribble(socket: Socket, text: string): Promise<void> {
  for (const byte of text) {
    if (socket.destroyed) return;
    socket.write(byte);
    await wait(1000);
  }
}

async function pour(socket: Socket, piece: Buffer): Promise<void> {
  while (!socket.destroyed) {
    if (!socket.write(piece)) await once(socket, "drain").catch(() => {});
  }
}
