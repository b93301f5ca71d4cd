/** The place that is looked at with its names, and a way back when it is gone. */
import { useEffect } from "preact/hooks";
import { readAllOrganizations, readEnvironments, readOrganization } from "../set-up-client.ts";
import type { Organization } from "../set-up-shapes.ts";
import { useReading } from "../reading.ts";
import { tellFault } from "../toasts.ts";
import { words } from "../words/words.ts";
import { chosenPlace, choosePlace, type Place } from "./place.ts";

/** A place whose names are known. */
export interface Here {
  organization: Organization;
  environment: { id: string; name: string };
}

/** As many organizations as are ever read: with more of them the default one, the oldest, is not among them. */
const READ_COUNT_MAX = 2_000;

/** Where we are; `null` until it is known, and for whoever may not know. */
export function useHere(): Here | null {
  const place = chosenPlace.value;
  const defaultId = useDefaultId(place);
  const id = place?.organization.id ?? defaultId;
  const { value: organization } = useReading(id && `organization ${id}`, () => readOrganization(id as string));
  const { value: environments } = useReading(id && `environments ${id}`, () => readEnvironments(id as string));
  const wanted = place?.environment.id;
  const environment = environments?.find((one) => wanted === undefined || one.id === wanted);
  return organization === undefined || environment === undefined ? null : { organization, environment };
}

/** The same as a place to be asked for by headers. */
export function placeOf({ organization, environment }: Here): Place {
  return { organization, environment };
}

/** Goes back to the default place when the chosen one is gone, or is not for whoever came in now. */
export function useWayBack(): void {
  const id = chosenPlace.value?.organization.id;
  const wanted = chosenPlace.value?.environment.id;
  const { value, problem } = useReading(id && `environments ${id}`, () => readEnvironments(id as string));
  const isRefused = problem !== null && (problem.status === 403 || problem.status === 404);
  const isGone = isRefused || (value !== undefined && !value.some((one) => one.id === wanted));
  useEffect(() => {
    if (!isGone) return;
    choosePlace(null);
    if (problem?.status !== 403) tellFault(words.shell.places.gone);
  }, [isGone]);
}

/** The oldest organization was made on the first boot, and cannot be deleted. */
function useDefaultId(place: Place | null): string | undefined {
  const { value } = useReading(place === null ? "organizations" : null, readAllOrganizations);
  return value !== undefined && value.length < READ_COUNT_MAX ? value.at(-1)?.id : undefined;
}
