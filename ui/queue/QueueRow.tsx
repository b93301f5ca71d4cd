/** A delivery that waits, as a row of the queue. */
import { retryDelivery } from "../client.ts";
import { useDoing } from "../doing.ts";
import { Countdown } from "../kit/Countdown.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { deliveryLook, nameOf } from "../looks.ts";
import type { Delivery } from "../shapes.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import { words } from "../words/words.ts";

/** A delivery, and who asks before it is cancelled. */
export interface QueueRowProps {
  delivery: Delivery;
  onCancel: (id: string) => void;
}

/** The row; pressing it opens the delivery in its webhook's log. */
export function QueueRow({ delivery, onCancel }: QueueRowProps) {
  const { queue, inspector } = words.deliveries;
  const { value: endpoints = [] } = useEndpoints();
  const { run } = useDoing();
  const { id, endpointId, eventType, dueAt, reason, attemptsCount } = delivery;
  const endpoint = endpoints.find((one) => one.id === endpointId);
  return (
    <tr>
      <td class={`due ${deliveryLook(delivery, false).tone}`}>{dueAt !== null && <Countdown at={dueAt} />}</td>
      <td>
        <a class="row-link" href={`/webhooks/${endpointId}?delivery=${id}`}>
          {endpoint === undefined ? queue.gone : nameOf(endpoint)}
        </a>
      </td>
      <td class="mono">{eventType}</td>
      <td class="reason wide-only second" title={reason ?? undefined}>
        <span class="small">{reason}</span>
      </td>
      <td class="right wide-only">{attemptsCount}</td>
      <td class="do right">
        <span class="above">
          <IconButton
            icon="again"
            label={queue.runNowOf(eventType)}
            onClick={() => run(() => retryDelivery(id), inspector.retried)}
          />
          <IconButton icon="close" label={queue.cancelOf(eventType)} onClick={() => onCancel(id)} />
        </span>
      </td>
    </tr>
  );
}
