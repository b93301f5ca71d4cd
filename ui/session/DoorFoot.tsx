/** The foot of a page of the door: the other way in. */
import { useEffect } from "preact/hooks";
import { words } from "../words/words.ts";
import { askForKey } from "./session.ts";

/** The quiet second way: by an API key, or by email and password again. */
export function DoorFoot({ way }: { way: "key" | "person" }) {
  const { byKey, byPerson } = words.door.ways;
  return (
    <p class="door-foot small">
      <button type="button" class="link" onClick={() => askForKey(way === "key")}>
        {way === "key" ? byKey : byPerson}
      </button>
    </p>
  );
}

/** Names the browser's tab. */
export function useDoorTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${words.name}`;
  }, [title]);
}
