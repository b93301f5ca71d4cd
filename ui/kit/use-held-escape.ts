/** Escape, while a dialog must not close by it. */
import { useLayoutEffect } from "preact/hooks";

/**
 * Hands each Escape to `press` alone: a browser lets a page refuse one, and closes the dialog by the second, so none
 * comes to it.
 *
 * @param isOnTop whether the dialog is the one that an Escape is for now
 */
export function useHeldEscape(press: () => void, isHeld: boolean, isOnTop: () => boolean): void {
  useLayoutEffect(() => {
    if (!isHeld) return;
    const hold = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !isOnTop()) return;
      event.preventDefault();
      press();
    };
    addEventListener("keydown", hold, { capture: true });
    return () => removeEventListener("keydown", hold, { capture: true });
  });
}
