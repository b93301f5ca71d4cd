/** Adding, changing and deleting profiles that people made. */
import { AppError, type FieldFault } from "../../base/errors.ts";
import { PROFILES_COUNT_MAX } from "../../rules/limits.ts";
import type { Profile } from "../../rules/profile.ts";
import type { Changes } from "../../store/faces/store.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { typeFaults } from "../event-types/check.ts";
import { checked, invalid, invalidField, notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { type NewProfile, type ProfilePatch, WholeProfile } from "./schema.ts";

/**
 * Stores a profile, whole or cloned; organizations can follow it at once.
 *
 * @throws AppError `conflict` when the name is taken, or there are too many; `invalid`, `too_many`, `unavailable`
 */
export async function addProfile(rooms: Rooms, principal: Principal, form: NewProfile): Promise<Profile> {
  const { profiles, clock } = rooms;
  const { name, from, ...changes } = form;
  const base = from === undefined ? null : profiles.get(from);
  if (from !== undefined && base === null) throw invalidField("from", "names no profile");
  const profile = await wholeProfile(rooms, principal, name, base, changes);
  const change = changeOf(rooms, principal, "created", name, form);
  const isTaken = profiles.get(name) !== null;
  const isAdded = isTaken ? "taken" : await change.addProfile(profile, PROFILES_COUNT_MAX, clock.now());
  if (isAdded === "taken") throw new AppError("conflict", `There is a profile ${name} already: choose another name.`);
  if (isAdded === "full") {
    throw new AppError(
      "conflict",
      `There may be ${PROFILES_COUNT_MAX} profiles beside the built-in ones: delete one first.`,
    );
  }
  profiles.put(profile);
  return profile;
}

/**
 * Stores a change: what is accepted from now on, and the next verdicts, go by it.
 *
 * @throws AppError `not_found`, `conflict` for a built-in one, `invalid`, `too_many`, `unavailable`
 */
export async function changeProfile(
  rooms: Rooms,
  principal: Principal,
  name: string,
  changes: ProfilePatch,
): Promise<Profile> {
  const change = changeOf(rooms, principal, "changed", name, changes);
  for (;;) {
    refuseBuiltIn(rooms, name);
    const base = await rooms.store.findProfile(name);
    if (base === null) throw notFound("profile");
    const profile = await wholeProfile(rooms, principal, name, base, changes);
    // Another change may have come in between: then this one is made of that.
    if (!(await change.changeProfile(profile, base, rooms.clock.now()))) continue;
    rooms.profiles.put(profile);
    return profile;
  }
}

/** @throws AppError `not_found`, `conflict` for a built-in one and for one in use, `unavailable` */
export async function deleteProfile(rooms: Rooms, principal: Principal, name: string): Promise<void> {
  refuseBuiltIn(rooms, name);
  const isDeleted = await changeOf(rooms, principal, "deleted", name).deleteProfile(name);
  if (isDeleted === "followed") {
    throw new AppError("conflict", `Organizations follow the profile ${name}: let them follow another first.`);
  }
  // The writer answers in the order of its commits: what changed it before is in memory, and what came after was refused.
  rooms.profiles.remove(name);
  if (isDeleted === "gone") throw notFound("profile");
}

/** The store for one change, told of the instance as a whole. */
function changeOf(rooms: Rooms, principal: Principal, what: string, name: string, changes: object = {}): Changes {
  const whole = { organization: null, environment: null };
  return audited(rooms, principal, { action: `profile.${what}`, subject: name, ...whole, changes });
}

function refuseBuiltIn({ profiles }: Rooms, name: string): void {
  const profile = profiles.get(name);
  if (profile === null) throw notFound("profile");
  if (!profile.builtIn) return;
  throw new AppError(
    "conflict",
    `The profile ${name} is built in, and read-only. Clone it: POST /profiles with {"name": "…", "from": "${name}"} and what is to be other.`,
  );
}

async function wholeProfile(
  rooms: Rooms,
  principal: Principal,
  name: string,
  base: Profile | null,
  changes: ProfilePatch,
): Promise<Profile> {
  const { name: _, builtIn: __, ...kept } = base ?? ({} as Partial<Profile>);
  const { title, ...rest } = checked(WholeProfile, merged(kept, changes));
  if (changes.eventTypes !== undefined) await refuseFaults(rooms, principal, rest);
  return { name, title, builtIn: false, ...rest };
}

/** Lists, the envelope and the catalog are replaced whole; what else is an object keeps what is not named. */
function merged(kept: Partial<Profile>, changes: ProfilePatch): object {
  const { retry, health, whileOff, secret, limits } = changes;
  return {
    ...kept,
    ...changes,
    ...(retry && { retry: { ...kept.retry, ...retry } }),
    ...(health && { health: { ...kept.health, ...health } }),
    ...(whileOff && { whileOff: { ...kept.whileOff, ...whileOff } }),
    ...(secret && { secret: { ...kept.secret, ...secret } }),
    ...(limits && { limits: { ...kept.limits, ...limits } }),
  };
}

/** One after the other, since management has but two checks at once. */
async function refuseFaults(
  { schemas }: Rooms,
  { organization }: Principal,
  { eventTypes }: Pick<Profile, "eventTypes">,
): Promise<void> {
  const faults: FieldFault[] = [];
  for (const [i, eventType] of eventTypes.entries()) {
    faults.push(...(await typeFaults(schemas, organization, eventType, `eventTypes[${i}].`)));
  }
  if (faults.length > 0) throw invalid(faults);
}
