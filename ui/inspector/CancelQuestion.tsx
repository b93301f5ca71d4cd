/** The question before a delivery is cancelled. */
import { cancelDelivery } from "../client.ts";
import { useDoing } from "../doing.ts";
import { Confirm } from "../kit/Confirm.tsx";
import { words } from "../words/words.ts";

/** The dialog; a yes cancels. @param id the delivery's */
export function CancelQuestion({ id, onClose }: { id: string; onClose: () => void }) {
  const { inspector } = words.deliveries;
  const { isBusy, run } = useDoing();
  const cancel = async () => {
    await run(() => cancelDelivery(id), inspector.cancelledDone);
    onClose();
  };
  return (
    <Confirm
      title={inspector.cancelTitle}
      action={inspector.cancel}
      keep={inspector.keep}
      isBusy={isBusy}
      onConfirm={cancel}
      onClose={onClose}
    >
      <p>{inspector.cancelText}</p>
    </Confirm>
  );
}
