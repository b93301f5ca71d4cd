/** When a press has ended: what moves the page waits for it, or the press would miss what it began on. */
import { after } from "../clock.ts";

let isDown = false;

addEventListener("pointerdown", () => (isDown = true), { capture: true });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (isDown = false), { capture: true });

/** Runs at once while nothing is pressed, else after the click that the press becomes. */
export function whenReleased(run: () => void): void {
  if (!isDown) run();
  else addEventListener("pointerup", () => after(0, run), { capture: true, once: true });
}
