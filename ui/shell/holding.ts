/** Holding the page still that is looked at. Leaving it lets it go: a page without a switch would stand still without a sign. */
import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { hearing, holdLive } from "../live.ts";
import { readAgain } from "../reading.ts";
import { tell } from "../toasts.ts";
import { words } from "../words/words.ts";

/** How many switches are shown: a page without one cannot be held. One page comes before the last one goes. */
export const switchesCount = signal(0);

/** Holds the page, or lets it move again, and says so. */
export function turnHold(): void {
  const { live } = words.shell;
  if (letGo()) return tell(live.saidGoing);
  holdLive(true);
  tell(live.saidHeld);
}

/** Makes the page one that can be held, for as long as the component is there. */
export function useHoldable(): void {
  useLayoutEffect(() => {
    switchesCount.value++;
    return () => {
      switchesCount.value--;
      letGo();
    };
  }, []);
}

/** Answers whether it was held. */
function letGo(): boolean {
  if (hearing.peek() !== "held") return false;
  holdLive(false);
  readAgain();
  return true;
}
