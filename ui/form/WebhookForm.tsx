/** The form of a webhook, new or not: judged as it is typed, told once a field was left. */
import { useRef, useState } from "preact/hooks";
import type { Problem } from "../client.ts";
import { useProfileHere } from "../places/use-profile-here.ts";
import type { Profile } from "../set-up-shapes.ts";
import { words } from "../words/words.ts";
import { type Limits, OUR_LIMITS } from "../webhooks/limits.ts";
import { useLimits } from "../webhooks/use-limits.ts";
import { type Draft, type Faults, type Field, faultsIn, faultsOf, overlongIn } from "./draft.ts";
import { FormFoot } from "./FormFoot.tsx";
import { FormProblem } from "./FormProblem.tsx";
import { FormSection } from "./FormSection.tsx";
import { HowFields } from "./HowFields.tsx";
import { useKnownTypes } from "./known-types.ts";
import { NamespacesField } from "./NamespacesField.tsx";
import { whenReleased } from "./released.ts";
import type { Choosable } from "./TypeGroupList.tsx";
import { TypePicker } from "./TypePicker.tsx";
import { useKeptDraft } from "./use-kept-draft.ts";
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
  /** `initial` is another once that was done. */
  onSave: (draft: Draft) => unknown;
  /** Leaves the form of a new one. */
  onCancel?: () => void;
}

/** The form. */
export function WebhookForm({ initial, isNew, isBusy, barred = null, problem, onSave, onCancel }: WebhookFormProps) {
  const { sections, create, save } = words.form;
  const limits = useLimits() ?? OUR_LIMITS;
  const { draft, isChanged, refusal, change, send, undo } = useKeptDraft(initial, problem);
  const { faults, shown, leave, showAll } = useFaults(draft, isNew ? null : initial, refusal, limits);
  const known = useKnownTypes();
  const offered = offeredBy(useProfileHere()?.limits.subscribeBy ?? null);
  const form = useRef<HTMLFormElement>(null);
  const why = isBusy ? words.form.why.busy : (barred ?? whyNot(draft, faults, isNew || isChanged));
  const part = { draft, faults: shown, limits, change, leave };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    showAll();
    if (why === null) void onSave(send());
    else queueMicrotask(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <form class="webhook-form" ref={form} onSubmit={submit} noValidate>
      <FormSection {...sections.where}>
        <WhereFields {...part} />
      </FormSection>
      <FormSection {...sections.what}>
        <TypePicker
          isForAll={draft.isForAll}
          chosen={draft.events}
          known={known}
          fault={shown.events}
          by={offered.by}
          onChange={(isForAll, events) => change({ isForAll, events })}
        />
        {(offered.hasNamespaces || initial.namespaces.length > 0) && (
          <NamespacesField
            value={draft.namespaces}
            text={draft.typedNamespace}
            fault={shown.namespaces}
            textFault={faults.typedNamespace}
            onChange={change}
          />
        )}
      </FormSection>
      <FormSection {...sections.how}>
        <HowFields {...part} isNew={isNew} />
      </FormSection>
      <FormProblem problem={refusal} />
      <FormFoot why={why} action={isNew ? create : save} isChanged={isChanged} onUndo={undo} onCancel={onCancel} />
    </form>
  );
}

/** What the profile lets a form offer to subscribe by; everything while that is not known, or not said. */
function offeredBy(kinds: Profile["limits"]["subscribeBy"]): { by: Choosable; hasNamespaces: boolean } {
  const has = (kind: "type" | "group" | "namespace") => kinds === null || kinds.includes(kind);
  const by = has("type") === has("group") ? "either" : has("type") ? "types" : "groups";
  return { by, hasNamespaces: has("namespace") };
}

/** What is wrong; and of that, what is told: fields that were left, and what grew too long. */
function useFaults(draft: Draft, before: Draft | null, refusal: Problem | null, limits: Limits) {
  const [left, setLeft] = useState<ReadonlySet<Field>>(new Set(before === null ? [] : ["url"]));
  const [isAllShown, setAllShown] = useState(false);
  const faults = faultsOf(draft, limits, before);
  const refused = refusal?.errors === undefined ? {} : faultsIn(refusal.errors);
  const overlong = overlongIn(draft, limits);
  const isTold = (field: Field) => isAllShown || left.has(field) || overlong.includes(field);
  const told = Object.entries(faults).filter(([field]) => isTold(field as Field));
  return {
    faults,
    shown: { ...refused, ...Object.fromEntries(told) } as Faults,
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
