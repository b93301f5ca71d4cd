/** A stream as server-sent events. *Source:* WHATWG HTML, "Server-sent events". */
import type { Outlet } from "./streams.ts";
import { BUFFERED_BYTES_MAX } from "./streams.ts";

/** How the server treats the connection. */
export interface Connected {
  /** After how many quiet seconds it is closed; 0 for never. */
  timeout(seconds: number): void;
}

/** A comment, which readers pass over. */
const BEAT = new TextEncoder().encode(":\n\n");

/**
 * The answer that goes on until the stream ends.
 *
 * @param open begins the stream; answers what to do when the reader has gone
 */
export function eventStream({ timeout }: Connected, open: (outlet: Outlet) => () => void): Response {
  const encoder = new TextEncoder();
  let leave = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        timeout(0);
        // At once, for without a byte of the body the head is not sent.
        controller.enqueue(BEAT);
        const isFull = () => -controller.desiredSize! > BUFFERED_BYTES_MAX;
        leave = open({
          send(texts) {
            controller.enqueue(encoder.encode(texts.map((text) => `data: ${text}\n\n`).join("")));
            return !isFull();
          },
          beat: () => controller.enqueue(BEAT),
          end: () => controller.close(),
          cut() {
            controller.error();
            // The failed body alone would leave the connection to a reader that does not read.
            timeout(1);
          },
        });
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
  });
}
