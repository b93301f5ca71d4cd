/** Changing an endpoint: what is given is replaced, the rest stays. */
import type { EndpointChange, EndpointRow } from "../../store/faces/endpoints.ts";
import type { Rooms } from "../rooms.ts";
import { unmasked } from "./headers.ts";
import type { EndpointPatch } from "./schema.ts";
import { turnOff, turnOn } from "./turn.ts";

/**
 * Stores the change; dispatch obeys at once. Answers the endpoint as it then is.
 *
 * @throws AppError `conflict` when a disabled one is to be paused, `invalid`, `unavailable`
 */
export async function changeEndpoint(
  { store, flow, clock }: Rooms,
  row: EndpointRow,
  { headers, active, ...fields }: EndpointPatch,
): Promise<EndpointRow> {
  const now = clock.now();
  const { endpoint: before } = row;
  const turn = active === undefined ? {} : active ? turnOn(before, "resume", now) : turnOff(flow, before);
  const change: EndpointChange = {
    ...fields,
    ...turn,
    ...(headers && { headers: unmasked(headers, (await store.readEndpointSecrets(before.seq)).headers) }),
    updatedAt: now,
  };
  const { endpoint, ...begun } = await store.changeEndpoint(before.seq, change);
  flow.endpointChanged(endpoint, begun);
  if (headers !== undefined) flow.endpointSecretsChanged(endpoint.seq);
  return { ...row, endpoint, headerNames: headers === undefined ? row.headerNames : Object.keys(headers) };
}
