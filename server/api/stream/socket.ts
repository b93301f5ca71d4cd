/** A stream as a WebSocket. What its reader says is passed over. */
import type { ServerWebSocket } from "bun";
import { BUFFERED_BYTES_MAX, type Outlet } from "./streams.ts";

/** What the server calls, as elysia leads it here. */
export interface SocketCalls {
  open(socket: ServerWebSocket): void;
  close(): void;
}

/** The code for a server that goes away. *Source:* RFC 6455, section 7.4.1. */
const GOING_AWAY = 1001;

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
        end: () => socket.close(GOING_AWAY, "Hookwheel is stopping"),
        cut: () => socket.terminate(),
      });
    },
    close: () => leave(),
  };
}
