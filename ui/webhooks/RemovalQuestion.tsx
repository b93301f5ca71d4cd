/** The question before a webhook is deleted. */
import { useAddress } from "../address.ts";
import { deleteEndpoint } from "../client.ts";
import { useDoing } from "../doing.ts";
import { Confirm } from "../kit/Confirm.tsx";
import { nameOf } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";

/** The dialog; a yes deletes, and leads back to the list. */
export function RemovalQuestion({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { removal } = words.webhooks;
  const { isBusy, run } = useDoing();
  const { path, go } = useAddress();
  const name = nameOf(endpoint);
  const confirm = async () => {
    const isGone = await run(() => deleteEndpoint(endpoint.id), removal.done(name));
    onClose();
    if (isGone && path !== "/webhooks") go("/webhooks", true);
  };
  return (
    <Confirm title={removal.title(name)} action={removal.action} isBusy={isBusy} onConfirm={confirm} onClose={onClose}>
      <p>{removal.text}</p>
      {endpoint.waitingCount > 0 && (
        <p class="second">{removal.waiting(words.count(endpoint.waitingCount, "delivery", "deliveries"))}</p>
      )}
    </Confirm>
  );
}
