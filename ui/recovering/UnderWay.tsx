/** The recoveries of a webhook that are under way already, before another one is begun. */
import { Button } from "../kit/Button.tsx";
import type { Recovery } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { progressText } from "./recovery-text.ts";

/** A note for each; `onShow` hears the id of the one that is to be looked at. */
export function UnderWay({ recoveries, onShow }: { recoveries: readonly Recovery[]; onShow: (id: string) => void }) {
  const { underWay, show } = setUp.recovering;
  return recoveries.map((recovery) => (
    <div class="notice waiting" key={recovery.id}>
      <p>{underWay[recovery.kind](progressText(recovery))}</p>
      <Button size="small" onClick={() => onShow(recovery.id)}>
        {show}
      </Button>
    </div>
  ));
}
