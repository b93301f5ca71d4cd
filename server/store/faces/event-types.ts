/** The event types that organizations have beside, or instead of, their profile's. */
import type { UnixMs } from "../../base/clock.ts";
import type { EventType } from "../../rules/profile.ts";

/** Event types by noun, each of an organization's seq. Writes throw AppError `unavailable` when the store cannot write. */
export interface EventTypesStore {
  /** Refuses one whose name is taken, and when the organization has `countMax`: `"full"`. */
  addEventType(
    organization: number,
    eventType: EventType,
    countMax: number,
    at: UnixMs,
  ): Promise<true | "taken" | "full">;
  /**
   * Replaces the one of this name.
   *
   * @param replaces the stored one that this was made of: `false` when it is another meanwhile, or there is none
   */
  changeEventType(organization: number, eventType: EventType, replaces: EventType, at: UnixMs): Promise<boolean>;
  /** Answers whether there was one. */
  deleteEventType(organization: number, type: string): Promise<boolean>;
  findEventType(organization: number, type: string): Promise<EventType | null>;
  /** The names of all of them. */
  listEventTypeNames(organization: number): Promise<string[]>;
}
