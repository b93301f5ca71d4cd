/** The text of a profile, checked against what the server's own document allows, and its retries drawn beside it. */
import { useMemo, useState } from "preact/hooks";
import type { Problem } from "../client.ts";
import { FormProblem } from "../form/FormProblem.tsx";
import type { Shape } from "../json/check.ts";
import { checkedJson, refusedAt } from "../json/fault.ts";
import { JsonField } from "../json/JsonField.tsx";
import { scan } from "../json/scan.ts";
import { Button } from "../kit/Button.tsx";
import { useReading } from "../reading.ts";
import { readProfileSchema } from "../set-up-client.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { drawnIn } from "./drawn.ts";
import type { Drawn } from "./schedule.ts";
import { NoSchedule, Schedule } from "./Schedule.tsx";

/** The text at first, and what saving does. */
export interface ProfileEditorProps {
  initial: string;
  isReadOnly: boolean;
  isBusy: boolean;
  problem: Problem | null;
  onSave: (value: object) => unknown;
  onCancel: () => void;
}

/** The editor. */
export function ProfileEditor({ initial, isReadOnly, isBusy, problem, onSave, onCancel }: ProfileEditorProps) {
  const { editing, readOnly } = setUp.profiles;
  const [text, setText] = useState(initial);
  const [answered, setAnswered] = useState({ problem, text });
  if (problem !== answered.problem) setAnswered({ problem, text });
  const { value: shape } = useReading("profile schema", readProfileSchema);
  const checked = useMemo(() => checkedJson(text, shape as Shape | undefined), [text, shape]);
  const refused = answered.text === text ? refusedAt(text, problem?.errors ?? []) : null;
  const fault = "fault" in checked ? checked.fault : refused;
  const drawn = useDrawn(text);
  const { busy, faults, same } = words.form.why;
  const why = isReadOnly ? readOnly : isBusy ? busy : "fault" in checked ? faults(1) : text === initial ? same : null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why === null && "value" in checked) void onSave(checked.value as object);
  };
  return (
    <form class="profile-editor" onSubmit={submit} noValidate>
      <JsonField label={editing.field} value={text} fault={fault} onInput={setText} rows={12} />
      <aside class="panel" aria-label={editing.drawing}>
        <h2>{editing.drawing}</h2>
        {drawn === null ? <NoSchedule /> : <Schedule {...drawn} />}
      </aside>
      <div class="profile-foot">
        <FormProblem problem={problem} />
        <div class="form-foot">
          <span class="second small">{why ?? ""}</span>
          <Button onClick={onCancel}>{words.cancel}</Button>
          <Button kind="main" type="submit" why={why}>
            {editing.action}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** What can be drawn of the text; while a letter is missing in it, what could be drawn before. */
function useDrawn(text: string): Drawn | null {
  const [last, setLast] = useState<{ text: string; drawn: Drawn | null }>({ text: "", drawn: null });
  if (last.text === text) return last.drawn;
  const scanned = scan(text);
  const next = { text, drawn: "value" in scanned ? drawnIn(scanned.value) : last.drawn };
  setLast(next);
  return next.drawn;
}
