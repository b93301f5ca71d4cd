/** The question before an organization is deleted: its name is typed, since so much goes with it. */
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { TextField } from "../form/TextField.tsx";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { chosenPlace, choosePlace } from "../places/place.ts";
import { deleteOrganization } from "../set-up-client.ts";
import type { Organization } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** The dialog; a yes deletes, and leads back to the list. */
export function RemovalQuestion({ organization, onClose }: { organization: Organization; onClose: () => void }) {
  const { title, text, confirm, why, action, done } = setUp.organizations.removal;
  const { isBusy, run } = useDoing();
  const { go } = useAddress();
  const [typed, setTyped] = useState("");
  const { id, name } = organization;
  const isMeant = typed.trim() === name;
  const remove = async () => {
    const isGone = await run(async () => {
      await deleteOrganization(id);
      go("/organizations", true);
    }, done(name));
    onClose();
    if (isGone && chosenPlace.peek()?.organization.id === id) choosePlace(null);
  };
  return (
    <Dialog title={title(name)} onClose={onClose}>
      <p>{text}</p>
      <TextField label={confirm(name)} value={typed} onInput={setTyped} />
      <div class="dialog-foot">
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="grave" why={isBusy ? words.loading : isMeant ? null : why} onClick={remove}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
