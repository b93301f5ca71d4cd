/** Whether the page moves by itself; a press or `P` holds it still. */
import { hearing, holdLive } from "../live.ts";
import { singleKeys } from "../kept.ts";
import { useKeys } from "../keys.ts";
import { readAgain } from "../reading.ts";
import { tell } from "../toasts.ts";
import { words } from "../words/words.ts";

/** The switch, with a green dot while the page moves. */
export function LiveSwitch() {
  const { live } = words.shell;
  const isHeld = hearing.value === "held";
  const turn = () => {
    holdLive(!isHeld);
    tell(isHeld ? live.saidGoing : live.saidHeld);
    if (isHeld) readAgain();
  };
  useKeys({ p: turn });
  return (
    <button
      type="button"
      class={`live${isHeld ? " still" : ""}`}
      aria-pressed={isHeld}
      title={isHeld ? live.goTitle : live.holdTitle}
      onClick={turn}
    >
      {live[hearing.value]}
      {singleKeys.value === "on" && <kbd aria-hidden="true">P</kbd>}
    </button>
  );
}
