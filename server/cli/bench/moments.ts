/** Points in time by an event's sequence number, on one clock for every process of a run. */
import { join } from "node:path";
import type { Clock } from "../../base/clock.ts";

/** What happened to an event at these moments. */
export type MomentsName = "posted" | "accepted" | "received";

/** Milliseconds with a fraction, comparable between processes that started without the clock being set in between. */
export function sharedMs(clock: Clock): number {
  return performance.timeOrigin + clock.monotonicMs();
}

/** One point in time for each sequence number, 0 for none yet. */
export class Moments {
  #at = new Float64Array(1 << 16);
  #length = 0;

  /** 0 when there is none. */
  at(sequence: number): number {
    return this.#at[sequence] ?? 0;
  }

  set(sequence: number, at: number): void {
    if (sequence >= this.#at.length) this.#widen(sequence + 1);
    this.#at[sequence] = at;
    if (sequence >= this.#length) this.#length = sequence + 1;
  }

  /** The moments themselves, not a copy. */
  all(): Float64Array<ArrayBuffer> {
    return this.#at.subarray(0, this.#length);
  }

  /** Leaves them in `folder` for another process. */
  async write(folder: string, name: MomentsName): Promise<void> {
    await Bun.write(join(folder, name), this.all());
  }

  #widen(lengthMin: number): void {
    const wider = new Float64Array(Math.max(lengthMin, this.#at.length * 2));
    wider.set(this.#at);
    this.#at = wider;
  }
}

/** What `Moments.write` wrote. */
export async function readMoments(folder: string, name: MomentsName): Promise<Float64Array> {
  return new Float64Array(await Bun.file(join(folder, name)).arrayBuffer());
}
