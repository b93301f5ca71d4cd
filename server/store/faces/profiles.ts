/** Profiles that people made, as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { Profile } from "../../rules/profile.ts";

/** Profiles by noun. Writes throw AppError `unavailable` when the store cannot write. */
export interface ProfilesStore {
  /** All of them, oldest first, for the memory of those who look them up. */
  loadProfiles(): Promise<Profile[]>;
  /** One as it is stored, `null` when there is none of this name. */
  findProfile(name: string): Promise<Profile | null>;
  /** Refuses one whose name is taken, and when there are `countMax`: `"full"`. */
  addProfile(profile: Profile, countMax: number, at: UnixMs): Promise<true | "taken" | "full">;
  /**
   * Replaces the profile of this name.
   *
   * @param replaces the stored one that this was made of: `false` when it is another meanwhile, or there is none
   */
  changeProfile(profile: Profile, replaces: Profile, at: UnixMs): Promise<boolean>;
  /** Refuses while an organization follows it: `"followed"`; and when there is none: `"gone"`. */
  deleteProfile(name: string): Promise<true | "followed" | "gone">;
}
