/** The place that is looked at with its names, and a way back when it is gone. */
import { useEffect } from "preact/hooks";
import { tellFault } from "../toasts.ts";
import { words } from "../words/words.ts";
import { chosenPlace, choosePlace } from "./place.ts";
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
  const { organizations } = useKnown();
  const { value: all = [] } = useOrganizations();
  const id = chosenPlace.value?.organization.id ?? organizations[0]?.id;
  return [...organizations, ...all].find((one) => one.id === id) ?? null;
}

/** Goes back to the default place when the chosen one is gone, or is not for whoever came in now. */
export function useWayBack(): void {
  const place = chosenPlace.value;
  const { isFresh, isWhole } = useKnown();
  const { value, problem } = useEnvironments(place?.organization.id);
  const isMissing = value !== undefined && !value.some(({ id }) => id === place?.environment.id);
  const isRefused = problem?.status === 403 || problem?.status === 404;
  const isGone = place !== null && isFresh && (isMissing || isRefused || (isWhole && value === undefined));
  useEffect(() => {
    if (!isGone) return;
    choosePlace(null);
    tellFault(words.shell.places.gone);
  }, [isGone]);
}
