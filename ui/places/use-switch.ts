/** Going to another environment: what belongs to one alone is left for its list. */
import { useLocation } from "preact-iso";
import { tell } from "../toasts.ts";
import { words } from "../words/words.ts";
import { choosePlace, type Place } from "./place.ts";
import { useKnown } from "./use-known.ts";

/** Pages that are the same page in every environment; below any other path is a thing of one environment. */
const LISTS = /^\/(?:webhooks|events|queue|event-types|notices|deliveries|attempts|recoveries)(?=\/|$)/;

/** Gives the way there; `to` a page of it, else the list that one is on. */
export function useSwitch(): (place: Place, to?: string) => void {
  const { path, route } = useLocation();
  const { organizations, environments } = useKnown();
  return (place, to) => {
    const list = LISTS.exec(path)?.[0];
    const next = to ?? (list === undefined ? null : listOf(list));
    // What the server takes without headers: the oldest environment of the oldest organization.
    const oldest = environments.find(({ organizationId }) => organizationId === organizations[0]?.id);
    choosePlace(oldest?.id === place.environment.id ? null : place);
    if (next !== null) route(next);
    tell(words.shell.places.switched(place.organization.name ?? "", place.environment.name ?? ""));
  };
}

/** Deliveries, attempts and recoveries have no list of their own. */
function listOf(path: string): string {
  return /deliveries|attempts|recoveries/.test(path) ? "/webhooks" : path;
}
