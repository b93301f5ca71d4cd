/** Environments on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { nameFault } from "../../rules/fields.ts";
import type { Environment, Organization } from "../../store/faces/organizations.ts";
import { ExternalId } from "../organizations/schema.ts";
import { pageFields } from "../page.ts";
import { ruled, Time, timeText } from "../shapes.ts";

const fields = {
  externalId: ExternalId.exactOptional(),
  checkSchemas: z.boolean().exactOptional().describe("Whether `data` must fit the schema of its type"),
  strictTypes: z.boolean().exactOptional().describe("Whether events of unknown types are refused"),
};

/** An environment to be added. */
export const NewEnvironment = z.strictObject({ name: ruled(nameFault), ...fields }).meta({ id: "NewEnvironment" });

/** What a caller asks for when adding one. */
export type NewEnvironment = z.infer<typeof NewEnvironment>;

/** What is to change; the rest stays. */
export const EnvironmentPatch = z
  .strictObject({ name: ruled(nameFault).exactOptional(), ...fields })
  .meta({ id: "EnvironmentPatch" });

/** What a caller asks to change. */
export type EnvironmentPatch = z.infer<typeof EnvironmentPatch>;

/** An environment. */
export const EnvironmentView = z
  .object({
    id: z.string(),
    organizationId: z.string(),
    name: z.string(),
    externalId: z.string().nullable(),
    checkSchemas: z.boolean(),
    strictTypes: z.boolean(),
    createdAt: Time,
  })
  .meta({ id: "Environment" });

/** Which page of environments. */
export const EnvironmentsFilter = z.strictObject(pageFields);

/** An environment of an organization as it goes out. */
export function environmentView(row: Environment, organization: Organization): z.infer<typeof EnvironmentView> {
  return {
    id: idText("env", row.id),
    organizationId: idText("org", organization.id),
    name: row.name,
    externalId: row.externalId,
    checkSchemas: row.checkSchemas,
    strictTypes: row.strictTypes,
    createdAt: timeText(row.createdAt),
  };
}
