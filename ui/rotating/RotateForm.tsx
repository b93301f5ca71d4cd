/** What is asked before a secret is rotated: for how long the last one signs beside the new one. */
import { useState } from "preact/hooks";
import { rotateSecret } from "../client.ts";
import { useDoing } from "../doing.ts";
import { Field } from "../form/Field.tsx";
import { Button } from "../kit/Button.tsx";
import { Prose } from "../kit/Prose.tsx";
import { Segments } from "../kit/Segments.tsx";
import { now } from "../now.ts";
import type { RotatedSecret, Rotation } from "../shapes.ts";
import { dateText } from "../times.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** How long the last secret may sign too, in seconds. */
const OVERLAPS = { none: 0, "1h": 3_600, "24h": 86_400, "7d": 604_800 } as const;

/** A choice of them. */
type Overlap = keyof typeof OVERLAPS;

/** Of which webhook; `onRotated` hears the new secret. */
export interface RotateFormProps {
  id: string;
  rotation: Rotation;
  onRotated: (rotated: RotatedSecret) => void;
  onClose: () => void;
}

/** The form. While two secrets sign, the API takes another one only if it ends both at once. */
export function RotateForm({ id, rotation, onRotated, onClose }: RotateFormProps) {
  const { text, overlap, overlaps, notes, action, switched, twoSign, why } = setUp.rotating;
  const { previousSecretEndsAt: endsAt, switchedAtOnce } = rotation;
  const [chosen, setChosen] = useState<Overlap>("24h");
  const { isBusy, problem, run } = useDoing(true);
  const isFull = endsAt !== null && chosen !== "none";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isBusy && !isFull) void run(async () => onRotated(await rotateSecret(id, OVERLAPS[chosen])));
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
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="main" type="submit" why={isBusy ? words.loading : isFull ? why.full : null}>
          {action}
        </Button>
      </div>
    </form>
  );
}
