/** Where the log's lines go, without ever waiting for who reads them. */
import type { LogOutput } from "./log.ts";

/** What a slow reader may leave unread in our memory. */
const UNREAD_CHARS_MAX = 1024 * 1024;

/** Writes to a stream of the process. A reader that is gone is no fault: the lines go nowhere. */
export function outputTo(stream: NodeJS.WriteStream): LogOutput {
  let unreadChars = 0;
  stream.on("error", () => {});
  return {
    isTerminal: stream.isTTY === true,
    hasRoom: () => unreadChars < UNREAD_CHARS_MAX,
    write(line) {
      unreadChars += line.length;
      stream.write(line, () => (unreadChars -= line.length));
    },
  };
}
