/** Retrying a delivery by hand: one more attempt, at once. */
import { AppError } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { DeliveryRow } from "../../store/faces/deliveries.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import { notFound } from "../refusals.ts";
import { enabledScopeOf } from "../scope.ts";

/**
 * Stores the wish for an attempt now and wakes the endpoint. Answers the delivery as it then is.
 *
 * @throws AppError `forbidden` while webhooks are not enabled, `endpoint_off` when its endpoint is off or gone, `in_flight`
 * while an attempt is, `not_found`
 */
export async function retryDelivery(rooms: Rooms, principal: Principal, delivery: DeliveryRow): Promise<DeliveryRow> {
  const { store, flow, clock } = rooms;
  const { environment } = principal;
  enabledScopeOf(rooms, principal);
  const endpoint = (await store.readEndpoint(environment, delivery.endpointId))?.endpoint;
  if (endpoint === undefined) throw new AppError("endpoint_off", "Its endpoint is deleted.");
  if (endpoint.status !== "active") {
    throw new AppError("endpoint_off", `Its endpoint is ${endpoint.status}: enable it first.`);
  }
  if (flow.isInFlight(delivery.seq)) {
    throw new AppError("in_flight", "An attempt is in flight: see what comes of it first.");
  }
  const told = { action: "delivery.retried", subject: idText("dlv", delivery.id) } as const;
  if (!(await audited(rooms, principal, told).retryDelivery(delivery.seq, clock.now()))) throw notFound("delivery");
  flow.wake(endpoint.seq);
  return (await store.readDelivery(environment, delivery.id)) ?? delivery;
}
