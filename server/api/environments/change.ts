/** Changing an environment: what is given is replaced, the rest stays. */
import { idText } from "../../base/ids.ts";
import type { Environment } from "../../store/faces/organizations.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { nameTaken } from "./add.ts";
import type { EnvironmentPatch } from "./schema.ts";

/**
 * Stores the change; what is accepted from here on goes by it. Answers the environment as it then is.
 *
 * @throws AppError `conflict` when the name or `externalId` is taken, `not_found`, `unavailable`
 */
export async function changeEnvironment(
  rooms: Rooms,
  principal: Principal,
  { id, seq, organization }: Environment,
  form: EnvironmentPatch,
): Promise<Environment> {
  const { store, tenants, flow } = rooms;
  const told = { action: "environment.changed", subject: idText("env", id), changes: form } as const;
  const change = audited(rooms, principal, { ...told, organization, environment: seq });
  const isChanged = await change.changeEnvironment(seq, form);
  const environment = await store.readEnvironment(id);
  const itsOrganization = tenants.organizationBySeq(organization);
  if (environment === null || itsOrganization === undefined) throw notFound("environment");
  if (!isChanged) throw nameTaken();
  tenants.putEnvironment(environment);
  flow.scopeChanged(itsOrganization, environment);
  return environment;
}
