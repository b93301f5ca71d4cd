/** Every event type of the organization, as last read, with where each is from and who asks for it. */
import { covers } from "../form/known-types.ts";
import { useProfileHere } from "../places/use-profile-here.ts";
import { type Reading, useReading } from "../reading.ts";
import { readAllTypes } from "../set-up-client.ts";
import type { EventType } from "../set-up-shapes.ts";
import type { Endpoint } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";

/** All of them, by name. */
export function useTypes(): Reading<EventType[]> {
  return useReading("event types", readAllTypes);
}

/** What the profile of the organization has of its own: its name, and the names of its types. */
export interface Catalog {
  profile: string;
  types: ReadonlySet<string>;
}

/** The catalog of the profile, `null` while it is not known, and for whoever may not read it. */
export function useCatalog(): Catalog | null {
  const profile = useProfileHere();
  return profile && { profile: profile.name, types: new Set(profile.eventTypes.map(({ type }) => type)) };
}

/** Where a type is from, in words. */
export function originText({ type, from }: EventType, catalog: Catalog | null): string {
  const { origin } = setUp.eventTypes;
  if (from === "profile") return catalog === null ? origin.profile : origin.profileOf(catalog.profile);
  return catalog?.types.has(type) === true ? origin.override : origin.own;
}

/** The webhooks that hear events of a type. */
export function usersOf(type: string, endpoints: readonly Endpoint[]): Endpoint[] {
  return endpoints.filter(({ events }) => events.includes("*") || covers(events, type));
}
