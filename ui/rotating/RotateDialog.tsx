/** Rotating a webhook's secret: for how long the last one signs too, and then the new one, to be copied. */
import { useState } from "preact/hooks";
import { rotateSecret } from "../client.ts";
import { useDoing } from "../doing.ts";
import { Bones } from "../kit/Bones.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { nameOf } from "../looks.ts";
import type { Endpoint, RotatedSecret } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { RotatedDialog } from "./RotatedDialog.tsx";
import { RotateForm } from "./RotateForm.tsx";
import { useRotation } from "./use-rotation.ts";

/** The dialog: the question, and the new secret once there is one; it stays while that is on its way to it. */
export function RotateDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { value: rotation, problem } = useRotation(endpoint.id);
  const [rotated, setRotated] = useState<RotatedSecret | null>(null);
  const { isBusy, problem: refusal, run } = useDoing(true);
  const rotate = (overlapS: number) => run(async () => setRotated(await rotateSecret(endpoint.id, overlapS)));
  if (rotated !== null && rotation !== undefined) {
    return <RotatedDialog rotated={rotated} isShownOnce={rotation.reveal === "once"} onClose={onClose} />;
  }
  return (
    <Dialog title={setUp.rotating.title(nameOf(endpoint))} onClose={onClose} isHeld={isBusy}>
      {rotation !== undefined ? (
        <RotateForm rotation={rotation} isBusy={isBusy} problem={refusal} onRotate={rotate} onClose={onClose} />
      ) : problem ? (
        <ProblemNote problem={problem} />
      ) : (
        <Bones rows={3} height={38} />
      )}
    </Dialog>
  );
}
