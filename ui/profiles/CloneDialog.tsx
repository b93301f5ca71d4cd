/** Cloning a profile under another name. */
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { FormProblem } from "../form/FormProblem.tsx";
import { TextField } from "../form/TextField.tsx";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { refusedFields } from "../organizations/draft.ts";
import { cloneProfile } from "../set-up-client.ts";
import type { Profile } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** *Source:* the rule of the API's profile names. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The dialog; once it is cloned, the clone opens to be changed. */
export function CloneDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const { cloning } = setUp.profiles;
  const { isBusy, problem, run } = useDoing(true);
  const { go } = useAddress();
  const [name, setName] = useState("");
  const [title, setTitle] = useState(profile.title);
  const refused = refusedFields<"name" | "title">(problem);
  const isWrong = name !== "" && !NAME.test(name);
  const why = isBusy ? words.form.why.busy : name === "" ? cloning.unnamed : isWrong ? words.form.why.faults(1) : null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why !== null) return;
    void run(async () => {
      await cloneProfile(profile.name, name, title);
      go(`/profiles/${name}/edit`);
    }, cloning.done(name));
  };
  return (
    <Dialog title={cloning.title(profile.title)} onClose={onClose}>
      <p class="second">{cloning.text}</p>
      <form class="dialog-form" onSubmit={submit} noValidate>
        <TextField
          label={cloning.name}
          isMono
          placeholder={cloning.namePlaceholder}
          note={cloning.nameNote}
          value={name}
          fault={isWrong ? words.form.cure(cloning.nameFault) : refused.name}
          onInput={setName}
        />
        <TextField label={cloning.profileTitle} value={title} fault={refused.title} onInput={setTitle} />
        <FormProblem problem={problem} />
        <div class="dialog-foot">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="main" type="submit" why={why}>
            {cloning.action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
