/** Adding a person: the form, and then the link, shown once. */
import { useState } from "preact/hooks";
import { mailAddressFault, nameFault } from "../../server/rules/fields.ts";
import { useDoing } from "../doing.ts";
import { RoleChoice } from "../form/RoleChoice.tsx";
import { TextField } from "../form/TextField.tsx";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { useIsAdmin } from "../places/use-known.ts";
import { addPerson, type AddedPerson } from "../people-client.ts";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";
import { OrganizationChoice, useOrganizationChoice } from "./OrganizationChoice.tsx";
import { ShownLink } from "./ShownLink.tsx";

/** The dialogs, one after the other. */
export function NewPerson({ onClose }: { onClose: () => void }) {
  const [added, setAdded] = useState<AddedPerson | null>(null);
  if (added !== null) {
    return <ShownLink title={own.people.link.added(added.name)} link={added.link} onClose={onClose} />;
  }
  return (
    <Dialog title={own.people.form.title} onClose={onClose}>
      <PersonFields onAdded={setAdded} onClose={onClose} />
    </Dialog>
  );
}

interface PersonFieldsProps {
  onAdded: (person: AddedPerson) => void;
  onClose: () => void;
}

function PersonFields({ onAdded, onClose }: PersonFieldsProps) {
  const { form: text, roles } = own.people;
  const isAdmin = useIsAdmin();
  const choice = useOrganizationChoice();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<"admin" | "owner">(isAdmin ? "admin" : "owner");
  const [isTried, setTried] = useState(false);
  const { isBusy, problem, run } = useDoing(true);
  const faults = { email: mailAddressFault(email), name: nameFault(name) };
  const told = (field: "email" | "name") =>
    isTried && faults[field] !== null ? words.form.cure(faults[field]) : undefined;
  const why = isBusy ? text.busy : role === "owner" && choice.id === undefined ? words.loading : null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.email !== null || faults.name !== null || why !== null) return;
    const form = { email, name, role };
    void run(async () => onAdded(await addPerson(form, role === "owner" ? choice.id : undefined)));
  };
  return (
    <form class="dialog-form" onSubmit={submit} noValidate>
      <TextField label={text.email} value={email} fault={told("email")} onInput={setEmail} />
      <TextField label={text.name} value={name} fault={told("name")} onInput={setName} />
      {isAdmin && (
        <RoleChoice label={text.role} roles={["admin", "owner"]} told={roles} role={role} onChange={setRole} />
      )}
      {isAdmin && role === "owner" && <OrganizationChoice choice={choice} />}
      {problem && (
        <p class="fault" role="alert">
          {problem.detail}
        </p>
      )}
      <div class="dialog-foot">
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="main" type="submit" why={why}>
          {text.action}
        </Button>
      </div>
    </form>
  );
}
