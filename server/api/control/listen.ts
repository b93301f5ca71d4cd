/** The control socket: a file of the data folder, so that whoever may write there needs no key. */
import { chmodSync, rmSync } from "node:fs";
import { AppError } from "../../base/errors.ts";
import type { Log } from "../../base/log.ts";
import { control, type ControlRooms } from "./control.ts";

/** A verb asks for little. */
const ASK_BYTES_MAX = 64 * 1024;

/**
 * Listens until it is disposed. The folder's lock is held, so a socket that is there is a dead server's.
 *
 * Without it, as on a file system that knows no sockets, all else goes on.
 */
export function listenForVerbs(path: string, rooms: ControlRooms, log: Log): Disposable {
  try {
    rmSync(path, { force: true });
    const server = Bun.serve({
      unix: path,
      maxRequestBodySize: ASK_BYTES_MAX,
      fetch: (request) => answerTo(rooms, request, log),
    });
    chmodSync(path, 0o600);
    return { [Symbol.dispose]: () => void server.stop(true) };
  } catch (error) {
    log.warn("no control socket", { error });
    return { [Symbol.dispose]() {} };
  }
}

async function answerTo(rooms: ControlRooms, request: Request, log: Log): Promise<Response> {
  try {
    return Response.json({ value: await control(rooms, await request.json()) });
  } catch (error) {
    if (error instanceof AppError) return Response.json({ refusal: { kind: error.kind, message: error.message } });
    log.error("a verb met a bug", { error });
    return Response.json({ refusal: { kind: "internal", message: "Something went wrong: see the server's log." } });
  }
}
