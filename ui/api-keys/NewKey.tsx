/** Making a key: the form, and then the key, handed over once. */
import { useDoing } from "../doing.ts";
import { useHandOver } from "../handed.ts";
import { Dialog } from "../kit/Dialog.tsx";
import { headersOf } from "../places/place.ts";
import { useHere } from "../places/use-here.ts";
import { addKey } from "../set-up-client.ts";
import { useStillThere } from "../still-there.ts";
import type { NewKey as NewKeyForm } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { KeyFields } from "./KeyFields.tsx";
import { ShownKey } from "./ShownKey.tsx";

/** The dialog; it stays while the key is on its way, which is then handed over in its place. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const here = useHere();
  const handOver = useHandOver();
  const isStillThere = useStillThere();
  const { isBusy, problem, run } = useDoing(true);
  const make = (form: NewKeyForm) =>
    run(async () => {
      const added = await addKey(form, here === null ? undefined : headersOf(here));
      if (isStillThere()) onClose();
      handOver((close) => <ShownKey added={added} onClose={close} />);
    });
  return (
    <Dialog title={setUp.apiKeys.form.title} onClose={onClose} isHeld={isBusy}>
      <KeyFields here={here} isBusy={isBusy} problem={problem} onMake={make} onClose={onClose} />
    </Dialog>
  );
}
