/** The text of a profile, checked against what the server's own document allows, and its retries drawn beside it. */
import { useMemo, useState } from "preact/hooks";
import type { Problem } from "../client.ts";
import { FormProblem } from "../form/FormProblem.tsx";
import type { Shape } from "../json/check.ts";
import { JsonField } from "../json/JsonField.tsx";
import { scan } from "../json/scan.ts";
import { Button } from "../kit/Button.tsx";
import { useReading } from "../reading.ts";
import { readProfileSchema } from "../set-up-client.ts";
import type { Profile } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { type CheckedDraft, checkedDraft, type Draft, draftOf, patchOf, refusedIn } from "./draft.ts";
import { drawnIn } from "./drawn.ts";
import { NoSchedule } from "./NoSchedule.tsx";
import type { Drawn } from "./schedule.ts";
import { Schedule } from "./Schedule.tsx";

/** The profile as it is known, which fills the fields until somebody types, and what saving does. */
export interface ProfileEditorProps {
  profile: Profile;
  isBusy: boolean;
  problem: Problem | null;
  onSave: (patch: object) => unknown;
  onCancel: () => void;
}

/** The editor. */
export function ProfileEditor({ profile, isBusy, problem, onSave, onCancel }: ProfileEditorProps) {
  const { editing, readOnly } = setUp.profiles;
  const { before, draft, change, checked, faults } = useDraft(profile, problem);
  const drawn = useDrawn(draft.profile);
  const patch = patchOf(checked, before);
  const why = before.builtIn ? readOnly : isBusy ? words.form.why.busy : whyNot(checked, patch);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why === null && patch !== null) void onSave(patch);
  };
  const types = "value" in checked.types && Array.isArray(checked.types.value) ? checked.types.value : null;
  return (
    <form class="profile-editor" onSubmit={submit} noValidate>
      <div class="form-fields">
        <JsonField
          label={editing.field}
          value={draft.profile}
          fault={faults.profile}
          onInput={(profile) => change({ profile })}
          rows={12}
        />
        <details open={faults.types !== null}>
          <summary class="small">{editing.types(types?.length ?? null)}</summary>
          <JsonField
            label={editing.typesField}
            value={draft.types}
            fault={faults.types}
            onInput={(types) => change({ types })}
          />
        </details>
      </div>
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

/** Why it cannot be saved, `null` when it can. */
function whyNot({ profile, types }: CheckedDraft, patch: object | null): string | null {
  const { faults, same } = words.form.why;
  if (patch === null) return faults("fault" in profile && "fault" in types ? 2 : 1);
  return Object.keys(patch).length === 0 ? same : null;
}

/**
 * What is filled in, by which profile, and what is wrong with it: what the API refused is told until the text is changed.
 * What is read after the first letter stays out of the text, and so is no difference to the profile that it began from.
 */
function useDraft(profile: Profile, problem: Problem | null) {
  const [typed, setTyped] = useState<{ before: Profile; draft: Draft } | null>(null);
  const { before, draft } = useMemo(() => typed ?? { before: profile, draft: draftOf(profile) }, [typed, profile]);
  const [answered, setAnswered] = useState({ problem, draft });
  if (problem !== answered.problem) setAnswered({ problem, draft });
  const { value: shape } = useReading("profile schema", readProfileSchema);
  const checked = useMemo(() => checkedDraft(draft, shape as Shape | undefined), [draft, shape]);
  const refused = refusedIn(answered.draft === draft ? problem : null, draft);
  return {
    before,
    draft,
    checked,
    change: (part: Partial<Draft>) => setTyped({ before, draft: { ...draft, ...part } }),
    faults: {
      profile: "fault" in checked.profile ? checked.profile.fault : refused.profile,
      types: "fault" in checked.types ? checked.types.fault : refused.types,
    },
  };
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
