/** Recoveries as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { RecoverableState, RecoveryKind, RecoveryState } from "../../rules/recovery.ts";

/** A recovery, and how far it is. */
export interface Recovery {
  seq: number;
  id: Uint8Array;
  /** The endpoint's seq and id. */
  endpoint: number;
  endpointId: Uint8Array;
  kind: RecoveryKind;
  state: RecoveryState;
  /** How many deliveries are known to be concerned. */
  count: number;
  /** Whether there are no more; else `count` may grow while it runs. */
  isCountFinal: boolean;
  /** How many are set. */
  done: number;
  createdAt: UnixMs;
  updatedAt: UnixMs;
}

/** Which deliveries of an endpoint are to be begun again. Tests never are. */
export interface Recoverable {
  /** The endpoint's seq. */
  endpoint: number;
  /** Created then or later. */
  since: UnixMs;
  /** Created before. */
  until: UnixMs;
  /** At least one. */
  states: readonly RecoverableState[];
  /** `null` for any. */
  types: readonly string[] | null;
}

/** Where a walk over deliveries stands: the states left, the first of them being walked, and the last seq looked at. */
export interface WalkPlace {
  states: readonly number[];
  walkedTo: number;
}

/** A recover about to be stored, with what a first look has found. */
export interface NewRecover extends Recoverable {
  id: Uint8Array;
  environment: number;
  count: number;
  isCountFinal: boolean;
  createdAt: UnixMs;
}

/** Recoveries by noun. Writes throw AppError `unavailable` when the store cannot write. */
export interface RecoveriesStore {
  /** Answers the recovery that is to be run, `off` when its endpoint is off or gone meanwhile, `full` when as many run as may. */
  beginRecover(recover: NewRecover): Promise<Recovery | "off" | "full">;
  /** Counts on from a place, `null` for the beginning; examines a bounded number of rows. `next` is `null` at the end. */
  countRecoverable(
    recoverable: Recoverable,
    place: WalkPlace | null,
  ): Promise<{ count: number; next: WalkPlace | null }>;
  /** Sets at most `limit` deliveries; answers whether there is more to do. */
  recoveryStep(recovery: number, limit: number, at: UnixMs): Promise<boolean>;
  /** What is set goes on, the rest stays as it is. Answers `false` for one that is over, which stays as it ended. */
  cancelRecovery(recovery: number, at: UnixMs): Promise<boolean>;
  readRecovery(environment: number, id: Uint8Array): Promise<Recovery | null>;
  /** Those of an endpoint that are running, the newest first. */
  listRecoveries(endpoint: number): Promise<Recovery[]>;
  /** Those that are running, for boot. */
  loadRecoveries(): Promise<Pick<Recovery, "seq" | "endpoint">[]>;
}
