/** A kept-alive connection to the server under test: bytes of requests out, whole answers in. */
import { Frames, type EachFrame } from "./frames.ts";

/** An open connection. */
export interface Connection {
  /** Sends one request; the bytes are free again at once. */
  write(request: Buffer): void;
  end(): void;
}

/** Opens one. `broken` is told once when it ends before `end`, or when the server does not read. @throws Error when refused */
export async function connect(url: URL, answered: EachFrame, broken: (error: Error) => void): Promise<Connection> {
  const frames = new Frames();
  const socket = await Bun.connect({
    hostname: url.hostname,
    port: Number(url.port),
    socket: {
      data: (_, chunk) => frames.push(chunk, answered),
      close: () => broken(new Error("the server closed a connection")),
      error: (_, error) => broken(error),
    },
  });
  return {
    write: (request) => {
      if (socket.write(request) < request.length) broken(new Error("the server does not read"));
    },
    end: () => void socket.end(),
  };
}

/** A POST of JSON under `/api/v1`, as bytes. */
export function postBytes(server: URL, path: string, key: string, json: string): Buffer {
  return Buffer.from(
    `POST /api/v1${path} HTTP/1.1\r\nhost: ${server.host}\r\nauthorization: Bearer ${key}\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
}

/** Posts once, on a connection of its own. @throws Error with the answer when it is not `status` */
export async function postOnce(server: URL, path: string, key: string, json: string, status: number): Promise<void> {
  const answer = Promise.withResolvers<string>();
  const connection = await connect(server, (frame) => answer.resolve(frame.toString()), answer.reject);
  connection.write(postBytes(server, path, key, json));
  const text = await answer.promise;
  connection.end();
  if (!text.startsWith(`HTTP/1.1 ${status} `)) throw new Error(`POST ${path} was answered with\n${text}`);
}
