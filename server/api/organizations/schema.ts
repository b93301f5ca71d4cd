/** Organizations on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { externalIdFault, mailAddressFault, nameFault } from "../../rules/fields.ts";
import type { Organization } from "../../store/faces/organizations.ts";
import { pageFields } from "../page.ts";
import { ruled, Time, timeText } from "../shapes.ts";

const OWNERS_COUNT_MAX = 20;

/** The product's own id of a thing. */
export const ExternalId = ruled(externalIdFault)
  .nullable()
  .describe("The product's own id; headers may name it by this");

const fields = {
  externalId: ExternalId.exactOptional(),
  profile: z.string().exactOptional().describe("A profile's name; the default organization's, when left out"),
  ownerEmails: z
    .array(ruled(mailAddressFault))
    .max(OWNERS_COUNT_MAX)
    .refine((list) => new Set(list).size === list.length, "name each once")
    .exactOptional()
    .describe("Who gets the notices"),
  webhooksEnabled: z.boolean().exactOptional().describe("`false` where the plan has no webhooks"),
};

/** An organization to be added. */
export const NewOrganization = z.strictObject({ name: ruled(nameFault), ...fields }).meta({ id: "NewOrganization" });

/** What a caller asks for when adding one. */
export type NewOrganization = z.infer<typeof NewOrganization>;

/** What is to change; the rest stays. */
export const OrganizationPatch = z
  .strictObject({ name: ruled(nameFault).exactOptional(), ...fields })
  .meta({ id: "OrganizationPatch" });

/** What a caller asks to change. */
export type OrganizationPatch = z.infer<typeof OrganizationPatch>;

/** An organization. */
export const OrganizationView = z
  .object({
    id: z.string(),
    name: z.string(),
    externalId: z.string().nullable(),
    profile: z.string(),
    ownerEmails: z.array(z.string()),
    webhooksEnabled: z.boolean(),
    createdAt: Time,
  })
  .meta({ id: "Organization" });

/** Which page of organizations. */
export const OrganizationsFilter = z.strictObject(pageFields);

/** An organization as it goes out. */
export function organizationView(row: Organization): z.infer<typeof OrganizationView> {
  return {
    id: idText("org", row.id),
    name: row.name,
    externalId: row.externalId,
    profile: row.profile,
    ownerEmails: [...row.ownerEmails],
    webhooksEnabled: row.webhooksEnabled,
    createdAt: timeText(row.createdAt),
  };
}
