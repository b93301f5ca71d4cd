/** The profiles that come with the house, by name. */
import type { Profile } from "../rules/profile.ts";
import { agentpost } from "./agentpost.ts";
import { agentset } from "./agentset.ts";
import { agentwarden } from "./agentwarden.ts";
import { mindset } from "./mindset.ts";
import { standard } from "./standard.ts";

/** All of them, the default first. */
export const BUILT_IN_PROFILES: readonly Profile[] = [standard, agentset, agentwarden, mindset, agentpost];

const PROFILES: ReadonlyMap<string, Profile> = new Map(BUILT_IN_PROFILES.map((profile) => [profile.name, profile]));

/** Their names, the default first. */
export const BUILT_IN_PROFILE_NAMES: readonly string[] = [...PROFILES.keys()];

/** A built-in profile, `null` when there is none of this name. */
export function builtInProfile(name: string): Profile | null {
  return PROFILES.get(name) ?? null;
}
