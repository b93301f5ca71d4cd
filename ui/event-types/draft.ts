/** An event type as it is being filled in: what is wrong with it, and what it asks of the API. Pure. */
import { descriptionFault, eventTypeFault } from "../../server/rules/fields.ts";
import type { Problem } from "../client.ts";
import { checkedJson, type PlacedFault, refusedAt } from "../json/fault.ts";
import type { EventType, EventTypePatch, NewEventType } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** What stands in the fields; the documents as text. */
export interface Draft {
  type: string;
  group: string;
  description: string;
  sample: string;
  schema: string;
}

/** What is wrong, field by field. */
export interface Faults {
  type?: string | undefined;
  group?: string | undefined;
  description?: string | undefined;
  sample: PlacedFault | null;
  schema: PlacedFault | null;
}

/** An empty form. */
export const EMPTY: Draft = { type: "", group: "", description: "", sample: "", schema: "" };

const OBJECT = { type: "object" };

/** The form of a type that there is. */
export function draftOf({ type, group, description, sample, schema }: EventType): Draft {
  const textOf = (document: object | null) => (document === null ? "" : JSON.stringify(document, null, 2));
  return {
    type,
    group: group ?? "",
    description: description ?? "",
    sample: textOf(sample),
    schema: textOf(schema),
  };
}

/** Everything that is wrong. */
export function faultsOf({ type, group, description, sample, schema }: Draft): Faults {
  const { form } = setUp.eventTypes;
  const cured = (fault: string | null) => (fault === null ? undefined : words.form.cure(fault));
  return {
    type: type === "" ? undefined : cured(type.startsWith("hookwheel.") ? form.own : eventTypeFault(type)),
    group: group === "" || type.startsWith(`${group}.`) ? undefined : form.groupFault(type),
    description: cured(descriptionFault(description)),
    sample: documentFault(sample),
    schema: documentFault(schema),
  };
}

/** What the API found wrong with what was sent, in the fields as they are. */
export function refusedIn(problem: Problem | null, draft: Draft): Faults {
  const errors = problem?.errors ?? [];
  const told = (field: string) => {
    const found = errors.find(({ path }) => path === field);
    return found && words.form.cure(found.message);
  };
  return {
    type: told("type"),
    group: told("group"),
    description: told("description"),
    sample: refusedAt(draft.sample, errors, "sample"),
    schema: refusedAt(draft.schema, errors, "schema"),
  };
}

/** How many fields are wrong. */
export function countOf(faults: Faults): number {
  return Object.values(faults).filter((fault) => fault !== undefined && fault !== null).length;
}

/** What adding it asks for. `isNew` leaves an empty group to the server. */
export function formOf({ type, group, description, sample, schema }: Draft, isNew: boolean): NewEventType {
  const valueOf = (text: string) => (text.trim() === "" ? null : (JSON.parse(text) as Record<string, unknown>));
  return {
    type,
    ...(group === "" ? !isNew && { group: null } : { group }),
    description: description === "" ? null : description,
    sample: valueOf(sample),
    schema: valueOf(schema),
  };
}

/** What changing it asks for: only what differs from the form of the type as it is. */
export function patchOf(draft: Draft, before: Draft): EventTypePatch {
  const changed = Object.entries(formOf(draft, false)).filter(
    ([field]) => draft[field as keyof Draft] !== before[field as keyof Draft],
  );
  return Object.fromEntries(changed);
}

function documentFault(text: string): PlacedFault | null {
  if (text.trim() === "") return null;
  const checked = checkedJson(text, OBJECT);
  return "fault" in checked ? checked.fault : null;
}
