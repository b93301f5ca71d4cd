/** Short news of what was done, shown for a moment and said aloud. */
import { signal } from "@preact/signals";
import { after } from "./clock.ts";

/** One piece of news. */
export interface Toast {
  id: number;
  text: string;
  isFault: boolean;
}

/** How long it stays: long enough to be read twice. */
const SHOWN_MS = 5_000;

/** What is shown now, oldest first. */
export const toasts = signal<readonly Toast[]>([]);

let count = 0;

/** Tells what was done. */
export function tell(text: string): void {
  show(text, false);
}

/** Tells what could not be done, and what to do. */
export function tellFault(text: string): void {
  show(text, true);
}

function show(text: string, isFault: boolean): void {
  const toast = { id: ++count, text, isFault };
  toasts.value = [...toasts.value.slice(-2), toast];
  after(isFault ? 2 * SHOWN_MS : SHOWN_MS, () => {
    toasts.value = toasts.value.filter(({ id }) => id !== toast.id);
  });
}
