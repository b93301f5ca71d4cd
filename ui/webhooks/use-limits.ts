/** How much there may be of webhooks here, by the profile that the organization follows. */
import { useOrganizationHere } from "../places/use-here.ts";
import { useProfileHere } from "../places/use-profile-here.ts";
import { words } from "../words/words.ts";
import { type Limits, limitsOf } from "./limits.ts";
import { useEndpoints } from "./use-endpoints.ts";

/** The limits; `null` while they are not known: the API judges all the same. */
export function useLimits(): Limits | null {
  const profile = useProfileHere();
  return profile && limitsOf(profile);
}

/** What this organization is told where its plan has no webhooks, `null` where it has, or that is not known. */
export function useNotEnabled(): string | null {
  const organization = useOrganizationHere();
  const profile = useProfileHere();
  if (organization === null || organization.webhooksEnabled) return null;
  return profile?.limits.notEnabled ?? words.webhooks.notEnabled;
}

/** Why there cannot be another webhook, `null` when there can, as far as is known. */
export function useBar(): string | null {
  const { value: all } = useEndpoints();
  const notEnabled = useNotEnabled();
  const max = useLimits()?.endpointsCountMax;
  if (notEnabled !== null) return notEnabled;
  if (all === undefined || max === undefined || all.length < max) return null;
  return words.webhooks.full(max.toLocaleString(words.locale));
}
