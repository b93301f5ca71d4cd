/** Ending a recovery, after a question. */
import { useState } from "preact/hooks";
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { cancelRecovery } from "../set-up-client.ts";
import type { Recovery } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";

/** The button, and the question behind it; nothing once it is over. */
export function CancelRecovery({ recovery: { id, kind, state } }: { recovery: Recovery }) {
  const { cancel, cancelTitle, cancelText, keep } = setUp.recovering;
  const { isBusy, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const confirm = async () => {
    await run(() => cancelRecovery(id));
    setAsked(false);
  };
  if (state !== "running") return null;
  return (
    <>
      <Button onClick={() => setAsked(true)}>{cancel}</Button>
      {isAsked && (
        <Confirm
          title={cancelTitle}
          action={cancel}
          keep={keep}
          isBusy={isBusy}
          onConfirm={confirm}
          onClose={() => setAsked(false)}
        >
          <p>{cancelText[kind]}</p>
        </Confirm>
      )}
    </>
  );
}
