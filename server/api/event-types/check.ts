/** Completes and checks what is said of an event type. */
import type { FieldFault } from "../../base/errors.ts";
import type { SchemaChecks } from "../../flow/schema-checks.ts";
import type { EventType } from "../../rules/profile.ts";
import { groupFault, groupOf } from "../../rules/profile-fields.ts";
import type { EventTypePatch, NewEventType } from "./schema.ts";
import type { z } from "zod";

/** What an organization meets that has samples checked in crowds. */
export const BEING_CHECKED = {
  429: { description: "`too_many`: two of the organization's samples are being checked by their schemas already" },
};

/** A type as said, what is left out taken from `base`, or from its name. */
export function completeType(given: NewEventType, base: EventType | null): EventType {
  const { type, ...fields } = given;
  return {
    ...(base ?? { group: groupOf(type), description: null, sample: null, schema: null, archived: false }),
    type,
    ...fields,
  };
}

/** A type with a change. */
export function changedType(eventType: EventType, change: z.infer<typeof EventTypePatch>): EventType {
  return { ...eventType, ...change };
}

/**
 * What is wrong between the parts of a type, each of which is valid for itself.
 *
 * @param organization whose turn it takes, by its seq
 * @param path of the type, ending in a dot, or empty
 * @throws AppError `too_many` when two others are being checked, `unavailable`
 */
export async function typeFaults(
  checks: SchemaChecks,
  organization: number,
  eventType: EventType,
  path = "",
): Promise<FieldFault[]> {
  const fault = groupFault(eventType);
  const faults: FieldFault[] = fault === null ? [] : [{ path: `${path}group`, message: fault }];
  const { sample, schema } = eventType;
  if (sample === null || schema === null) return faults;
  for (const { path: place, message } of await checks.check(
    { organization, isManagement: true },
    schema,
    JSON.stringify(sample),
  )) {
    faults.push({ path: `${path}${place.replace(/^data/, "sample")}`, message });
  }
  return faults;
}
