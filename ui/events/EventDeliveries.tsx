/** What became of an event, webhook by webhook. */
import { Empty } from "../kit/Empty.tsx";
import { Pill } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import { LastAttemptCells } from "../logs/LastAttemptCells.tsx";
import { ReasonCell } from "../logs/ReasonCell.tsx";
import { deliveryLook, nameOf } from "../looks.ts";
import type { Delivery } from "../shapes.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import { words } from "../words/words.ts";

/** The deliveries that are shown, of so many in all. */
export interface EventDeliveriesProps {
  deliveries: readonly Delivery[];
  allCount: number;
}

/** The table; a row leads to the delivery in its webhook's log. */
export function EventDeliveries({ deliveries, allCount }: EventDeliveriesProps) {
  const { value: endpoints = [] } = useEndpoints();
  const { columnsOfDeliveries: columns, noDeliveries } = words.events;
  if (deliveries.length === 0) {
    return (
      <div class="panel">
        <Empty icon="webhook" title={words.events.deliveries} text={noDeliveries} />
      </div>
    );
  }
  return (
    <section class="panel table-frame" aria-label={words.events.deliveries}>
      <table class="table event-deliveries">
        <thead>
          <tr>
            <th class="webhook-column">{columns.webhook}</th>
            <th class="state">{columns.state}</th>
            <th class="status right">{columns.status}</th>
            <th class="duration right">{columns.duration}</th>
            <th class="reason wide-only">{columns.reason}</th>
            <th class="attempts right wide-only">{columns.attempts}</th>
            <th class="when right">{columns.when}</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => {
            const { id, endpointId, attemptsCount, lastAttempt, updatedAt } = delivery;
            const endpoint = endpoints.find((one) => one.id === endpointId);
            const isOff = endpoint !== undefined && endpoint.status !== "active";
            return (
              <tr key={id}>
                <td>
                  <a class="row-link" href={`/deliveries/${id}`}>
                    {endpoint === undefined ? words.deliveries.queue.gone : nameOf(endpoint)}
                  </a>
                </td>
                <td>
                  <Pill {...deliveryLook(delivery, isOff)} />
                </td>
                <LastAttemptCells attempt={lastAttempt} />
                <ReasonCell delivery={delivery} isOff={isOff} />
                <td class="right wide-only">{attemptsCount}</td>
                <td class="right when">
                  <When at={updatedAt} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {allCount > deliveries.length && (
        <p class="second small table-note">{words.events.newestDeliveries(deliveries.length, allCount)}</p>
      )}
    </section>
  );
}
