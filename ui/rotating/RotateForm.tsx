/** What is asked before a secret is rotated: for how long the last one signs beside the new one. */
import { useState } from "preact/hooks";
import type { Problem } from "../client.ts";
import { Field } from "../form/Field.tsx";
import { Button } from "../kit/Button.tsx";
import { Prose } from "../kit/Prose.tsx";
import { Segments } from "../kit/Segments.tsx";
import { now } from "../now.ts";
import type { Rotation } from "../shapes.ts";
import { dateText } from "../times.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** How long the last secret may sign too, in seconds. */
const OVERLAPS = { none: 0, "1h": 3_600, "24h": 86_400, "7d": 604_800 } as const;

/** A choice of them. */
type Overlap = keyof typeof OVERLAPS;

/** How the secrets stand, and whether they are being rotated; `onRotate` hears for how long the last one signs too. */
export interface RotateFormProps {
  rotation: Rotation;
  isBusy: boolean;
  /** Why the last try was refused, `null` when it was not. */
  problem: Problem | null;
  onRotate: (overlapS: number) => unknown;
  onClose: () => void;
}

/** The form. While two secrets sign, the API takes another one only if it ends both at once. */
export function RotateForm({ rotation, isBusy, problem, onRotate, onClose }: RotateFormProps) {
  const { text, overlap, overlaps, notes, action, switched, twoSign, why } = setUp.rotating;
  const { previousSecretEndsAt: endsAt, switchedAtOnce } = rotation;
  const [chosen, setChosen] = useState<Overlap>("24h");
  const isFull = endsAt !== null && chosen !== "none";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isBusy && !isFull) void onRotate(OVERLAPS[chosen]);
  };
  return (
    <form class="dialog-form" onSubmit={submit} noValidate>
      <p class="second">{text}</p>
      {endsAt !== null && (
        <div class="notice waiting">
          <p>{twoSign(dateText(Date.parse(endsAt), now.peek()))}</p>
        </div>
      )}
      <Field label={overlap} note={chosen === "none" ? notes.none : notes.some}>
        {() => (
          <div>
            <Segments
              label={overlap}
              segments={(Object.keys(OVERLAPS) as Overlap[]).map((value) => ({ value, label: overlaps[value] }))}
              value={chosen}
              onChange={setChosen}
            />
          </div>
        )}
      </Field>
      {switchedAtOnce.length > 0 && (
        <p class="second">
          <Prose text={switched.before(switchedAtOnce)} />
        </p>
      )}
      {problem && (
        <div class="notice failed" role="alert">
          <p>{problem.status === 409 ? why.full : problem.detail}</p>
        </div>
      )}
      <div class="dialog-foot">
        <Button why={isBusy ? why.busy : null} onClick={onClose}>
          {words.cancel}
        </Button>
        <Button kind="main" type="submit" why={isBusy ? why.busy : isFull ? why.full : null}>
          {action}
        </Button>
      </div>
    </form>
  );
}
