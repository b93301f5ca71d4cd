/** The place that is looked at with its names, and a way back when it is gone. */
import { useEffect } from "preact/hooks";
import { useReading } from "../reading.ts";
import { readOrganization } from "../set-up-client.ts";
import { tellFault } from "../toasts.ts";
import { words } from "../words/words.ts";
import { chosenPlace, choosePlace, homeOf } from "./place.ts";
import { type Named, type Organization, useEnvironments, useKnown, useOrganizations } from "./use-known.ts";

/** A place whose names are known. */
export interface Here {
  organization: Organization;
  environment: Named;
}

/** Where we are, `null` until it is known. Without a choice it is the oldest environment of the oldest organization. */
export function useHere(): Here | null {
  const place = chosenPlace.value;
  const organization = useOrganizationHere();
  const { value: environments = [] } = useEnvironments(organization?.id);
  const environment = environments.find((one) => place === null || one.id === place.environment.id);
  return organization === null || environment === undefined ? null : { organization, environment };
}

/** The organization that we are in, `null` until it is known. */
export function useOrganizationHere(): Organization | null {
  const { organizations, isWhole } = useKnown();
  const { value: all } = useOrganizations();
  const id = chosenPlace.value?.organization.id ?? organizations[0]?.id;
  const known = [...organizations, ...(all ?? [])].find((one) => one.id === id);
  // Of very many not all are listed.
  const isUnlisted = !isWhole && known === undefined && all !== undefined;
  const { value: unlisted } = useReading(isUnlisted ? `organization ${id}` : null, () =>
    readOrganization(id as string),
  );
  return known ?? unlisted ?? null;
}

/** Leads home when the chosen place is gone, or is not for whoever came in now. */
export function useWayBack(): void {
  const place = chosenPlace.value;
  const known = useKnown();
  const { isFresh, isWhole } = known;
  const { value, problem } = useEnvironments(place?.organization.id);
  const isMissing = value !== undefined && !value.some(({ id }) => id === place?.environment.id);
  const isRefused = problem?.status === 403 || problem?.status === 404;
  const isGone = place !== null && isFresh && (isMissing || isRefused || (isWhole && value === undefined));
  useEffect(() => {
    if (!isGone) return;
    choosePlace(homeOf(known));
    tellFault(words.shell.places.gone);
  }, [isGone]);
}
