/** Whether the page moves by itself; a press or `P` holds it still. */
import { singleKeys } from "../kept.ts";
import { useKeys } from "../keys.ts";
import { hearing } from "../live.ts";
import { words } from "../words/words.ts";
import { turnHold, useHoldable } from "./holding.ts";

/** The switch, with a green dot while the page moves. */
export function LiveSwitch() {
  const { live } = words.shell;
  const isHeld = hearing.value === "held";
  useHoldable();
  useKeys({ p: turnHold });
  return (
    <button
      type="button"
      class={`live${isHeld ? " still" : ""}`}
      aria-pressed={isHeld}
      title={isHeld ? live.goTitle : live.holdTitle}
      onClick={turnHold}
    >
      {live[hearing.value]}
      {singleKeys.value === "on" && <kbd aria-hidden="true">P</kbd>}
    </button>
  );
}
