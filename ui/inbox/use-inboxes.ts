/** Inboxes as last read, kept fresh while they are shown. */
import { useEffect } from "preact/hooks";
import { every } from "../clock.ts";
import { hearing } from "../live.ts";
import { type Inbox, type InboxDetails, listInboxes, readInbox } from "../people-client.ts";
import { type Reading, readAgain, useReading } from "../reading.ts";

/** What comes to an inbox from outside is not on the stream: it is asked for so often. */
const ASK_EVERY_MS = 3_000;

/** All of the environment, newest first. */
export function useInboxes(): Reading<Inbox[]> {
  return useReading("inboxes", listInboxes, ["attempt", "endpoint", "inbox"]);
}

/** One with its requests; nothing without an id. */
export function useInbox(id: string | undefined): Reading<InboxDetails> {
  return useReading(id && `inbox ${id}`, () => readInbox(id as string), ["attempt", "endpoint", "inbox"]);
}

/** Asks again and again while the page is seen, and not held still. */
export function useInboxPolling(): void {
  useEffect(
    () =>
      every(ASK_EVERY_MS, () => {
        if (hearing.peek() !== "held" && document.visibilityState === "visible") readAgain(["inbox"]);
      }),
    [],
  );
}
