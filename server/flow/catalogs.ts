/** Which event types an organization has: its own, and those of its profile that it does not override. */
import type { EventType, Profile } from "../rules/profile.ts";
import type { EventTypesStore } from "../store/faces/event-types.ts";

/** The catalogs of all organizations. */
export interface Catalogs {
  /** The type of this name, `null` when neither the organization nor its profile has it. */
  find(organization: number, profile: Profile, type: string): Promise<EventType | null>;
  /** The names of all types that an organization has, its profile's first. */
  names(organization: number, profile: Profile): Promise<string[]>;
  /** To be called when types of organizations changed. */
  forget(): void;
}

/** How many looks into the store are remembered; then all are forgotten. */
const REMEMBERED_MAX = 2000;

/** Nothing is remembered yet. */
export function createCatalogs(store: Pick<EventTypesStore, "findEventType" | "listEventTypeNames">): Catalogs {
  const own = new Map<string, Promise<EventType | null>>();
  return {
    async find(organization, profile, type) {
      return (await ownType(organization, type)) ?? profileType(profile, type);
    },
    async names(organization, profile) {
      const ownNames = await store.listEventTypeNames(organization);
      return [...new Set([...profile.eventTypes.map(({ type }) => type), ...ownNames])];
    },
    forget: () => own.clear(),
  };

  function ownType(organization: number, type: string): Promise<EventType | null> {
    const key = `${organization} ${type}`;
    const known = own.get(key);
    if (known !== undefined) return known;
    if (own.size >= REMEMBERED_MAX) own.clear();
    const found = store.findEventType(organization, type);
    own.set(key, found);
    found.catch(() => own.delete(key));
    return found;
  }
}

/** The profile's own type of this name, `null` without. */
export function profileType(profile: Profile, type: string): EventType | null {
  return profile.eventTypes.find((one) => one.type === type) ?? null;
}
