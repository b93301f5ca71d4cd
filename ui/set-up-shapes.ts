/** What the API answers of how things are set up: the types of its schemas, nothing of their code. */
import type { z } from "zod";
import type { AuditLineView } from "../server/api/audit/schema.ts";
import type {
  EnvironmentPatch as EnvironmentPatchSchema,
  EnvironmentView,
  NewEnvironment as NewEnvironmentSchema,
} from "../server/api/environments/schema.ts";
import type {
  EventTypePatch as EventTypePatchSchema,
  EventTypeView,
  NewEventType as NewEventTypeSchema,
} from "../server/api/event-types/schema.ts";
import type { AddedKeyView, KeyView, NewKey as NewKeySchema } from "../server/api/keys/schema.ts";
import type { NoticeView } from "../server/api/notices/schema.ts";
import type {
  NewOrganization as NewOrganizationSchema,
  OrganizationPatch as OrganizationPatchSchema,
  OrganizationView,
} from "../server/api/organizations/schema.ts";
import type { ProfileView } from "../server/api/profiles/schema.ts";
import type { DryRunView, NewRecovery as NewRecoverySchema, RecoveryView } from "../server/api/recoveries/schema.ts";

/** A customer of the product. */
export type Organization = z.infer<typeof OrganizationView>;
/** What is asked for when adding one. */
export type NewOrganization = z.input<typeof NewOrganizationSchema>;
/** What is to change of one. */
export type OrganizationPatch = z.input<typeof OrganizationPatchSchema>;
/** A separate set of webhooks and events in an organization. */
export type Environment = z.infer<typeof EnvironmentView>;
/** What is asked for when adding one. */
export type NewEnvironment = z.input<typeof NewEnvironmentSchema>;
/** What is to change of one. */
export type EnvironmentPatch = z.input<typeof EnvironmentPatchSchema>;
/** An event type, with where it is from. */
export type EventType = z.infer<typeof EventTypeView>;
/** What is asked for when adding one. */
export type NewEventType = z.input<typeof NewEventTypeSchema>;
/** What is to change of one. */
export type EventTypePatch = z.input<typeof EventTypePatchSchema>;
/** How a product sends. */
export type Profile = z.infer<typeof ProfileView>;
/** A key, without what opens the door. */
export type Key = z.infer<typeof KeyView>;
/** A key just made, with what opens the door. */
export type AddedKey = z.infer<typeof AddedKeyView>;
/** What is asked for when making one. */
export type NewKey = z.input<typeof NewKeySchema>;
/** How far a key opens the door. */
export type Role = Key["role"];
/** One change in the audit log. */
export type AuditLine = z.infer<typeof AuditLineView>;
/** What owners were told of a webhook. */
export type Notice = z.infer<typeof NoticeView>;
/** Deliveries that are begun again. */
export type Recovery = z.infer<typeof RecoveryView>;
/** Which of an endpoint's deliveries are to be begun again. */
export type NewRecovery = z.input<typeof NewRecoverySchema>;
/** How many deliveries that would concern. */
export type DryRun = z.infer<typeof DryRunView>;
