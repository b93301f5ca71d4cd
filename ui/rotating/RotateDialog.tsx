/** Rotating a webhook's secret: for how long the last one signs too. */
import { rotateSecret } from "../client.ts";
import { useDoing } from "../doing.ts";
import { useHandOver } from "../handed.ts";
import { Bones } from "../kit/Bones.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { nameOf } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { RotatedDialog } from "./RotatedDialog.tsx";
import { RotateForm } from "./RotateForm.tsx";
import { useRotation } from "./use-rotation.ts";

/** The dialog; it stays while the new secret is on its way, which is then handed over in its place. */
export function RotateDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { value: rotation, problem } = useRotation(endpoint.id);
  const { isBusy, problem: refusal, run } = useDoing(true);
  const handOver = useHandOver();
  const rotate = (overlapS: number, isShownOnce: boolean) =>
    run(async () => {
      const rotated = await rotateSecret(endpoint.id, overlapS);
      onClose();
      handOver((close) => <RotatedDialog rotated={rotated} isShownOnce={isShownOnce} onClose={close} />);
    });
  return (
    <Dialog title={setUp.rotating.title(nameOf(endpoint))} onClose={onClose} isHeld={isBusy}>
      {rotation !== undefined ? (
        <RotateForm
          rotation={rotation}
          isBusy={isBusy}
          problem={refusal}
          onRotate={(overlapS) => rotate(overlapS, rotation.reveal === "once")}
          onClose={onClose}
        />
      ) : problem ? (
        <ProblemNote problem={problem} />
      ) : (
        <Bones rows={3} height={38} />
      )}
    </Dialog>
  );
}
