/** The new secret, to be copied, and what becomes of the last one. */
import { Prose } from "../kit/Prose.tsx";
import { now } from "../now.ts";
import { SecretDialog } from "../secrets/SecretDialog.tsx";
import type { RotatedSecret } from "../shapes.ts";
import { dateText } from "../times.ts";
import { setUp } from "../words/set-up.ts";

/** The secret, and whether this is the only time that it is shown. */
export interface RotatedDialogProps {
  rotated: RotatedSecret;
  isShownOnce: boolean;
  onClose: () => void;
}

/** The dialog. */
export function RotatedDialog({ rotated, isShownOnce, onClose }: RotatedDialogProps) {
  const { shown, overlapping, alone, switched } = setUp.rotating;
  const { secret, previousSecretEndsAt, switchedAtOnce } = rotated;
  return (
    <SecretDialog {...shown} secret={secret} isShownOnce={isShownOnce} onClose={onClose}>
      <p class="second">
        {previousSecretEndsAt === null ? alone : overlapping(dateText(Date.parse(previousSecretEndsAt), now.peek()))}
      </p>
      {switchedAtOnce.length > 0 && (
        <p class="second">
          <Prose text={switched.after(switchedAtOnce)} />
        </p>
      )}
    </SecretDialog>
  );
}
