/** The form of an event type: what is wrong is told as it is typed, in JSON with its place. */
import { useRef } from "preact/hooks";
import { DESCRIPTION_LENGTH_MAX } from "../../server/rules/fields.ts";
import type { Problem } from "../client.ts";
import { Field } from "../form/Field.tsx";
import { FormProblem } from "../form/FormProblem.tsx";
import { FormSection } from "../form/FormSection.tsx";
import { TextField } from "../form/TextField.tsx";
import { useKeptDraft } from "../form/use-kept-draft.ts";
import { JsonField } from "../json/JsonField.tsx";
import { Button } from "../kit/Button.tsx";
import { Prose } from "../kit/Prose.tsx";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { countOf, type Draft, type Faults, faultsOf, refusedIn } from "./draft.ts";

/** What stands in the fields that nobody has typed into, and what saving does; `isNamed` when its name stands fast. */
export interface TypeFormProps {
  initial: Draft;
  isNamed: boolean;
  /** Whether it can be saved as it is. */
  isReady: boolean;
  action: string;
  isBusy: boolean;
  problem: Problem | null;
  onSave: (draft: Draft) => unknown;
  onCancel: () => void;
}

/** The form. */
export function TypeForm({ initial, isNamed, isReady, action, isBusy, problem, onSave, onCancel }: TypeFormProps) {
  const text = setUp.eventTypes;
  const { draft, isChanged, refusal, change } = useKeptDraft(initial, problem);
  const { faults, count } = faultsIn(draft, refusal);
  const form = useRef<HTMLFormElement>(null);
  const { why: whys } = words.form;
  const why = isBusy
    ? whys.busy
    : draft.type === ""
      ? text.form.unnamed
      : count > 0
        ? whys.faults(count)
        : !isReady && !isChanged
          ? whys.same
          : null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why === null) void onSave(draft);
    else queueMicrotask(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <form class="webhook-form" ref={form} onSubmit={submit} noValidate>
      <FormSection {...text.form.name}>
        <NameFields draft={draft} faults={faults} isNamed={isNamed} change={change} />
      </FormSection>
      <FormSection {...text.form.data}>
        <JsonField
          label={text.sample}
          isOptional
          note={text.sampleNote}
          value={draft.sample}
          fault={faults.sample}
          onInput={(sample) => change({ sample })}
        />
        <JsonField
          label={text.schema}
          isOptional
          note={text.schemaNote}
          value={draft.schema}
          fault={faults.schema}
          onInput={(schema) => change({ schema })}
        />
      </FormSection>
      <FormProblem problem={problem} />
      <div class="form-foot">
        <span class="second small">{why ?? ""}</span>
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button kind="main" type="submit" why={why}>
          {action}
        </Button>
      </div>
    </form>
  );
}

interface NameFieldsProps {
  draft: Draft;
  faults: Faults;
  isNamed: boolean;
  change: (part: Partial<Draft>) => void;
}

function NameFields({ draft, faults, isNamed, change }: NameFieldsProps) {
  const { form, description } = setUp.eventTypes;
  const guessed = draft.type.slice(0, Math.max(0, draft.type.lastIndexOf(".")));
  return (
    <>
      {!isNamed && (
        <TextField
          label={form.type}
          isMono
          placeholder={form.typePlaceholder}
          value={draft.type}
          fault={faults.type}
          onInput={(type) => change({ type })}
        />
      )}
      <TextField
        label={form.group}
        isOptional
        isMono
        placeholder={guessed}
        note={<Prose text={form.groupNote} />}
        value={draft.group}
        fault={faults.group}
        onInput={(group) => change({ group })}
      />
      <Field
        label={description}
        isOptional
        fault={faults.description}
        counter={[draft.description.length, DESCRIPTION_LENGTH_MAX]}
      >
        {(ties) => (
          <textarea
            {...ties}
            class="area"
            rows={2}
            placeholder={form.descriptionPlaceholder}
            value={draft.description}
            onInput={(event) => change({ description: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}

/** What is wrong with what is filled in, and how much of it was found here. */
function faultsIn(draft: Draft, refusal: Problem | null) {
  const found = faultsOf(draft);
  const refused = refusedIn(refusal, draft);
  const faults: Faults = {
    type: found.type ?? refused.type,
    group: found.group ?? refused.group,
    description: found.description ?? refused.description,
    sample: found.sample ?? refused.sample,
    schema: found.schema ?? refused.schema,
  };
  return { faults, count: countOf(found) };
}
