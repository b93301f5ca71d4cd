/** When keys and sessions were last used, written once a minute however often that is. */
import type { Clock } from "../base/clock.ts";

/** What was used since it was last written. */
export interface UseNotes<Used> extends AsyncDisposable {
  /** Notes a use; costs no write. */
  add(used: Used): void;
}

/** How often it is written, in ms. */
const NOTE_MS = 60_000;

/** Starts with nothing used. What `write` cannot write is noted with the next use; the rest is written when it is disposed of. */
export function createUseNotes<Used>(clock: Clock, write: (used: readonly Used[]) => Promise<unknown>): UseNotes<Used> {
  const unnoted = new Set<Used>();
  let isWaiting = false;

  return {
    add(used) {
      unnoted.add(used);
      if (isWaiting) return;
      isWaiting = true;
      clock.after(NOTE_MS, () => {
        isWaiting = false;
        void note();
      });
    },
    [Symbol.asyncDispose]: note,
  };

  async function note(): Promise<void> {
    const used = [...unnoted];
    unnoted.clear();
    if (used.length > 0) await write(used).catch(() => {});
  }
}
