/** Sending again what a webhook missed: what of it, and then how far that is. */
import { useState } from "preact/hooks";
import { Dialog } from "../kit/Dialog.tsx";
import { nameOf } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { RecoverForm } from "./RecoverForm.tsx";
import { RecoverProgress } from "./RecoverProgress.tsx";

/** The dialog: the form, and the progress of what is begun in it or was under way before. */
export function RecoverDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <Dialog title={setUp.recovering.title(nameOf(endpoint))} onClose={onClose}>
      {shown === null ? (
        <RecoverForm endpoint={endpoint} onShow={setShown} onClose={onClose} />
      ) : (
        <RecoverProgress id={shown} onClose={onClose} />
      )}
    </Dialog>
  );
}
