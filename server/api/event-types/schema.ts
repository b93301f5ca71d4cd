/** Event types on the wire: what is asked for, and what is shown. */
import { z } from "zod";
import { descriptionFault, eventTypeFault, productTypeFault } from "../../rules/fields.ts";
import { DOCUMENT_BYTES_MAX, schemaFault } from "../../rules/json-schema.ts";
import type { EventType } from "../../rules/profile.ts";
import { pageFields } from "../page.ts";
import { ruled } from "../shapes.ts";

/** A type that a catalog may have. */
const TypeName = ruled(productTypeFault);

const JsonObject = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "must be a JSON object",
);

const Sample = JsonObject.refine(
  (sample) => Buffer.byteLength(JSON.stringify(sample)) <= DOCUMENT_BYTES_MAX,
  `keep it within ${DOCUMENT_BYTES_MAX} bytes`,
).meta({ type: "object", description: "Data as an event of this type has; what a test event sends" });

const Schema = JsonObject.superRefine((schema, { addIssue }) => {
  const fault = schemaFault(schema);
  if (fault !== null) addIssue(fault);
}).meta({
  type: "object",
  description: "What `data` must be: a JSON Schema, draft 2020-12, that refers only to itself",
});

const optionalFields = {
  group: ruled(eventTypeFault)
    .nullable()
    .exactOptional()
    .describe("What stands before a dot of the type; what stands before the last one, when left out"),
  description: ruled(descriptionFault).nullable().exactOptional(),
  sample: Sample.nullable().exactOptional(),
  schema: Schema.nullable().exactOptional(),
  archived: z.boolean().exactOptional().describe("Whether it is no longer to be used"),
};

/** An event type to be added. */
export const NewEventType = z.strictObject({ type: TypeName, ...optionalFields }).meta({ id: "NewEventType" });

/** What a caller says of a type. */
export type NewEventType = z.infer<typeof NewEventType>;

/** What is to change; the rest stays. */
export const EventTypePatch = z.strictObject(optionalFields).meta({ id: "EventTypePatch" });

/** A type in a catalog. */
export const CatalogTypeView = z
  .object({
    type: z.string(),
    group: z.string().nullable().describe("Subscribed to as `group.*`"),
    description: z.string().nullable(),
    sample: JsonObject.nullable().meta({ type: ["object", "null"] }),
    schema: JsonObject.nullable().meta({ type: ["object", "null"] }),
    archived: z.boolean(),
  })
  .meta({ id: "CatalogType" });

/** A type of an organization's, with where it is from. */
export const EventTypeView = CatalogTypeView.extend({
  from: z
    .enum(["organization", "profile"])
    .describe("The profile's are read-only; the organization's own override them"),
}).meta({ id: "EventType" });

/** Which types a list shows. */
export const EventTypesFilter = z.strictObject(pageFields);

/** The type in a route. */
export const TypeParams = z.object({ type: z.string() });

/** A type as it goes out. */
export function catalogTypeView(eventType: EventType): z.infer<typeof CatalogTypeView> {
  return {
    ...eventType,
    sample: eventType.sample && { ...eventType.sample },
    schema: eventType.schema && { ...eventType.schema },
  };
}
