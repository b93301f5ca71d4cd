/** How far a recovery is, drawn and in a sentence that also tells how it ended; and a way to end it. */
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { cancelRecovery } from "../set-up-client.ts";
import type { Recovery } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** The sentence, and the bar while it is under way. */
export function RecoveryState({ recovery }: { recovery: Recovery }) {
  const { state, done, count } = recovery;
  return (
    <>
      <p role="status">{stateText(recovery)}</p>
      {state === "running" && (
        <progress class="progress" aria-label={setUp.notices.recovery.progress} value={done} max={Math.max(count, 1)} />
      )}
    </>
  );
}

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

/** `1,000 of 20,000`, with what is said where there may be more. */
export function progressText({ done, count, isCountFinal }: Recovery): string {
  const { of, ofMany } = setUp.notices.recovery;
  return (isCountFinal ? of : ofMany)(done.toLocaleString(), count.toLocaleString());
}

function stateText(recovery: Recovery): string {
  const text = setUp.recovering;
  switch (recovery.state) {
    case "running":
      return text.running;
    case "done":
      return text.done(words.count(recovery.done, "delivery is", "deliveries are"));
    case "cancelled":
      return text.cancelled(progressText(recovery), text.rest[recovery.kind]);
  }
}
