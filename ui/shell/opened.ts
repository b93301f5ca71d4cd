/** What of the frame is open above the page. */
import { signal } from "@preact/signals";

/** The palette, the list of keys, the choice of another environment, the menu of a small screen, or nothing. */
export const opened = signal<"palette" | "keys" | "places" | "menu" | null>(null);
