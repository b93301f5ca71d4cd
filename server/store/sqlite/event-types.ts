/** Reads and writes the event types of organizations. */
import { and, count, eq } from "drizzle-orm";
import type { UnixMs } from "../../base/clock.ts";
import type { EventType } from "../../rules/profile.ts";
import type { Connection } from "./connection.ts";
import { isStill } from "./documents.ts";
import { eventTypes } from "./tables.ts";

/** A type about to be stored. */
export interface EventTypeWrite {
  organization: number;
  eventType: EventType;
  at: UnixMs;
}

/** Adds one; a retry finds its own. They are counted here, where there is no other that is being added. */
export function addEventType(
  { orm }: Connection,
  { organization, eventType, countMax, at }: EventTypeWrite & { countMax: number },
  isRetry: boolean,
): true | "taken" | "full" {
  const isIt = isNamed(organization, eventType.type);
  const kept = orm.select({ at: eventTypes.createdAt }).from(eventTypes).where(isIt).get();
  if (kept !== undefined) return isRetry && kept.at === at ? true : "taken";
  const isOwn = eq(eventTypes.organization, organization);
  if (orm.select({ count: count() }).from(eventTypes).where(isOwn).get()!.count >= countMax) return "full";
  orm
    .insert(eventTypes)
    .values({ ...columnsOf(eventType), organization, createdAt: at, updatedAt: at })
    .run();
  return true;
}

/** Replaces one; `false` when it is another meanwhile, or there is none. */
export function changeEventType(
  connection: Connection,
  { organization, eventType, replaces, at }: EventTypeWrite & { replaces: EventType },
): boolean {
  const stored = findEventType(connection, organization, eventType.type);
  if (stored === null || !isStill(stored, replaces, eventType)) return false;
  const set = { ...columnsOf(eventType), updatedAt: at };
  connection.orm.update(eventTypes).set(set).where(isNamed(organization, eventType.type)).run();
  return true;
}

/** Deletes one; events of its name stay as they are. A retry may find it gone already. */
export function deleteEventType(
  { orm }: Connection,
  { organization, type }: { organization: number; type: string },
  isRetry: boolean,
): boolean {
  const gone = orm.delete(eventTypes).where(isNamed(organization, type)).returning({ seq: eventTypes.seq }).get();
  return gone !== undefined || isRetry;
}

/** One, `null` when the organization has none of this name. */
export function findEventType({ orm }: Connection, organization: number, type: string): EventType | null {
  const row = orm.select().from(eventTypes).where(isNamed(organization, type)).get();
  if (row === undefined) return null;
  const { groupName, description, sample, schema, isArchived } = row;
  return { type, group: groupName, description, sample, schema, archived: isArchived };
}

/** The names of all of them. */
export function listEventTypeNames({ orm }: Connection, organization: number): string[] {
  return orm
    .select({ type: eventTypes.type })
    .from(eventTypes)
    .where(eq(eventTypes.organization, organization))
    .all()
    .map(({ type }) => type);
}

function isNamed(organization: number, type: string) {
  return and(eq(eventTypes.organization, organization), eq(eventTypes.type, type));
}

function columnsOf({ group, archived, ...fields }: EventType) {
  return { ...fields, groupName: group, isArchived: archived };
}
