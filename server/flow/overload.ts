/** When intake steps back: better a clear 503 now than a slow death later. */
import type { Store } from "../store/faces/store.ts";
import type { Capacity } from "./capacity.ts";

/** What intake looks at before it takes more. */
export interface OverloadSigns {
  store: Pick<Store, "state">;
  capacity: Pick<Capacity, "hasRoom">;
  /** How late the event loop runs. */
  loopLagMs(): number;
  /** How long the first of the healthy endpoints has waited for its turn. */
  turnLateMs(): number;
}

const LOOP_LAG_MS_MAX = 200;
const UNCOMMITTED_BYTES_MAX = 4 * 1024 * 1024;
const TURN_LATE_MS_MAX = 30_000;

const AGAIN = "Send it again in a second, with the same Idempotency-Key.";

/** Why nothing can be accepted now, `null` when it can. */
export function overloadOf({ store, capacity, loopLagMs, turnLateMs }: OverloadSigns): string | null {
  if (store.state.uncommittedBytes > UNCOMMITTED_BYTES_MAX) return `Too much is being stored at once. ${AGAIN}`;
  if (loopLagMs() > LOOP_LAG_MS_MAX) return `Too much is being done at once. ${AGAIN}`;
  if (!capacity.hasRoom() && turnLateMs() > TURN_LATE_MS_MAX)
    return `Too much waits to be sent: HOOKWHEEL_MAX_IN_FLIGHT is reached. ${AGAIN}`;
  return null;
}
