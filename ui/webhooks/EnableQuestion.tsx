/** The question before a webhook is turned on that was disabled, or that deliveries are held for. */
import { enableEndpoint } from "../client.ts";
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { nameOf } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";

/** Why it is off, what is held, and the two ways on. */
export function EnableQuestion({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { enabling, activated } = words.webhooks;
  const { isBusy, run } = useDoing();
  const name = nameOf(endpoint);
  const why = isBusy ? words.loading : null;
  const isHolding = endpoint.waitingCount > 0;
  const enable = async (held: "resume" | "cancel") => {
    await run(() => enableEndpoint(endpoint.id, held), activated(name));
    onClose();
  };
  return (
    <Dialog title={enabling.title(name)} onClose={onClose}>
      {endpoint.statusReason !== null && <p>{enabling.why(endpoint.statusReason)}</p>}
      <p class="second">
        {isHolding
          ? enabling.held(words.count(endpoint.waitingCount, "delivery is", "deliveries are"))
          : enabling.nothingHeld}
      </p>
      <div class="dialog-foot">
        <Button onClick={onClose}>{words.cancel}</Button>
        {isHolding && (
          <Button kind="grave" why={why} onClick={() => enable("cancel")}>
            {enabling.cancel}
          </Button>
        )}
        <Button kind="main" why={why} onClick={() => enable("resume")}>
          {isHolding ? enabling.resume : enabling.activate}
        </Button>
      </div>
    </Dialog>
  );
}
