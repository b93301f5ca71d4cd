/** Going to another environment: what belongs to one alone is left for its list. */
import { useLocation } from "preact-iso";
import { tell } from "../toasts.ts";
import { words } from "../words/words.ts";
import { asChosen, choosePlace, type Place, showInAddress, withPlace } from "./place.ts";
import { useKnown } from "./use-known.ts";

/** Pages that are the same page in every environment; below any other path is a thing of one environment. */
const LISTS = /^\/(?:webhooks|events|queue|event-types|notices|inbox|deliveries|attempts|recoveries)(?=\/|$)/;

/** Gives the way there; `to` a page of it, else the list that one is on. What is left can be gone back to. */
export function useSwitch(): (place: Place, to?: string) => void {
  const { path, route } = useLocation();
  const known = useKnown();
  return (place, to) => {
    const list = LISTS.exec(path)?.[0];
    const next = to ?? (list === undefined ? null : listOf(list));
    const chosen = asChosen(place, known);
    const there = next === null ? location.pathname + withPlace(location.search, chosen) : next + withPlace("", chosen);
    showInAddress();
    route(there, there === location.pathname + location.search);
    choosePlace(chosen);
    tell(words.shell.places.switched(place.organization.name ?? "", place.environment.name ?? ""));
  };
}

/** Deliveries, attempts and recoveries have no list of their own. */
function listOf(path: string): string {
  return /deliveries|attempts|recoveries/.test(path) ? "/webhooks" : path;
}
