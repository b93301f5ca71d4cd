/** The store's face: the sum of its nouns. All methods are asynchronous, so that another room can stand behind it. */
import type { AttemptsStore } from "./attempts.ts";
import type { DeliveriesStore } from "./deliveries.ts";
import type { EndpointsStore } from "./endpoints.ts";
import type { EventTypesStore } from "./event-types.ts";
import type { EventsStore } from "./events.ts";
import type { ProfilesStore } from "./profiles.ts";

/** How the store is doing. */
export interface StoreState {
  /** Why the last commit failed, naming the path and the cure; `null` when it did not. */
  fault: string | null;
  /** Bytes of intake that wait for their commit. */
  uncommittedBytes: number;
}

/** What the metrics learn of a commit. */
export type OnCommit = (commit: { unitsCount: number; durationMs: number }) => void;

/** Everything that is kept. */
export interface Store
  extends EventsStore, DeliveriesStore, AttemptsStore, EndpointsStore, ProfilesStore, EventTypesStore, AsyncDisposable {
  readonly state: StoreState;
  /** Tries to write, so that a fault that has gone is noticed. @throws AppError `unavailable` while it has not */
  probe(): Promise<void>;
  /** Resolves when nothing waits to be committed. */
  settled(): Promise<void>;
}
