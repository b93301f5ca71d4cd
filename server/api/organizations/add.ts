/** Adding an organization, with its first environment. */
import { AppError } from "../../base/errors.ts";
import { idText, newId } from "../../base/ids.ts";
import type { Organization, OrganizationRefusal } from "../../store/faces/organizations.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { invalidField } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import type { NewOrganization } from "./schema.ts";

/** The environment that every organization begins with. */
const FIRST_ENVIRONMENT = "production";

/**
 * Stores an organization; events are taken for it at once.
 *
 * @throws AppError `conflict` when the `externalId` is taken, `invalid` when there is no such profile, `unavailable`
 */
export async function addOrganization(
  rooms: Rooms,
  principal: Principal,
  form: NewOrganization,
): Promise<Organization> {
  const { clock, tenants, flow } = rooms;
  const now = clock.now();
  const fields = {
    id: newId(now),
    name: form.name,
    externalId: form.externalId ?? null,
    profile: form.profile ?? tenants.organization.profile,
    ownerEmails: form.ownerEmails ?? [],
    webhooksEnabled: form.webhooksEnabled ?? true,
    createdAt: now,
  };
  refuseUnknownProfile(rooms, fields.profile);
  const first = {
    id: newId(now),
    name: FIRST_ENVIRONMENT,
    externalId: null,
    checkSchemas: false,
    strictTypes: false,
    createdAt: now,
  };
  const told = { action: "organization.created", subject: idText("org", fields.id), changes: form } as const;
  const added = await audited(rooms, principal, { ...told, organization: null, environment: null }).addOrganization(
    fields,
    first,
  );
  if (typeof added === "string") throw refusalOf(added);
  const organization = { ...fields, seq: added.organization };
  const environment = { ...first, seq: added.environment, organization: added.organization };
  tenants.putOrganization(organization);
  tenants.putEnvironment(environment);
  flow.scopeChanged(organization, environment);
  return organization;
}

/** The refusal that the store's word stands for. */
export function refusalOf(refusal: OrganizationRefusal): AppError {
  switch (refusal) {
    case "external_id_taken":
      return new AppError("conflict", "Another organization has this externalId: choose another.");
    case "no_profile":
      return noProfile();
  }
}

/** Spares the store what it would refuse. @throws AppError `invalid` when there is no profile of the name */
export function refuseUnknownProfile({ profiles }: Rooms, name: string): void {
  if (profiles.get(name) === null) throw noProfile();
}

function noProfile(): AppError {
  return invalidField("profile", "there is no profile of this name");
}
