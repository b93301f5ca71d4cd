/** Profiles that people made, as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { Profile } from "../../rules/profile.ts";

/** Profiles by noun. Writes throw AppError `unavailable` when the store cannot write. */
export interface ProfilesStore {
  /** All of them, oldest first, for the memory of those who look them up. */
  loadProfiles(): Promise<Profile[]>;
  /** Answers whether it was added: `false` when the name is taken. */
  addProfile(profile: Profile, at: UnixMs): Promise<boolean>;
  /** Replaces the profile of this name. Answers whether there is one. */
  changeProfile(profile: Profile, at: UnixMs): Promise<boolean>;
  /** Refuses while an organization follows it: `"followed"`; and when there is none: `"gone"`. */
  deleteProfile(name: string): Promise<true | "followed" | "gone">;
}
