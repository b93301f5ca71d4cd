/** What is asked before deliveries are sent again: of which events, which of them; and how many those are. */
import { useState } from "preact/hooks";
import { wallMs } from "../clock.ts";
import { useDoing } from "../doing.ts";
import { FormProblem } from "../form/FormProblem.tsx";
import { Button } from "../kit/Button.tsx";
import { useReading } from "../reading.ts";
import { beginRecovery, countRecovery } from "../set-up-client.ts";
import type { DryRun, NewRecovery } from "../set-up-shapes.ts";
import type { Endpoint } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { FIRST_DRAFT, recoveryOf } from "./draft.ts";
import { RecoverFields } from "./RecoverFields.tsx";

/** Of which webhook; `onBegun` hears the id of the recovery. */
export interface RecoverFormProps {
  endpoint: Endpoint;
  onBegun: (id: string) => void;
  onClose: () => void;
}

/** The form. */
export function RecoverForm({ endpoint, onBegun, onClose }: RecoverFormProps) {
  const { text, action, why: reasons } = setUp.recovering;
  const { id, status } = endpoint;
  const [openedAt] = useState(wallMs);
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const { isBusy, problem, run } = useDoing(true);
  const form = recoveryOf(draft, openedAt);
  const count = useReading(form && `recoverable ${id} ${JSON.stringify(form)}`, () =>
    countRecovery(id, form as NewRecovery),
  );
  const why = status === "active" ? whyNot(form, count.value, isBusy) : reasons.off;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why === null && form !== null) void run(async () => onBegun((await beginRecovery(id, form)).id));
  };
  return (
    <form class="dialog-form" onSubmit={submit} noValidate>
      <p class="second">{text}</p>
      <RecoverFields draft={draft} onChange={(part) => setDraft((draft) => ({ ...draft, ...part }))} />
      <p role="status">{form === null ? reasons.time : countText(count.value)}</p>
      {status !== "active" && <p class="second">{reasons.off}</p>}
      <FormProblem problem={problem ?? count.problem} />
      <div class="dialog-foot">
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="main" type="submit" why={why}>
          {action}
        </Button>
      </div>
    </form>
  );
}

function whyNot(form: NewRecovery | null, counted: DryRun | undefined, isBusy: boolean): string | null {
  const { why, counting } = setUp.recovering;
  if (form === null) return why.time;
  if (isBusy) return words.loading;
  if (counted === undefined) return counting;
  return counted.count === 0 && counted.isCountFinal ? why.none : null;
}

function countText(counted: DryRun | undefined): string {
  const { counting, none, count, countAtLeast } = setUp.recovering;
  if (counted === undefined) return counting;
  if (counted.count === 0 && counted.isCountFinal) return none;
  return (counted.isCountFinal ? count : countAtLeast)(words.count(counted.count, "delivery", "deliveries"));
}
