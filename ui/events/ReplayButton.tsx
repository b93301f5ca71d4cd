/** Sending an event again, to every webhook that wants it. */
import { useState } from "preact/hooks";
import { replayEvent } from "../client.ts";
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { Prose } from "../kit/Prose.tsx";
import { tell } from "../toasts.ts";
import { words } from "../words/words.ts";

/** The button, and the question behind it. */
export function ReplayButton({ id }: { id: string }) {
  const { replay, replayTitle, replayText, replayAction, replayed } = words.events;
  const [isAsked, setAsked] = useState(false);
  const { isBusy, run } = useDoing();
  const confirm = async () => {
    await run(async () => {
      const { deliveries } = await replayEvent(id);
      tell(replayed(words.count(deliveries, "delivery", "deliveries")));
    });
    setAsked(false);
  };
  return (
    <>
      <Button icon="again" onClick={() => setAsked(true)}>
        {replay}
      </Button>
      {isAsked && (
        <Confirm
          title={replayTitle}
          action={replayAction}
          kind="main"
          isBusy={isBusy}
          onConfirm={confirm}
          onClose={() => setAsked(false)}
        >
          <p>
            <Prose text={replayText} />
          </p>
        </Confirm>
      )}
    </>
  );
}
