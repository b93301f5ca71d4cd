/** Which dialogs are open: whatever lies below the uppermost can neither be reached nor heard. */
import { signal } from "@preact/signals";

/** Their ids, the uppermost last. */
export const openDialogs = signal<readonly string[]>([]);

/** Takes note of one that opens; answers what to do when it closes. */
export function noteOpen(id: string): () => void {
  openDialogs.value = [...openDialogs.value, id];
  return () => {
    openDialogs.value = openDialogs.value.filter((one) => one !== id);
  };
}
