/** Changing one's own name. */
import { useState } from "preact/hooks";
import { nameFault } from "../../server/rules/fields.ts";
import { useDoing } from "../doing.ts";
import { TextField } from "../form/TextField.tsx";
import { Button } from "../kit/Button.tsx";
import { changePerson } from "../people-client.ts";
import { noteOwn } from "../session/session.ts";
import type { Session } from "../shapes.ts";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";

/** The form. */
export function NameForm({ session }: { session: Session }) {
  const { label, done, same } = own.account.name;
  const { person } = session;
  const [name, setName] = useState(person.name);
  const { isBusy, run } = useDoing();
  const fault = nameFault(name);
  const why = isBusy ? words.loading : name === person.name ? same : fault === null ? null : words.form.cure(fault);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why !== null) return;
    void run(async () => noteOwn({ ...session, person: await changePerson(person.id, { name }) }), done);
  };
  return (
    <form class="account-form" onSubmit={submit} noValidate>
      <TextField
        label={label}
        value={name}
        fault={fault === null ? undefined : words.form.cure(fault)}
        onInput={setName}
      />
      <div>
        <Button type="submit" why={why}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
