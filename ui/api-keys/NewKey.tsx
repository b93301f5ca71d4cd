/** Making a key: the form, and then the key, shown once. */
import { useState } from "preact/hooks";
import { useDoing } from "../doing.ts";
import { Dialog } from "../kit/Dialog.tsx";
import { headersOf } from "../places/place.ts";
import { useHere } from "../places/use-here.ts";
import { addKey } from "../set-up-client.ts";
import type { AddedKey, NewKey as NewKeyForm } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { KeyFields } from "./KeyFields.tsx";
import { ShownKey } from "./ShownKey.tsx";

/** The dialogs, one after the other; the first stays while the key is on its way to it. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const here = useHere();
  const [added, setAdded] = useState<AddedKey | null>(null);
  const { isBusy, problem, run } = useDoing(true);
  const make = (form: NewKeyForm) =>
    run(async () => setAdded(await addKey(form, here === null ? undefined : headersOf(here))));
  if (added !== null) return <ShownKey added={added} onClose={onClose} />;
  return (
    <Dialog title={setUp.apiKeys.form.title} onClose={onClose} isHeld={isBusy}>
      <KeyFields here={here} isBusy={isBusy} problem={problem} onMake={make} onClose={onClose} />
    </Dialog>
  );
}
