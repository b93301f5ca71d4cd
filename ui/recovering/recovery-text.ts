/** How far a recovery is and how it ended, in words. Pure. */
import type { Recovery } from "../set-up-shapes.ts";
import type { Endpoint } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** `1,000 of 20,000`, with what is said where there may be more. */
export function progressText({ done, count, isCountFinal }: Recovery): string {
  const { of, ofMany } = setUp.notices.recovery;
  return (isCountFinal ? of : ofMany)(done.toLocaleString(), count.toLocaleString());
}

/**
 * The sentence that tells how it goes, or how it ended.
 *
 * @param endpoint its webhook as it stands now, `null` when it is deleted or not known
 */
export function stateText(recovery: Recovery, endpoint: Pick<Endpoint, "status" | "updatedAt"> | null): string {
  const text = setUp.recovering;
  switch (recovery.state) {
    case "running":
      return text.running;
    case "done":
      return text.done(words.count(recovery.done, "delivery is", "deliveries are"));
    case "cancelled":
      return text.cancelled(
        progressText(recovery),
        endpoint !== null && isByPerson(recovery, endpoint) ? text.rest[recovery.kind] : text.restLeft,
      );
  }
}

/** Whether its webhook had no part in its end: one that is turned off, or on anew, ends it and changes in one moment. */
function isByPerson({ updatedAt }: Recovery, endpoint: Pick<Endpoint, "status" | "updatedAt">): boolean {
  return endpoint.status === "active" && endpoint.updatedAt < updatedAt;
}
