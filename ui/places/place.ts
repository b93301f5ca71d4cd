/** Which organization and environment the console looks at: chosen, remembered, in the address bar, sent with every request. */
import { signal } from "@preact/signals";
import { chosen, type Headers } from "../client.ts";
import { forgetAll } from "../reading.ts";

/** One side of a place; without a name until it is read. */
export interface Part {
  id: string;
  name: string | null;
}

/** An environment of an organization. */
export interface Place {
  organization: Part;
  environment: Part;
}

const NAME = "hookwheel-place";
const ORGANIZATION = "organization";
const ENVIRONMENT = "environment";

/** What was chosen; `null` for the server's default organization and environment. */
export const chosenPlace = signal<Place | null>(null);

/** Looks at another environment: nothing that was read of the one before is kept. */
export function choosePlace(place: Place | null): void {
  chosenPlace.value = place;
  chosen.headers = place === null ? {} : headersOf(place);
  remember(place);
  forgetAll();
  showInAddress();
}

/** Takes up the place that the address names, or else the one of last time. */
export function recallPlace(): void {
  const place = placeIn(location.search) ?? remembered();
  chosenPlace.value = place;
  chosen.headers = place === null ? {} : headersOf(place);
  showInAddress();
}

/** The headers that choose a place. */
export function headersOf({ organization, environment }: Place): Headers {
  return { "hookwheel-organization": organization.id, "hookwheel-environment": environment.id };
}

/** The place that the query of an address names, `null` when it names none. */
export function placeIn(search: string): Place | null {
  const query = new URLSearchParams(search);
  const organization = query.get(ORGANIZATION);
  const environment = query.get(ENVIRONMENT);
  if (!organization?.startsWith("org_") || !environment?.startsWith("env_")) return null;
  return { organization: { id: organization, name: null }, environment: { id: environment, name: null } };
}

/** The query of an address with a place in it, or without any. */
export function withPlace(search: string, place: Place | null): string {
  const query = new URLSearchParams(search);
  query.delete(ORGANIZATION);
  query.delete(ENVIRONMENT);
  if (place !== null) {
    query.set(ORGANIZATION, place.organization.id);
    query.set(ENVIRONMENT, place.environment.id);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** Keeps the place in the address bar, so that what is copied from it leads others to the same. */
export function showInAddress(): void {
  const { pathname, search, hash } = location;
  const wanted = withPlace(search, chosenPlace.peek());
  if (wanted !== search) history.replaceState(history.state, "", pathname + wanted + hash);
}

/** This tab's, else that of the last one: two tabs may look at two places. */
function remembered(): Place | null {
  try {
    const text = sessionStorage.getItem(NAME) ?? localStorage.getItem(NAME);
    const place = JSON.parse(text ?? "null") as Place | null;
    const isPlace = typeof place?.organization?.id === "string" && typeof place.environment?.id === "string";
    return isPlace ? place : null;
  } catch {
    return null;
  }
}

function remember(place: Place | null): void {
  try {
    for (const store of [sessionStorage, localStorage]) store.setItem(NAME, JSON.stringify(place));
  } catch {}
}
