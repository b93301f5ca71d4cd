/** Deleting an endpoint. */
import { idText } from "../../base/ids.ts";
import type { Endpoint } from "../../rules/endpoint.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import type { Rooms } from "../rooms.ts";

/** It is gone at once; what waits for it is cancelled. @throws AppError `not_found` when another was faster, `unavailable` */
export async function removeEndpoint(
  rooms: Rooms,
  principal: Principal,
  { seq, id, name, url }: Endpoint,
): Promise<void> {
  const told = { action: "endpoint.deleted", subject: idText("ep", id), changes: { name, url } } as const;
  const sweep = await audited(rooms, principal, told).deleteEndpoint(seq, rooms.clock.now());
  rooms.flow.endpointRemoved(seq, sweep);
}
