/** The question before an admin becomes an owner, and of which organization. */
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { changePerson, type Person } from "../people-client.ts";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";
import { OrganizationChoice, useOrganizationChoice } from "./OrganizationChoice.tsx";

/** The dialog. */
export function OwnerQuestion({ person: { id, name }, onClose }: { person: Person; onClose: () => void }) {
  const { ownerTitle, ownerText, ownerAction, done } = own.people.change;
  const choice = useOrganizationChoice();
  const { isBusy, run } = useDoing();
  const organization = choice.organizations.find((one) => one.id === choice.id);
  const make = async () => {
    if (organization === undefined) return;
    const change = () => changePerson(id, { role: "owner" }, organization.id);
    await run(change, done(name, own.people.ownerOf(organization.name)));
    onClose();
  };
  return (
    <Dialog title={ownerTitle(name)} onClose={onClose}>
      <p>{ownerText}</p>
      <OrganizationChoice choice={choice} />
      <div class="dialog-foot">
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="main" why={isBusy || organization === undefined ? words.loading : null} onClick={make}>
          {ownerAction}
        </Button>
      </div>
    </Dialog>
  );
}
