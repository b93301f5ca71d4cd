/** Deleting organizations and environments: gone at once, with their endpoints and keys. */
import { AppError } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { Deletion, Environment, Organization } from "../../store/faces/organizations.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";

/** @throws AppError `conflict` for the default one, `not_found`, `unavailable` */
export async function removeOrganization(
  rooms: Rooms,
  principal: Principal,
  { seq, id, name }: Organization,
): Promise<void> {
  const { tenants, keyring } = rooms;
  if (seq === tenants.organization.seq) throw new AppError("conflict", "The default organization cannot be deleted.");
  const told = { action: "organization.deleted", subject: idText("org", id), changes: { name } } as const;
  const change = audited(rooms, principal, { ...told, organization: seq, environment: null });
  const deletion = await change.deleteOrganization(seq, rooms.clock.now());
  if (deletion === false) throw notFound("organization");
  const environments = tenants.environmentsOf(seq);
  keyring.removeOrganization(seq);
  rooms.roster.removeOrganization(seq);
  tenants.removeOrganization(seq);
  end(rooms, environments, deletion);
}

/** @throws AppError `conflict` for the default one and for an organization's last, `not_found`, `unavailable` */
export async function removeEnvironment(rooms: Rooms, principal: Principal, environment: Environment): Promise<void> {
  const { store, tenants, keyring } = rooms;
  const { seq, id, organization, name } = environment;
  if (seq === tenants.environment.seq) throw new AppError("conflict", "The default environment cannot be deleted.");
  const told = { action: "environment.deleted", subject: idText("env", id), changes: { name } } as const;
  const change = audited(rooms, principal, { ...told, organization, environment: seq });
  const deletion = await change.deleteEnvironment(seq, rooms.clock.now());
  if (deletion === false) {
    if ((await store.readEnvironment(id)) === null) throw notFound("environment");
    throw new AppError(
      "conflict",
      "It is its organization's only environment: delete the organization, or add another.",
    );
  }
  keyring.removeEnvironment(seq);
  tenants.removeEnvironment(seq);
  end(rooms, [environment], deletion);
}

/** Endpoints first: nothing begins for them any more when their environment is unknown. */
function end({ flow, inboxes }: Rooms, environments: readonly Environment[], { sweeps }: Deletion): void {
  for (const sweep of sweeps) flow.endpointRemoved(sweep.endpoint, sweep);
  for (const { seq } of environments) {
    flow.scopeRemoved(seq);
    inboxes.removeEnvironment(seq);
  }
}
