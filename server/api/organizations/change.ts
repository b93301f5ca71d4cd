/** Changing an organization: what is given is replaced, the rest stays. */
import { idText } from "../../base/ids.ts";
import type { Organization } from "../../store/faces/organizations.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { refusalOf, refuseUnknownProfile } from "./add.ts";
import type { OrganizationPatch } from "./schema.ts";

/**
 * Stores the change; what is accepted and sent from here on goes by it. Answers the organization as it then is.
 *
 * @throws AppError `conflict` when the `externalId` is taken, `invalid` when there is no such profile, `not_found`,
 * `unavailable`
 */
export async function changeOrganization(
  rooms: Rooms,
  principal: Principal,
  { id, seq }: Organization,
  form: OrganizationPatch,
): Promise<Organization> {
  const { tenants, flow } = rooms;
  if (form.profile !== undefined) refuseUnknownProfile(rooms, form.profile);
  const told = { action: "organization.changed", subject: idText("org", id), changes: form } as const;
  const change = audited(rooms, principal, { ...told, organization: seq, environment: null });
  const stored = await change.changeOrganization(seq, form);
  if (stored === "gone") throw notFound("organization");
  if (typeof stored === "string") throw refusalOf(stored);
  const organization = { ...stored, id };
  tenants.putOrganization(organization);
  for (const environment of tenants.environmentsOf(seq)) flow.scopeChanged(organization, environment);
  return organization;
}
