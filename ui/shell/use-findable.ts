/** What the palette can find, read while it is open. */
import { hearing } from "../live.ts";
import { useIsAdmin, useOrganizations } from "../places/use-known.ts";
import { useReading } from "../reading.ts";
import { ownSession } from "../session/session.ts";
import { readAllProfiles, readAllTypes } from "../set-up-client.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import type { Findable } from "./findable.ts";
import { switchesCount } from "./holding.ts";

/** All of it; what is not read yet is not found yet. */
export function useFindable(): Findable {
  const { value: endpoints = [] } = useEndpoints();
  const { value: organizations = [] } = useOrganizations();
  const { value: types = [] } = useReading("event types", readAllTypes);
  const { value: profiles = [] } = useReading("profiles", readAllProfiles);
  return {
    endpoints,
    organizations,
    types,
    profiles,
    isAdmin: useIsAdmin(),
    isPerson: ownSession()?.person !== undefined,
    isHeld: switchesCount.value === 0 ? null : hearing.value === "held",
  };
}
