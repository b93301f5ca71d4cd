/** Why a delivery stands where it does, and when its next attempt is, as a cell of its row. */
import { Countdown } from "../kit/Countdown.tsx";
import { reasonOf } from "../looks.ts";
import type { Delivery } from "../shapes.ts";
import { words } from "../words/words.ts";

/** The cell; `isOff` when the delivery's webhook is. Without a reason, and nothing due, it is empty. */
export function ReasonCell({ delivery, isOff }: { delivery: Delivery; isOff: boolean }) {
  const reason = reasonOf(delivery, isOff);
  const isCounting = delivery.state === "waiting" && delivery.dueAt !== null && !isOff;
  return (
    <td class="reason wide-only second" title={reason ?? undefined}>
      <span class="reason-line small">
        <span class="cut">{reason}</span>
        {isCounting && (
          <span class="third">
            {reason !== null && "\u00a0· "}
            <Countdown at={delivery.dueAt as string} lead={words.deliveries.log.next} />
          </span>
        )}
      </span>
    </td>
  );
}
