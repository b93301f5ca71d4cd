/** A profile as text to be changed, and what a change of it asks of the API. Pure. */
import type { Profile } from "../set-up-shapes.ts";

/** All but what stands fast, the long list of event types last. */
export function textOf(profile: Profile): string {
  const { name: _, builtIn: __, eventTypes, ...rest } = profile;
  return compact(JSON.stringify({ ...rest, eventTypes }, null, 2));
}

/** The fields that differ. */
export function patchOf(value: object, before: Profile): object {
  const changed = Object.entries(value).filter(
    ([field, part]) => JSON.stringify(part) !== JSON.stringify(before[field as keyof Profile]),
  );
  return Object.fromEntries(changed);
}

/** Lists of plain values on one line, as a person would write them. */
function compact(text: string): string {
  return text.replace(/\[\s+([^[\]{}]*?)\s+\]/g, (whole, inside: string) =>
    inside.includes('"') && inside.length > 80 ? whole : `[${inside.replace(/,\s+/g, ", ")}]`,
  );
}
