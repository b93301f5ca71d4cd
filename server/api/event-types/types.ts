/** Reading and changing the event types of an organization. */
import type { z } from "zod";
import { AppError } from "../../base/errors.ts";
import { profileType } from "../../flow/catalogs.ts";
import { EVENT_TYPES_COUNT_MAX } from "../../rules/limits.ts";
import type { EventType } from "../../rules/profile.ts";
import type { Changes } from "../../store/faces/store.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { pageOfList } from "../page.ts";
import { invalid, notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { scopeOf } from "../scope.ts";
import { changedType, completeType, typeFaults } from "./check.ts";
import {
  catalogTypeView,
  type EventTypePatch,
  type EventTypesFilter,
  type EventTypeView,
  type NewEventType,
} from "./schema.ts";

type View = z.infer<typeof EventTypeView>;

/** A page of all types, by name. */
export async function listTypes(rooms: Rooms, principal: Principal, query: z.infer<typeof EventTypesFilter>) {
  const { organization } = principal;
  const own = new Set(await rooms.store.listEventTypeNames(organization));
  const { profile } = scopeOf(rooms, principal);
  const names = new Set([...own, ...profile.eventTypes.map(({ type }) => type)]);
  const { data, nextCursor } = pageOfList([...names].sort(), query);
  const types = await Promise.all(
    data.map(async (type): Promise<View | null> => {
      const ownType = own.has(type) ? await rooms.store.findEventType(organization, type) : null;
      if (ownType !== null) return viewOf(ownType, "organization");
      const known = profileType(profile, type);
      return known && viewOf(known, "profile");
    }),
  );
  return { data: types.filter((type) => type !== null), nextCursor };
}

/** One type. @throws AppError `not_found` */
export async function readType(rooms: Rooms, principal: Principal, type: string): Promise<View> {
  const own = await rooms.store.findEventType(principal.organization, type);
  if (own !== null) return viewOf(own, "organization");
  const known = profileType(scopeOf(rooms, principal).profile, type);
  if (known === null) throw notFound("event type");
  return viewOf(known, "profile");
}

/** Adds one. @throws AppError `conflict`, `invalid`, `too_many`, `unavailable` */
export async function addType(rooms: Rooms, principal: Principal, form: NewEventType): Promise<View> {
  const eventType = completeType(form, profileType(scopeOf(rooms, principal).profile, form.type));
  await refuseFaults(rooms, principal, eventType);
  const change = changeOf(rooms, principal, "created", form.type, form);
  const isAdded = await change.addEventType(
    principal.organization,
    eventType,
    EVENT_TYPES_COUNT_MAX,
    rooms.clock.now(),
  );
  if (isAdded === "taken") {
    throw new AppError("conflict", `There is an event type ${form.type} already: change that one.`);
  }
  if (isAdded === "full") {
    throw new AppError(
      "conflict",
      `An organization has at most ${EVENT_TYPES_COUNT_MAX} event types of its own: delete one first.`,
    );
  }
  rooms.catalogs.forget();
  return viewOf(eventType, "organization");
}

/**
 * Changes one of the organization's own.
 *
 * @throws AppError `not_found`, `conflict` for the profile's, `invalid`, `too_many`, `unavailable`
 */
export async function changeType(
  rooms: Rooms,
  principal: Principal,
  type: string,
  form: z.infer<typeof EventTypePatch>,
): Promise<View> {
  const change = changeOf(rooms, principal, "changed", type, form);
  for (;;) {
    const base = await ownType(rooms, principal, type);
    const eventType = changedType(base, form);
    await refuseFaults(rooms, principal, eventType);
    // Another change may have come in between: then this one is made of that.
    if (!(await change.changeEventType(principal.organization, eventType, base, rooms.clock.now()))) continue;
    rooms.catalogs.forget();
    return viewOf(eventType, "organization");
  }
}

/** Deletes one of the organization's own. @throws AppError `not_found`, `conflict` for the profile's, `unavailable` */
export async function deleteType(rooms: Rooms, principal: Principal, type: string): Promise<void> {
  await ownType(rooms, principal, type);
  await changeOf(rooms, principal, "deleted", type).deleteEventType(principal.organization, type);
  rooms.catalogs.forget();
}

async function ownType(rooms: Rooms, principal: Principal, type: string): Promise<EventType> {
  const own = await rooms.store.findEventType(principal.organization, type);
  if (own !== null) return own;
  if (profileType(scopeOf(rooms, principal).profile, type) === null) throw notFound("event type");
  throw new AppError("conflict", `${type} is the profile's, and read-only: add one of this name to override it.`);
}

/** The store for one change, told of the organization as a whole. */
function changeOf(rooms: Rooms, principal: Principal, what: string, type: string, changes: object = {}): Changes {
  return audited(rooms, principal, { action: `event_type.${what}`, subject: type, environment: null, changes });
}

async function refuseFaults(rooms: Rooms, { organization }: Principal, eventType: EventType): Promise<void> {
  const faults = await typeFaults(rooms.schemas, organization, eventType);
  if (faults.length > 0) throw invalid(faults);
}

function viewOf(eventType: EventType, from: View["from"]): View {
  return { ...catalogTypeView(eventType), from };
}
