/** Readers of the stream: by server-sent events, by a WebSocket, and one that does not read. */
import { connect } from "node:net";
import type { z } from "zod";
import type { MovedView } from "../../server/api/stream/schema.ts";
import type { Appliance } from "./appliance.ts";

/** What moved. */
export type Moved = z.infer<typeof MovedView>;

/** A reader. */
export interface Reader extends AsyncDisposable {
  readonly moved: Moved[];
  /** Comments, or pings, so far. */
  readonly beatsCount: number;
  /** Resolves when so many have come in all. */
  come(count: number): Promise<Moved[]>;
  /** Resolves with the code, when there is one, when the stream has ended. */
  readonly ended: Promise<number | null>;
}

/** Opens a stream by server-sent events; throws what a refusal says. */
export async function readEvents(appliance: Appliance, query = "", headers?: Record<string, string>): Promise<Reader> {
  const abort = new AbortController();
  const response = await fetch(`${appliance.url}/api/v1/stream${query}`, {
    headers: headers ?? { authorization: `Bearer ${appliance.adminKey}` },
    signal: abort.signal,
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const gathering = gather();
  const beats = { count: 0 };
  const ended = (async () => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
      rest = parts.pop()!;
      for (const part of parts) {
        if (part.startsWith("data: ")) gathering.add(JSON.parse(part.slice(6)));
        else beats.count++;
      }
    }
    return null;
  })();
  ended.catch(() => {});
  return {
    ...gathering.reader,
    get beatsCount() {
      return beats.count;
    },
    ended,
    async [Symbol.asyncDispose]() {
      abort.abort();
      await ended.catch(() => {});
    },
  };
}

/** Opens a stream by a WebSocket; throws when it is refused. */
export async function readSocket(appliance: Appliance, query = "", headers?: Record<string, string>): Promise<Reader> {
  const gathering = gather();
  let beatsCount = 0;
  const socket = new WebSocket(`${appliance.url.replace("http", "ws")}/api/v1/stream${query}`, {
    headers: headers ?? { authorization: `Bearer ${appliance.adminKey}` },
  } as Bun.WebSocketOptions as never);
  const ended = new Promise<number>((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
  socket.addEventListener("message", ({ data }) => gathering.add(JSON.parse(data)));
  socket.addEventListener("ping", () => void beatsCount++);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error("the WebSocket was refused")));
  });
  return {
    ...gathering.reader,
    get beatsCount() {
      return beatsCount;
    },
    ended,
    async [Symbol.asyncDispose]() {
      socket.close();
      await ended;
    },
  };
}

/** A connection that asks for a stream and reads no more than the head of the answer. */
export async function readNothing(
  appliance: Appliance,
  isSocket: boolean,
): Promise<Disposable & { statusLine: string | undefined }> {
  const { port, host } = new URL(appliance.url);
  const upgrade = isSocket
    ? [
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: aGVsbG8gaGVsbG8gaGVsbA==",
      ]
    : [];
  const head = [
    "GET /api/v1/stream HTTP/1.1",
    `Host: ${host}`,
    `Authorization: Bearer ${appliance.adminKey}`,
    ...upgrade,
  ];
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => {});
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  const answer = await new Promise<Buffer>((resolve) => void socket.once("data", resolve));
  socket.pause();
  return { statusLine: answer.toString("latin1").split("\r\n")[0], [Symbol.dispose]: () => void socket.destroy() };
}

function gather() {
  const moved: Moved[] = [];
  const waiting: { count: number; resolve(): void }[] = [];
  return {
    add(one: Moved) {
      moved.push(one);
      for (const { count, resolve } of waiting) if (moved.length >= count) resolve();
    },
    reader: {
      moved,
      async come(count: number) {
        if (moved.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }));
        return moved;
      },
    },
  };
}
