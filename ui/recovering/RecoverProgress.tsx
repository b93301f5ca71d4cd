/** How far a recovery is, in the dialog that began it. */
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import type { Recovery } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { RecoveryFacts } from "./RecoveryFacts.tsx";
import { useRecovery } from "./use-recovery.ts";

/** What came of it so far; it goes on when the dialog is closed. */
export function RecoverProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const { value: recovery, problem } = useRecovery(id);
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <p role="status">{recovery && outcomeOf(recovery)}</p>
      {recovery ? <RecoveryFacts recovery={recovery} /> : <Bones rows={4} height={38} />}
      <div class="dialog-foot">
        <a class="button" href={`/recoveries/${id}`}>
          {setUp.recovering.page}
        </a>
        <Button kind="main" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </>
  );
}

function outcomeOf({ state, done }: Recovery): string {
  const text = setUp.recovering;
  if (state === "running") return text.running;
  return text[state](words.count(done, "delivery is", "deliveries are"));
}
