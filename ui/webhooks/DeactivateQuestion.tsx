/** The question before a webhook is turned off that deliveries wait for. */
import { pauseEndpoint } from "../client.ts";
import { useDoing } from "../doing.ts";
import { Confirm } from "../kit/Confirm.tsx";
import { nameOf } from "../looks.ts";
import { useProfileHere } from "../places/use-profile-here.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";

/** What becomes of what waits, by the profile. */
export function DeactivateQuestion({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { deactivating, deactivated } = words.webhooks;
  const { isBusy, run } = useDoing();
  const fate = useProfileHere()?.whileOff.paused ?? "unknown";
  const name = nameOf(endpoint);
  const confirm = async () => {
    await run(() => pauseEndpoint(endpoint.id), deactivated(name));
    onClose();
  };
  return (
    <Confirm
      title={deactivating.title(name)}
      action={deactivating.action}
      kind={fate === "held" ? "main" : "grave"}
      isBusy={isBusy}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{deactivating.waiting(words.count(endpoint.waitingCount, "delivery waits", "deliveries wait"))}</p>
      <p class="second">{deactivating.fates[fate]}</p>
    </Confirm>
  );
}
