/** Cancelling a delivery by hand, as long as it waits. */
import { AppError } from "../../base/errors.ts";
import type { DeliveryRow } from "../../store/faces/deliveries.ts";
import type { Rooms } from "../rooms.ts";

/**
 * Ends a delivery that waits, also one that is held. Answers it as it then is.
 *
 * @throws AppError `in_flight` while an attempt is, `conflict` when it does not wait, `unavailable`
 */
export async function cancelDelivery(
  { store, flow, clock }: Rooms,
  environment: number,
  delivery: DeliveryRow,
): Promise<DeliveryRow> {
  if (flow.isInFlight(delivery.seq)) {
    throw new AppError("in_flight", "An attempt is in flight: see what comes of it first.");
  }
  if (!(await store.cancelDelivery(delivery.seq, "cancelled by a person", clock.now()))) {
    const { state } = (await store.readDelivery(environment, delivery.id)) ?? delivery;
    throw new AppError("conflict", `It does not wait: it is ${state} already.`);
  }
  return (await store.readDelivery(environment, delivery.id)) ?? delivery;
}
