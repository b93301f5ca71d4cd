/** The audit log on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { ACTOR_KINDS, type AuditRow } from "../../store/faces/audit.ts";
import { pageFields } from "../page.ts";
import { Instant, Time, timeText } from "../shapes.ts";

/** One change. */
export const AuditLineView = z
  .object({
    id: z.string(),
    action: z.string().describe("As `endpoint.created`"),
    actor: z.object({ kind: z.enum(ACTOR_KINDS), id: z.string().nullable(), name: z.string() }),
    address: z.string().nullable().describe("Where the request came from"),
    subjectId: z.string().describe("What was changed"),
    organizationId: z.string().nullable(),
    environmentId: z.string().nullable(),
    changes: z.record(z.string(), z.unknown()).describe("The fields that were given, without secrets"),
    createdAt: Time,
  })
  .meta({ id: "AuditLine" });

/** Which changes a list shows. */
export const AuditFilter = z.strictObject({
  ...pageFields,
  action: z.string().optional(),
  since: Instant.optional().describe("Then or later"),
  until: Instant.optional().describe("Before"),
});

/** A change as it goes out. */
export function auditLineView(row: AuditRow): z.infer<typeof AuditLineView> {
  const { organizationId, environmentId } = row;
  return {
    id: idText("aud", row.id),
    action: row.action,
    actor: row.actor,
    address: row.address,
    subjectId: row.subject,
    organizationId: organizationId && idText("org", organizationId),
    environmentId: environmentId && idText("env", environmentId),
    changes: row.changes,
    createdAt: timeText(row.createdAt),
  };
}
