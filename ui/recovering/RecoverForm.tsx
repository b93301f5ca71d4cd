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
import { type Draft, FIRST_DRAFT, missingIn, recoveryOf } from "./draft.ts";
import { RecoverFields } from "./RecoverFields.tsx";
import { UnderWay } from "./UnderWay.tsx";
import { useUnderWay } from "./use-recovery.ts";

/** Of which webhook; `onShow` hears the id of a recovery that was begun, or is under way already. */
export interface RecoverFormProps {
  endpoint: Endpoint;
  onShow: (id: string) => void;
  onClose: () => void;
}

/** The form. */
export function RecoverForm({ endpoint, onShow, onClose }: RecoverFormProps) {
  const { text, action, why: reasons } = setUp.recovering;
  const { id, status } = endpoint;
  const [openedAt] = useState(wallMs);
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const { isBusy, problem, run } = useDoing(true);
  const form = recoveryOf(draft, openedAt);
  const underWay = useUnderWay(id);
  // What one of them has sent meanwhile is no longer to be counted.
  const counted = form && `recoverable ${id} ${underWay.value?.length ?? 0} ${JSON.stringify(form)}`;
  const count = useReading(counted, () => countRecovery(id, form as NewRecovery));
  const why = status === "active" ? whyNot(draft, count.value, isBusy) : reasons.off;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why === null && form !== null) void run(async () => onShow((await beginRecovery(id, form)).id));
  };
  return (
    <form class="dialog-form" onSubmit={submit} noValidate>
      <p class="second">{text}</p>
      {underWay.value && <UnderWay recoveries={underWay.value} onShow={onShow} />}
      <RecoverFields draft={draft} onChange={(part) => setDraft((draft) => ({ ...draft, ...part }))} />
      <p role="status">{countText(draft, count.value)}</p>
      {status !== "active" && <p class="second">{reasons.off}</p>}
      <FormProblem problem={problem ?? underWay.problem ?? count.problem} />
      <div class="dialog-foot">
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="main" type="submit" why={why}>
          {action}
        </Button>
      </div>
    </form>
  );
}

function whyNot(draft: Draft, counted: DryRun | undefined, isBusy: boolean): string | null {
  const { why, counting } = setUp.recovering;
  const missing = missingIn(draft);
  if (missing !== null) return why[missing];
  if (isBusy) return words.loading;
  if (counted === undefined) return counting;
  return counted.count === 0 && counted.isCountFinal ? why.none : null;
}

function countText(draft: Draft, counted: DryRun | undefined): string {
  const { counting, none, count, countAtLeast, why } = setUp.recovering;
  const missing = missingIn(draft);
  if (missing !== null) return why[missing];
  if (counted === undefined) return counting;
  if (counted.count === 0 && counted.isCountFinal) return none;
  return (counted.isCountFinal ? count : countAtLeast)(words.count(counted.count, "delivery", "deliveries"));
}
