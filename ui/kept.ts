/** What a person chose on this device, kept in the browser as signals. */
import { effect, type Signal, signal } from "@preact/signals";

/** `system` follows the device. */
export type Theme = "system" | "light" | "dark";

/** Light or dark. */
export const theme = kept<Theme>("hookwheel-theme", "system", ["system", "light", "dark"]);

/** Whether single keys such as `/` and `?` do something. */
export const singleKeys = kept<"on" | "off">("hookwheel-single-keys", "on", ["on", "off"]);

/** Puts the theme on the page whenever it changes. */
export function wearTheme(): void {
  effect(() => {
    const { dataset } = document.documentElement;
    if (theme.value === "system") delete dataset["theme"];
    else dataset["theme"] = theme.value;
  });
}

/** A signal that is read from the browser's store and written back; anything else that stands there is as nothing. */
function kept<Value extends string>(name: string, otherwise: Value, allowed: readonly Value[]): Signal<Value> {
  const stored = read(name) as Value;
  const chosen = signal(allowed.includes(stored) ? stored : otherwise);
  effect(() => write(name, chosen.value));
  return chosen;
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** A browser that forbids it forgets the choice with the page. */
function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {}
}
