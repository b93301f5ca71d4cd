/** How far a recovery is, in the dialog that began it or found it. */
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { CancelRecovery } from "./CancelRecovery.tsx";
import { RecoveryFacts } from "./RecoveryFacts.tsx";
import { RecoveryState } from "./RecoveryState.tsx";
import { useRecovery } from "./use-recovery.ts";

/** What came of it so far; it goes on when the dialog is closed. */
export function RecoverProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const { value: recovery, problem } = useRecovery(id);
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      {recovery && <RecoveryState recovery={recovery} />}
      {recovery ? <RecoveryFacts recovery={recovery} /> : <Bones rows={4} height={38} />}
      <div class="dialog-foot">
        <a class="button" href={`/recoveries/${id}`}>
          {setUp.recovering.page}
        </a>
        {recovery && <CancelRecovery recovery={recovery} />}
        <Button kind="main" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </>
  );
}
