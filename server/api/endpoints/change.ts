/** Changing an endpoint: what is given is replaced, the rest stays. */
import { idText } from "../../base/ids.ts";
import type { EndpointChange, EndpointRow } from "../../store/faces/endpoints.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import { unmasked } from "./headers.ts";
import type { EndpointPatch } from "./schema.ts";
import { changed, turnOff, turnOn } from "./turn.ts";

/**
 * Stores the change; dispatch obeys at once. Answers the endpoint as it then is.
 *
 * @throws AppError `conflict` when a disabled one is to be paused, `invalid`, `unavailable`
 */
export async function changeEndpoint(
  rooms: Rooms,
  principal: Principal,
  row: EndpointRow,
  form: EndpointPatch,
): Promise<EndpointRow> {
  const { flow, clock } = rooms;
  const { headers, active, ...fields } = form;
  const now = clock.now();
  const { endpoint: before } = row;
  const turn = active === undefined ? {} : active ? turnOn(flow, before, "resume", now) : turnOff(flow, before);
  const change: EndpointChange = {
    ...fields,
    ...turn,
    ...(headers && { headers: (stored) => unmasked(headers, stored) }),
    updatedAt: now,
  };
  const told = { action: "endpoint.changed", subject: idText("ep", before.id), changes: form } as const;
  const { endpoint } = await changed(rooms, audited(rooms, principal, told), before.seq, change);
  return { ...row, endpoint, headerNames: headers === undefined ? row.headerNames : Object.keys(headers) };
}
