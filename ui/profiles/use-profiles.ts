/** Every profile, and how many organizations follow each. */
import { useIsAdmin } from "../places/use-known.ts";
import { type Reading, useReading } from "../reading.ts";
import { readAllOrganizations, readAllProfiles } from "../set-up-client.ts";
import type { Profile } from "../set-up-shapes.ts";

/** As many organizations as are ever read: with more of them the counts are not known. */
const READ_COUNT_MAX = 2_000;

/** All of them, the built-in ones first. */
export function useProfiles(): Reading<Profile[]> {
  return useReading("profiles", readAllProfiles);
}

/** Gives how many follow a profile, `null` where that is not known. */
export function useFollowers(): (profile: string) => number | null {
  const { value } = useReading(useIsAdmin() ? "organizations" : null, readAllOrganizations);
  if (value === undefined || value.length >= READ_COUNT_MAX) return () => null;
  return (profile) => value.filter((organization) => organization.profile === profile).length;
}
