/** Rotating a webhook's secret: for how long the last one signs too, and then the new one, to be copied. */
import { useState } from "preact/hooks";
import { Bones } from "../kit/Bones.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { nameOf } from "../looks.ts";
import type { Endpoint, RotatedSecret } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { RotatedDialog } from "./RotatedDialog.tsx";
import { RotateForm } from "./RotateForm.tsx";
import { useRotation } from "./use-rotation.ts";

/** The dialog: the question, and the new secret once there is one. */
export function RotateDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { value: rotation, problem } = useRotation(endpoint.id);
  const [rotated, setRotated] = useState<RotatedSecret | null>(null);
  if (rotated !== null && rotation !== undefined) {
    return <RotatedDialog rotated={rotated} isShownOnce={rotation.reveal === "once"} onClose={onClose} />;
  }
  return (
    <Dialog title={setUp.rotating.title(nameOf(endpoint))} onClose={onClose}>
      {rotation !== undefined ? (
        <RotateForm id={endpoint.id} rotation={rotation} onRotated={setRotated} onClose={onClose} />
      ) : problem ? (
        <ProblemNote problem={problem} />
      ) : (
        <Bones rows={3} height={38} />
      )}
    </Dialog>
  );
}
