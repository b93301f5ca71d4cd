/** Ending a recovery. */
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { cancelRecovery } from "../set-up-client.ts";
import type { Recovery } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** The button that ends it; nothing once it is over. */
export function CancelRecovery({ recovery: { id, state } }: { recovery: Recovery }) {
  const { isBusy, run } = useDoing();
  if (state !== "running") return null;
  return (
    <Button why={isBusy ? words.loading : null} onClick={() => run(() => cancelRecovery(id))}>
      {setUp.recovering.cancel}
    </Button>
  );
}
