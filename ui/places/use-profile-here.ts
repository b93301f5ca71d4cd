/** The profile that is followed where we are. */
import { useReading } from "../reading.ts";
import { readProfile } from "../set-up-client.ts";
import type { Profile } from "../set-up-shapes.ts";
import { useOrganizationHere } from "./use-here.ts";

/** The profile; `null` while it is not known, and for whoever may not read it. */
export function useProfileHere(): Profile | null {
  const name = useOrganizationHere()?.profile;
  return useReading(name && `profile ${name}`, () => readProfile(name as string)).value ?? null;
}
