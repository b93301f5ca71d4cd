/** Adding an environment to an organization. */
import { AppError } from "../../base/errors.ts";
import { idText, newId } from "../../base/ids.ts";
import { ENVIRONMENTS_COUNT_MAX } from "../../rules/limits.ts";
import type { Environment, EnvironmentRefusal, Organization } from "../../store/faces/organizations.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import type { NewEnvironment } from "./schema.ts";

/**
 * Stores an environment; events are taken for it at once.
 *
 * @throws AppError `conflict` when the name or `externalId` is taken or there are too many, `not_found`, `unavailable`
 */
export async function addEnvironment(
  rooms: Rooms,
  principal: Principal,
  organization: Organization,
  form: NewEnvironment,
): Promise<Environment> {
  const { clock, tenants, flow } = rooms;
  const now = clock.now();
  const fields = {
    id: newId(now),
    organization: organization.seq,
    name: form.name,
    externalId: form.externalId ?? null,
    checkSchemas: form.checkSchemas ?? false,
    strictTypes: form.strictTypes ?? false,
    createdAt: now,
  };
  const told = { action: "environment.created", subject: idText("env", fields.id), changes: form } as const;
  const change = audited(rooms, principal, { ...told, organization: organization.seq, environment: null });
  const seq = await change.addEnvironment(fields);
  if (typeof seq === "string") throw refusalOf(seq);
  const environment = { ...fields, seq };
  tenants.putEnvironment(environment);
  flow.scopeChanged(tenants.organizationBySeq(organization.seq) ?? organization, environment);
  return environment;
}

function refusalOf(refusal: EnvironmentRefusal): AppError {
  switch (refusal) {
    case "gone":
      return notFound("organization");
    case "full":
      return new AppError("conflict", `An organization has at most ${ENVIRONMENTS_COUNT_MAX} environments.`);
    case "taken":
      return nameTaken();
  }
}

/** The refusal of a name or `externalId` that another environment of the organization has. */
export function nameTaken(): AppError {
  return new AppError(
    "conflict",
    "The organization has another environment of this name or externalId: choose another.",
  );
}
