/** What is handed over one time, such as a secret: it stands above whichever page is open, so that no way out of a page loses it. */
import { signal } from "@preact/signals";
import type { ComponentChild } from "preact";
import { credentials } from "./client.ts";

/** Draws what is handed over; `close` puts it away. */
export type Handed = (close: () => void) => ComponentChild;

/** What waits to be taken, oldest first. */
export const handed = signal<readonly Handed[]>([]);

/**
 * Lets a component hand something over, to nobody but the person who was here when it was drawn. A dialog that asked for
 * it is closed first: then the focus goes back to what opened that, in the end.
 */
export function useHandOver(): (draw: Handed) => void {
  const { visit } = credentials;
  const add = (draw: Handed) => {
    if (visit === credentials.visit) handed.value = [...handed.value, draw];
  };
  // What was closed just before is drawn first.
  return (draw) => queueMicrotask(() => add(draw));
}

/** Puts the oldest away. */
export function putAway(): void {
  handed.value = handed.value.slice(1);
}

/** Puts everything away: somebody leaves. */
export function putAllAway(): void {
  handed.value = [];
}
