/** Changing an endpoint: what is given is replaced, the rest stays. */
import { AppError } from "../../base/errors.ts";
import type { UnixMs } from "../../base/clock.ts";
import { idText } from "../../base/ids.ts";
import type { Endpoint } from "../../rules/endpoint.ts";
import type { EndpointChange, EndpointRow } from "../../store/faces/endpoints.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import { PAUSED_REASON } from "./add.ts";
import { unmasked } from "./headers.ts";
import type { EndpointPatch } from "./schema.ts";

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
  const { store, flow, clock } = rooms;
  const { headers, active, ...fields } = form;
  const now = clock.now();
  const isTurnedOn = active === true && row.endpoint.status === "disabled";
  const notice = isTurnedOn ? flow.enabledNotice(row.endpoint, now) : null;
  const change: EndpointChange = {
    ...fields,
    ...(active !== undefined && statusChange(row.endpoint, active, now)),
    ...(headers && { headers: unmasked(headers, (await store.readEndpointSecrets(row.endpoint.seq)).headers) }),
    ...(notice && { notice }),
    updatedAt: now,
  };
  const told = { action: "endpoint.changed", subject: idText("ep", row.endpoint.id), changes: form } as const;
  const endpoint = await audited(rooms, principal, told).changeEndpoint(row.endpoint.seq, change);
  flow.endpointChanged(endpoint);
  if (notice !== null) flow.noticed([notice]);
  if (headers !== undefined) flow.endpointSecretsChanged(endpoint.seq);
  return { ...row, endpoint, headerNames: headers === undefined ? row.headerNames : Object.keys(headers) };
}

function statusChange({ status }: Endpoint, isActive: boolean, now: UnixMs): Partial<EndpointChange> {
  if (isActive) return status === "active" ? {} : { status: "active", statusReason: null, activeSince: now };
  if (status === "disabled") {
    throw new AppError("conflict", "The endpoint is disabled, so nothing is sent to it: there is nothing to pause.");
  }
  return status === "paused" ? {} : { status: "paused", statusReason: PAUSED_REASON };
}
