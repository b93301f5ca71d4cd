/** The new secret, to be copied, and what becomes of the last one. */
import { copyText } from "../copying.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Prose } from "../kit/Prose.tsx";
import { ShownOnce } from "../kit/ShownOnce.tsx";
import { now } from "../now.ts";
import type { RotatedSecret } from "../shapes.ts";
import { dateText } from "../times.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** The secret, and whether this is the only time that it is shown. */
export interface RotatedDialogProps {
  rotated: RotatedSecret;
  isShownOnce: boolean;
  onClose: () => void;
}

/** The dialog; where a secret is shown once, it stays until that is copied, or said to be kept. */
export function RotatedDialog({ rotated, isShownOnce, onClose }: RotatedDialogProps) {
  const { shown, once } = setUp.rotating;
  const { secret } = rotated;
  if (isShownOnce) {
    return (
      <ShownOnce {...shown} {...once} value={secret} onClose={onClose}>
        <Consequences rotated={rotated} />
      </ShownOnce>
    );
  }
  return (
    <Dialog title={shown.title} onClose={onClose}>
      <p>{shown.text}</p>
      <code class="secret">{secret}</code>
      <Consequences rotated={rotated} />
      <div class="dialog-foot">
        <Button icon="copy" kind="main" onClick={() => copyText(secret, words.webhooks.actions.copiedSecret)}>
          {shown.copy}
        </Button>
        <Button onClick={onClose}>{shown.done}</Button>
      </div>
    </Dialog>
  );
}

function Consequences({ rotated: { previousSecretEndsAt, switchedAtOnce } }: { rotated: RotatedSecret }) {
  const { overlapping, alone, switched } = setUp.rotating;
  return (
    <>
      <p class="second">
        {previousSecretEndsAt === null ? alone : overlapping(dateText(Date.parse(previousSecretEndsAt), now.peek()))}
      </p>
      {switchedAtOnce.length > 0 && (
        <p class="second">
          <Prose text={switched.after(switchedAtOnce)} />
        </p>
      )}
    </>
  );
}
