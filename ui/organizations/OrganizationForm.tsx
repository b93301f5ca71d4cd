/** The form of an organization: what is wrong is told as it is typed, and saved once it is right. */
import { useRef, useState } from "preact/hooks";
import type { Problem } from "../client.ts";
import { FormSection } from "../form/FormSection.tsx";
import { FormProblem } from "../form/FormProblem.tsx";
import { CheckField } from "../form/CheckField.tsx";
import { TextField } from "../form/TextField.tsx";
import { Button } from "../kit/Button.tsx";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { type Draft, type Faults, faultsOf, refusedFields } from "./draft.ts";
import { OwnersField } from "./OwnersField.tsx";
import { ProfileField } from "./ProfileField.tsx";

/** What is filled in at first, and what saving does. */
export interface OrganizationFormProps {
  initial: Draft;
  isNew: boolean;
  isBusy: boolean;
  problem: Problem | null;
  onSave: (draft: Draft) => unknown;
  onCancel: () => void;
}

/** The form. */
export function OrganizationForm({ initial, isNew, isBusy, problem, onSave, onCancel }: OrganizationFormProps) {
  const { form: text } = setUp.organizations;
  const [draft, setDraft] = useState(initial);
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Draft>) => setDraft((draft) => ({ ...draft, ...part }));
  const found = faultsOf(draft);
  const faults: Faults = { ...refusedFields<keyof Draft>(problem), ...found };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(initial);
  const why = isBusy ? words.form.why.busy : whyNot(draft, Object.keys(found).length, isNew || isChanged);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why === null) void onSave(draft);
    else queueMicrotask(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <form class="webhook-form" ref={form} onSubmit={submit} noValidate>
      <FormSection {...text.about}>
        <TextField
          label={text.name}
          placeholder={text.namePlaceholder}
          value={draft.name}
          fault={faults.name}
          onInput={(name) => change({ name })}
        />
        <TextField
          label={text.externalId}
          isOptional
          isMono
          placeholder={text.externalIdPlaceholder}
          note={text.externalIdNote}
          value={draft.externalId}
          fault={faults.externalId}
          onInput={(externalId) => change({ externalId })}
        />
      </FormSection>
      <FormSection {...text.sending}>
        <ProfileField value={draft.profile} onChange={(profile) => change({ profile })} />
        <CheckField
          label={text.webhooksEnabled}
          note={text.webhooksEnabledNote}
          isOn={draft.webhooksEnabled}
          onChange={(webhooksEnabled) => change({ webhooksEnabled })}
        />
      </FormSection>
      <FormSection {...text.told}>
        <OwnersField
          value={draft.ownerEmails}
          text={draft.typedOwner}
          fault={faults.ownerEmails}
          textFault={faults.typedOwner}
          onChange={change}
        />
      </FormSection>
      <FormProblem problem={problem} />
      {(isNew || isChanged) && (
        <div class="form-foot">
          <span class="second small">{why ?? ""}</span>
          <Button onClick={onCancel}>{isNew ? words.cancel : words.form.revert}</Button>
          <Button kind="main" type="submit" why={why}>
            {isNew ? text.create : words.form.save}
          </Button>
        </div>
      )}
    </form>
  );
}

/** Why it cannot be saved, `null` when it can. */
function whyNot({ name }: Draft, faultsCount: number, isChanged: boolean): string | null {
  const { why } = words.form;
  if (name === "") return setUp.organizations.form.unnamed;
  if (faultsCount > 0) return why.faults(faultsCount);
  return isChanged ? null : why.same;
}
