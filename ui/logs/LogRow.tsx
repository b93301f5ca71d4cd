/** A delivery as a row of a log. */
import { useAddress } from "../address.ts";
import { Pill } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import { deliveryLook } from "../looks.ts";
import type { Delivery } from "../shapes.ts";
import { words } from "../words/words.ts";
import { LastAttemptCells } from "./LastAttemptCells.tsx";
import { ReasonCell } from "./ReasonCell.tsx";

/** The delivery; `isOff` when its webhook is, `isOpen` when it is looked at. */
export interface LogRowProps {
  delivery: Delivery;
  isOff: boolean;
  isOpen: boolean;
}

/** The row; pressing it opens the inspector. */
export function LogRow({ delivery, isOff, isOpen }: LogRowProps) {
  const { with: addressWith } = useAddress();
  return (
    <tr>
      <td>
        <Pill {...deliveryLook(delivery, isOff)} />
      </td>
      <td>
        <a
          id={delivery.id}
          class="row-link mono"
          href={addressWith({ delivery: delivery.id, attempt: null, view: null })}
          aria-current={isOpen ? "true" : undefined}
        >
          {delivery.eventType}
        </a>{" "}
        {delivery.isTest && <span class="badge">{words.deliveries.log.test}</span>}
      </td>
      <LastAttemptCells attempt={delivery.lastAttempt} />
      <ReasonCell delivery={delivery} isOff={isOff} />
      <td class="right wide-only">{delivery.attemptsCount}</td>
      <td class="right when">
        <When at={delivery.createdAt} />
      </td>
    </tr>
  );
}
