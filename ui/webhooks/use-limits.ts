/** How much there may be of webhooks here, by the profile that the organization follows. */
import { useOrganizationHere } from "../places/use-here.ts";
import { useReading } from "../reading.ts";
import { readProfile } from "../set-up-client.ts";
import { words } from "../words/words.ts";
import { type Limits, limitsOf } from "./limits.ts";
import { useEndpoints } from "./use-endpoints.ts";

/** The limits; `null` while they are not known, and for whoever may not read them: the API judges all the same. */
export function useLimits(): Limits | null {
  const name = useOrganizationHere()?.profile;
  const { value } = useReading(name && `profile ${name}`, () => readProfile(name as string));
  return value === undefined ? null : limitsOf(value);
}

/** Why there cannot be another webhook, `null` when there can, as far as is known. */
export function useFull(): string | null {
  const { value: all } = useEndpoints();
  const max = useLimits()?.endpointsCountMax;
  if (all === undefined || max === undefined || all.length < max) return null;
  return words.webhooks.full(max.toLocaleString(words.locale));
}
