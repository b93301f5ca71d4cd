/** All profiles in memory: those that come with the house, and those that people made. */
import { BUILT_IN_PROFILES } from "../profiles/built-in.ts";
import type { Profile } from "../rules/profile.ts";

/** The profiles by name. */
export interface Profiles {
  /** `null` when there is none of this name. */
  get(name: string): Profile | null;
  /** The built-in ones first, then those that people made, oldest first. */
  all(): readonly Profile[];
  /** Adds one that a person made, or takes over its change. */
  put(profile: Profile): void;
  remove(name: string): void;
  /** `changed` is told the name of each profile that is another from now on. */
  onChange(changed: (name: string) => void): void;
}

/** @param made those that people made, oldest first */
export function createProfiles(made: readonly Profile[]): Profiles {
  const profiles = new Map([...made, ...BUILT_IN_PROFILES].map((profile) => [profile.name, profile]));
  const listeners: ((name: string) => void)[] = [];
  return {
    get: (name) => profiles.get(name) ?? null,
    all: () => [...profiles.values()].sort((one, other) => Number(other.builtIn) - Number(one.builtIn)),
    put(profile) {
      profiles.set(profile.name, profile);
      for (const tell of listeners) tell(profile.name);
    },
    remove: (name) => void profiles.delete(name),
    onChange: (changed) => void listeners.push(changed),
  };
}
