/** Adding an endpoint. */
import { idText, newId } from "../../base/ids.ts";
import { UNTRIED } from "../../rules/health.ts";
import type { Limits } from "../../rules/profile.ts";
import type { EndpointRow, NewEndpoint as NewRow } from "../../store/faces/endpoints.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import type { Rooms } from "../rooms.ts";
import { unmasked } from "./headers.ts";
import type { NewEndpoint } from "./schema.ts";
import { newSecret } from "./secret.ts";

const IN_FLIGHT_DEFAULT = 10;

/** Why an endpoint that a caller set inactive is off. */
export const PAUSED_REASON = "paused by a person";

/**
 * Stores an endpoint; events match it at once.
 *
 * @param limits of the organization's profile
 * @throws AppError `conflict` when the environment has as many as it may, `invalid`, `unavailable`, `not_found` when the
 * environment is deleted meanwhile
 */
export async function addEndpoint(
  rooms: Rooms,
  principal: Principal,
  form: NewEndpoint,
  { endpointsMax }: Limits,
): Promise<{ row: EndpointRow; secret: string }> {
  const { flow, clock } = rooms;
  const { environment } = principal;
  const now = clock.now();
  const secret = form.secret ?? newSecret();
  const headers = unmasked(form.headers ?? {}, []);
  const isActive = form.active ?? true;
  const fields: Omit<NewRow, "secrets" | "headers"> = {
    id: newId(now),
    environment,
    url: form.url,
    name: form.name ?? null,
    description: form.description ?? null,
    events: form.events ?? ["*"],
    namespaces: form.namespaces ?? [],
    rateLimit: form.rateLimit ?? null,
    maxInFlight: form.maxInFlight ?? IN_FLIGHT_DEFAULT,
    status: isActive ? "active" : "paused",
    statusReason: isActive ? null : PAUSED_REASON,
    metadata: form.metadata ?? {},
    createdAt: now,
    updatedAt: now,
  };
  const told = { action: "endpoint.created", subject: idText("ep", fields.id), changes: form } as const;
  const seq = await audited(rooms, principal, told).addEndpoint(
    { ...fields, secrets: [{ secret, endsAt: null }], headers },
    endpointsMax ?? undefined,
  );
  flow.endpointChanged({ ...fields, seq });
  return {
    row: { endpoint: { ...fields, seq }, health: UNTRIED, waitingCount: 0, headerNames: headers.map(([name]) => name) },
    secret,
  };
}
