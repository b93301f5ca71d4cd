/** Looks after the disk: intake stops while there is still room for what was accepted, and goes on when it can. */
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Store } from "../store/faces/store.ts";

/** What is watched. */
export interface DiskWatchRooms {
  store: Pick<Store, "state" | "probe">;
  clock: Clock;
  log: Log;
  dataDir: string;
  /** Free bytes on the disk, `null` when they cannot be told. */
  freeBytes(): number | null;
}

/** The watch. */
export interface DiskWatch extends Disposable {
  /** Why nothing may be accepted, naming the path and the cure; `null` when it may. */
  refusal(): string | null;
}

/** Room for the verdicts of what is accepted already, and for a checkpoint. */
const RESERVE_BYTES = 64 * 1024 * 1024;

const LOOK_MS = 1000;

/** Starts to look, once a second. */
export function watchDisk({ store, clock, log, dataDir, freeBytes }: DiskWatchRooms): DiskWatch {
  let isLow = isBelowReserve();
  let timer = clock.after(LOOK_MS, look);
  return {
    refusal() {
      if (store.state.fault !== null) return store.state.fault;
      return isLow ? `The disk that holds ${dataDir} is nearly full. Free some space; nothing is lost.` : null;
    },
    [Symbol.dispose]: () => timer.cancel(),
  };

  function look(): void {
    const wasLow = isLow;
    isLow = isBelowReserve();
    if (isLow && !wasLow) log.error("disk nearly full, intake stopped", { dataDir });
    if (!isLow && wasLow) log.info("disk has room again", { dataDir });
    // A fault that has gone is noticed by a write; the sentence of one that has not is in the state already.
    if (store.state.fault !== null) store.probe().catch(() => {});
    timer = clock.after(LOOK_MS, look);
  }

  function isBelowReserve(): boolean {
    return (freeBytes() ?? Infinity) < RESERVE_BYTES;
  }
}
