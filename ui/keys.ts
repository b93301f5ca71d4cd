/** The keyboard: which key does what on the page that is open. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { singleKeys } from "./kept.ts";

/** Keys by name: `/`, `ArrowDown`, `mod+k`, where `mod` is ⌘ or Ctrl. */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Whether this device says ⌘ where others say Ctrl. */
export const isApple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** The name under which a key press is looked up. */
export function nameOfKey({ key, metaKey, ctrlKey, altKey }: KeyboardEvent): string {
  const name = key.length === 1 ? key.toLowerCase() : key;
  return `${metaKey || ctrlKey ? "mod+" : ""}${altKey ? "alt+" : ""}${name}`;
}

/** Whether a press is typing, or belongs to what is pressed: then single keys keep silent. */
export function isTyping(event: Pick<KeyboardEvent, "composedPath">): boolean {
  const [element] = event.composedPath() as Element[];
  return element?.matches?.("input, textarea, select, [contenteditable]") ?? false;
}

/** Whether the arrows scroll what has the focus: a text that is longer than its frame may be. */
function isScrolling(event: KeyboardEvent): boolean {
  const [element] = event.composedPath() as Element[];
  return element?.matches?.("[role=region]") ?? false;
}

/** Listens while the component is there. A modal dialog silences the keys of the page below. */
export function useKeys(keys: KeyMap): void {
  const latest = useRef(keys);
  latest.current = keys;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const name = nameOfKey(event);
      const run = latest.current[name];
      if (run === undefined || event.defaultPrevented) return;
      const isSingle = name.length === 1;
      if (!name.startsWith("mod+")) {
        if (isTyping(event) || (name.startsWith("Arrow") && isScrolling(event))) return;
        if (document.querySelector("dialog:modal") !== null) return;
        if (isSingle && singleKeys.value === "off") return;
      }
      event.preventDefault();
      run(event);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
