/** The form of an organization: what is wrong is told as it is typed, and saved once it is right. */
import { useRef } from "preact/hooks";
import type { Problem } from "../client.ts";
import { FormSection } from "../form/FormSection.tsx";
import { FormFoot } from "../form/FormFoot.tsx";
import { FormProblem } from "../form/FormProblem.tsx";
import { CheckField } from "../form/CheckField.tsx";
import { TextField } from "../form/TextField.tsx";
import { useKeptDraft } from "../form/use-kept-draft.ts";
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
  /** `initial` is another once that was done. */
  onSave: (draft: Draft) => unknown;
  /** Leaves the form of a new one. */
  onCancel?: () => void;
}

/** The form. */
export function OrganizationForm({ initial, isNew, isBusy, problem, onSave, onCancel }: OrganizationFormProps) {
  const { form: text } = setUp.organizations;
  const { draft, isChanged, refusal, change, send, undo } = useKeptDraft(initial, problem);
  const form = useRef<HTMLFormElement>(null);
  const found = faultsOf(draft);
  const faults: Faults = { ...refusedFields<keyof Draft>(refusal), ...found };
  const why = isBusy ? words.form.why.busy : whyNot(draft, Object.keys(found).length, isNew || isChanged);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why === null) void onSave(send());
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
      <FormProblem problem={refusal} />
      <FormFoot
        why={why}
        action={isNew ? text.create : words.form.save}
        isChanged={isChanged}
        onUndo={undo}
        onCancel={onCancel}
      />
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
