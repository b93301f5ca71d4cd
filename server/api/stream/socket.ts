/** A stream as a WebSocket. What its reader says is passed over. */
import type { ServerWebSocket } from "bun";
import { BUFFERED_BYTES_MAX, type EndReason, type Outlet } from "./streams.ts";

/** What the server calls, as elysia leads it here. */
export interface SocketCalls {
  open(socket: ServerWebSocket): void;
  close(): void;
}

/** The codes for a server that goes away, and for a breach of its rules. *Source:* RFC 6455, section 7.4.1. */
const ENDS: Record<EndReason, [code: number, text: string]> = {
  stopping: [1001, "Hookwheel is stopping"],
  not_allowed: [1008, "The key does not hold any more"],
};

/** @param open begins the stream; answers what to do when the reader has gone */
export function socketStream(open: (outlet: Outlet) => () => void): SocketCalls {
  let leave = () => {};
  return {
    open(socket) {
      leave = open({
        send(texts) {
          socket.cork(() => {
            for (const text of texts) socket.sendText(text);
          });
          return socket.getBufferedAmount() <= BUFFERED_BYTES_MAX;
        },
        beat: () => void socket.ping(),
        end: (reason) => socket.close(...ENDS[reason]),
        cut: () => socket.terminate(),
      });
    },
    close: () => leave(),
  };
}
