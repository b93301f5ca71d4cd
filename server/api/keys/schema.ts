/** API keys on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import type { UnixMs } from "../../base/clock.ts";
import { nameFault } from "../../rules/fields.ts";
import { ROLES } from "../../rules/roles.ts";
import type { Key } from "../../store/faces/keys.ts";
import { pageFields } from "../page.ts";
import { Instant, ruled, Time, timeText, timeTextOrNull } from "../shapes.ts";
import type { Tenants } from "../tenants.ts";

/** A key to be made. */
export const NewKey = z
  .strictObject({
    name: ruled(nameFault),
    role: z
      .enum(ROLES)
      .describe("`admin` has the instance, `owner` an organization, `full`, `ingest` and `read` an environment"),
    environment: z
      .string()
      .exactOptional()
      .describe("For `full`, `ingest` and `read`: by `externalId` or id; the chosen one, when left out"),
    expiresAt: Instant.nullable().exactOptional().describe("Never, when left out"),
  })
  .meta({ id: "NewKey" });

/** What a caller asks for when making one. */
export type NewKey = z.infer<typeof NewKey>;

/** A key, without what opens the door. */
export const KeyView = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    organizationId: z.string().nullable().describe("`null` for the whole instance"),
    environmentId: z.string().nullable().describe("`null` for the whole organization, or the instance"),
    hint: z.string().describe("Its last four characters"),
    createdAt: Time,
    expiresAt: Time.nullable(),
    lastUsedAt: Time.nullable(),
  })
  .meta({ id: "Key" });

/** A key just made: the only answer that shows it. */
export const AddedKeyView = KeyView.extend({ key: z.string() }).meta({ id: "AddedKey" });

/** Which page of keys. */
export const KeysFilter = z.strictObject(pageFields);

/** A key as it goes out. `usedAt` comes from memory, ahead of the store. */
export function keyView(row: Key, tenants: Tenants, usedAt: UnixMs | null): z.infer<typeof KeyView> {
  const organization = row.organization === null ? undefined : tenants.organizationBySeq(row.organization);
  const environment = row.environment === null ? undefined : tenants.environmentBySeq(row.environment);
  return {
    id: idText("key", row.id),
    name: row.name,
    role: row.role,
    organizationId: organization ? idText("org", organization.id) : null,
    environmentId: environment ? idText("env", environment.id) : null,
    hint: row.hint,
    createdAt: timeText(row.createdAt),
    expiresAt: timeTextOrNull(row.expiresAt),
    lastUsedAt: timeTextOrNull(usedAt ?? row.lastUsedAt),
  };
}
