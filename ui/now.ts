/** The present moment as a signal: what counts up or down reads it, and moves each second while it is shown. */
import { signal } from "@preact/signals";
import { every, type Stop, wallMs } from "./clock.ts";

let stop: Stop | null = null;

/** Unix ms, at most a second old. */
export const now = signal(wallMs(), {
  watched() {
    now.value = wallMs();
    stop = every(1_000, () => (now.value = wallMs()));
  },
  unwatched() {
    stop?.();
  },
});

/** Whether a time as the API writes it has not come yet; whoever draws by it is drawn again when it has. */
export function isToCome(at: string | null): at is string {
  return at !== null && Date.parse(at) > now.value;
}
