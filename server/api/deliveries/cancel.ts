/** Cancelling a delivery by hand, as long as it waits. */
import { AppError } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { DeliveryRow } from "../../store/faces/deliveries.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import type { Rooms } from "../rooms.ts";

/**
 * Ends a delivery that waits, also one that is held. Answers it as it then is.
 *
 * @throws AppError `in_flight` while an attempt is, `conflict` when it does not wait, `unavailable`
 */
export async function cancelDelivery(rooms: Rooms, principal: Principal, delivery: DeliveryRow): Promise<DeliveryRow> {
  const { store, flow, clock } = rooms;
  const { environment } = principal;
  if (flow.isInFlight(delivery.seq)) {
    throw new AppError("in_flight", "An attempt is in flight: see what comes of it first.");
  }
  const told = { action: "delivery.cancelled", subject: idText("dlv", delivery.id) } as const;
  if (!(await audited(rooms, principal, told).cancelDelivery(delivery.seq, "cancelled by a person", clock.now()))) {
    const { state } = (await store.readDelivery(environment, delivery.id)) ?? delivery;
    throw new AppError("conflict", `It does not wait: it is ${state} already.`);
  }
  const endpoint = (await store.readEndpoint(environment, delivery.endpointId))?.endpoint;
  if (endpoint !== undefined) flow.moved(endpoint.seq);
  return (await store.readDelivery(environment, delivery.id)) ?? delivery;
}
