/** Replaying an event: new deliveries of what was accepted before, behind what is new. */
import type { Clock } from "../base/clock.ts";
import { assert } from "../base/errors.ts";
import type { Changes } from "../store/faces/store.ts";
import { deliveryOf } from "./accept.ts";
import type { ReplayedEvent } from "./flow.ts";
import type { Lines } from "./lines.ts";
import type { Scopes } from "./scopes.ts";

/** What replaying needs. */
export interface ReplayRooms {
  lines: Lines;
  scopes: Scopes;
  clock: Clock;
  /** Looks at an endpoint's line: it has something due. */
  wake(endpoint: number): void;
}

/** Builds the step. An endpoint that is off holds or skips as when the event is accepted; one that is gone is left out. */
export function createReplay({ lines, scopes, clock, wake }: ReplayRooms) {
  return async (
    event: ReplayedEvent,
    endpoints: readonly number[] | null,
    changes: Pick<Changes, "replayEvent">,
  ): Promise<number> => {
    const scope = scopes.get(event.environment);
    assert(scope !== undefined, "unknown environment");
    const createdAt = clock.now();
    const wanting = endpoints ?? lines.matcher.match(event.environment, event.type, event.namespace);
    const deliveries = wanting
      .filter((endpoint) => lines.get(endpoint) !== undefined)
      .map((endpoint) => deliveryOf(lines, scope, endpoint, createdAt));
    if (deliveries.length > 0) await changes.replayEvent({ event: event.seq, deliveries, createdAt });
    for (const { endpoint, reason } of deliveries) if (reason === null) wake(endpoint);
    return deliveries.length;
  };
}
