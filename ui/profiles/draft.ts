/** A profile as text to be changed, and what a change of it asks of the API. Pure. */
import type { Problem } from "../client.ts";
import type { Shape } from "../json/check.ts";
import { type Checked, checkedJson, type PlacedFault, refusedAt } from "../json/fault.ts";
import type { Profile } from "../set-up-shapes.ts";

/** What stands in the two fields: all but what stands fast, and the event types, which are long. */
export interface Draft {
  profile: string;
  types: string;
}

/** The fields of a profile that there is. */
export function draftOf(profile: Profile): Draft {
  const { name: _, builtIn: __, eventTypes, ...rest } = profile;
  return { profile: compact(rest), types: compact(eventTypes) };
}

/** What stands in the fields when they are sound, or what is wrong in each. */
export interface CheckedDraft {
  profile: Checked;
  types: Checked;
}

/** Checks both fields; `shape` of a whole profile, once it is known. */
export function checkedDraft({ profile, types }: Draft, shape: Shape | undefined): CheckedDraft {
  const { eventTypes, ...rest } = shape?.properties ?? {};
  return {
    profile: checkedJson(profile, shape && { ...shape, properties: rest }),
    types: checkedJson(types, eventTypes),
  };
}

/** What the API found wrong in each field. */
export function refusedIn(problem: Problem | null, { profile, types }: Draft): Record<keyof Draft, PlacedFault | null> {
  const errors = problem?.errors ?? [];
  const isOfTypes = ({ path }: { path: string }) => /^eventTypes\b/.test(path);
  return {
    profile: refusedAt(
      profile,
      errors.filter((error) => !isOfTypes(error)),
    ),
    types: refusedAt(types, errors.filter(isOfTypes), "eventTypes"),
  };
}

/** The fields of the API that differ; `null` while something is wrong. */
export function patchOf({ profile, types }: CheckedDraft, before: Profile): object | null {
  if (!("value" in profile) || !("value" in types)) return null;
  const changed = Object.entries({ ...(profile.value as object), eventTypes: types.value }).filter(
    ([field, part]) => JSON.stringify(part) !== JSON.stringify(before[field as keyof Profile]),
  );
  return Object.fromEntries(changed);
}

/** Lists of plain values on one line, as a person would write them. */
function compact(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/\[\s+([^[\]{}]*?)\s+\]/g, (whole, inside: string) =>
    inside.includes('"') && inside.length > 80 ? whole : `[${inside.replace(/,\s+/g, ", ")}]`,
  );
}
