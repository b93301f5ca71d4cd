/** Sending again what a webhook missed: what of it, and then how far that is. */
import { useState } from "preact/hooks";
import { Dialog } from "../kit/Dialog.tsx";
import { nameOf } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { RecoverForm } from "./RecoverForm.tsx";
import { RecoverProgress } from "./RecoverProgress.tsx";

/** The dialog: the form, and its progress once it is sent. */
export function RecoverDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const [begun, setBegun] = useState<string | null>(null);
  return (
    <Dialog title={setUp.recovering.title(nameOf(endpoint))} onClose={onClose}>
      {begun === null ? (
        <RecoverForm endpoint={endpoint} onBegun={setBegun} onClose={onClose} />
      ) : (
        <RecoverProgress id={begun} onClose={onClose} />
      )}
    </Dialog>
  );
}
