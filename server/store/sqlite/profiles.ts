/** Reads and writes the profiles that people made: each one JSON document. */
import { and, count, eq, isNull } from "drizzle-orm";
import type { UnixMs } from "../../base/clock.ts";
import { builtInProfile } from "../../profiles/built-in.ts";
import type { Profile } from "../../rules/profile.ts";
import type { Connection } from "./connection.ts";
import { isStill } from "./documents.ts";
import { organizations, profiles } from "./tables.ts";

/** A profile about to be stored. */
export interface ProfileWrite {
  profile: Profile;
  at: UnixMs;
}

/** All of them, oldest first. */
export function loadProfiles({ orm }: Connection): Profile[] {
  return orm
    .select({ document: profiles.document })
    .from(profiles)
    .orderBy(profiles.seq)
    .all()
    .map(({ document }) => document);
}

/** Adds one; a retry finds its own. They are counted here, where there is no other that is being added. */
export function addProfile(
  { orm }: Connection,
  { profile, countMax, at }: ProfileWrite & { countMax: number },
  isRetry: boolean,
): true | "taken" | "full" {
  const isNamed = eq(profiles.name, profile.name);
  const kept = orm.select({ at: profiles.createdAt }).from(profiles).where(isNamed).get();
  if (kept !== undefined) return isRetry && kept.at === at ? true : "taken";
  if (orm.select({ count: count() }).from(profiles).get()!.count >= countMax) return "full";
  orm.insert(profiles).values({ name: profile.name, document: profile, createdAt: at, updatedAt: at }).run();
  return true;
}

/** Replaces one; `false` when it is another meanwhile, or there is none. */
export function changeProfile(
  connection: Connection,
  { profile, replaces, at }: ProfileWrite & { replaces: Profile },
): boolean {
  const stored = findProfile(connection, profile.name);
  if (stored === null || !isStill(stored, replaces, profile)) return false;
  const set = { document: profile, updatedAt: at };
  connection.orm.update(profiles).set(set).where(eq(profiles.name, profile.name)).run();
  return true;
}

/** Deletes one that no organization follows. A retry may find it gone already. */
export function deleteProfile({ orm }: Connection, name: string, isRetry: boolean): true | "followed" | "gone" {
  const isFollower = and(eq(organizations.profile, name), isNull(organizations.deletedAt));
  if (orm.select({ seq: organizations.seq }).from(organizations).where(isFollower).get() !== undefined)
    return "followed";
  const deleted = orm.delete(profiles).where(eq(profiles.name, name)).returning({ seq: profiles.seq }).get();
  return deleted !== undefined || isRetry ? true : "gone";
}

/** One that people made, `null` when there is none of this name. */
export function findProfile({ orm }: Connection, name: string): Profile | null {
  const where = eq(profiles.name, name);
  return orm.select({ document: profiles.document }).from(profiles).where(where).get()?.document ?? null;
}

/** Whether organizations may follow it: it is built in, or stored. */
export function isProfile(connection: Connection, name: string): boolean {
  return builtInProfile(name) !== null || findProfile(connection, name) !== null;
}
