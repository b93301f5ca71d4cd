/** The form of a webhook, new or not: judged as it is typed, told once a field was left. */
import { useRef, useState } from "preact/hooks";
import { Button } from "../kit/Button.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import type { Problem } from "../client.ts";
import { words } from "../words/words.ts";
import { type Limits, OUR_LIMITS } from "../webhooks/limits.ts";
import { useLimits } from "../webhooks/use-limits.ts";
import { type Draft, type Faults, type Field, faultsIn, faultsOf, overlongIn } from "./draft.ts";
import { FormSection } from "./FormSection.tsx";
import { HowFields } from "./HowFields.tsx";
import { useKnownTypes } from "./known-types.ts";
import { NamespacesField } from "./NamespacesField.tsx";
import { whenReleased } from "./released.ts";
import { TypePicker } from "./TypePicker.tsx";
import { WhereFields } from "./WhereFields.tsx";

/** What is filled in at first, and what saving does. */
export interface WebhookFormProps {
  initial: Draft;
  isNew: boolean;
  isBusy: boolean;
  /** Why there cannot be another webhook, `null` when there can. */
  barred?: string | null;
  /** Why the last save was refused. */
  problem: Problem | null;
  onSave: (draft: Draft) => unknown;
  onCancel: () => void;
}

/** The form. */
export function WebhookForm({ initial, isNew, isBusy, barred = null, problem, onSave, onCancel }: WebhookFormProps) {
  const { sections, create, save, revert } = words.form;
  const limits = useLimits() ?? OUR_LIMITS;
  const { draft, faults, shown, change, leave, showAll } = useDraft(initial, problem, isNew, limits);
  const known = useKnownTypes();
  const form = useRef<HTMLFormElement>(null);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(initial);
  const why = isBusy ? words.form.why.busy : (barred ?? whyNot(draft, faults, isNew || isChanged));
  const part = { draft, faults: shown, limits, change, leave };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    showAll();
    if (why === null) void onSave(draft);
    else queueMicrotask(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <form class="webhook-form" ref={form} onSubmit={submit} noValidate>
      <FormSection {...sections.where}>
        <WhereFields {...part} isNew={isNew} />
      </FormSection>
      <FormSection {...sections.what}>
        <TypePicker
          isForAll={draft.isForAll}
          chosen={draft.events}
          known={known}
          fault={shown.events}
          onChange={(isForAll, events) => change({ isForAll, events })}
        />
        <NamespacesField
          value={draft.namespaces}
          text={draft.typedNamespace}
          fault={shown.namespaces}
          textFault={faults.typedNamespace}
          onChange={change}
        />
      </FormSection>
      <FormSection {...sections.how}>
        <HowFields {...part} isNew={isNew} />
      </FormSection>
      {problem && problem.errors === undefined && <ProblemNote problem={problem} />}
      <div class="form-foot">
        <span class="second small">{why ?? ""}</span>
        {(isNew || isChanged) && <Button onClick={onCancel}>{isNew ? words.cancel : revert}</Button>}
        <Button kind="main" type="submit" why={why}>
          {isNew ? create : save}
        </Button>
      </div>
    </form>
  );
}

/** What is filled in; what is wrong; and of that, what is told: fields that were left, and what grew too long. */
function useDraft(initial: Draft, problem: Problem | null, isNew: boolean, limits: Limits) {
  const [draft, setDraft] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<Field>>(new Set(isNew ? [] : ["url"]));
  const [isAllShown, setAllShown] = useState(false);
  const [answered, setAnswered] = useState<{ problem: Problem | null; draft: Draft }>({ problem: null, draft });
  if (problem !== answered.problem) setAnswered({ problem, draft });

  const faults = faultsOf(draft, limits, isNew ? null : initial);
  const refused = problem?.errors !== undefined && answered.draft === draft ? faultsIn(problem.errors) : {};
  const overlong = overlongIn(draft, limits);
  const isTold = (field: Field) => isAllShown || left.has(field) || overlong.includes(field);
  const told = Object.entries(faults).filter(([field]) => isTold(field as Field));
  return {
    draft,
    faults,
    shown: { ...refused, ...Object.fromEntries(told) } as Faults,
    change: (part: Partial<Draft>) => setDraft((draft) => ({ ...draft, ...part })),
    leave: (field: Field) =>
      whenReleased(() => setLeft((left) => (left.has(field) ? left : new Set([...left, field])))),
    showAll: () => setAllShown(true),
  };
}

/** Why it cannot be saved, `null` when it can. */
function whyNot(draft: Draft, faults: Faults, isChanged: boolean): string | null {
  const { why } = words.form;
  const count = Object.keys(faults).length;
  if (draft.url === "") return why.url;
  if (count > 0) return why.faults(count);
  return isChanged ? null : why.same;
}
