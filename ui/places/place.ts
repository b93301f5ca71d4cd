/** Which organization and environment the console looks at: chosen, remembered, in the address bar, sent with every request. */
import { signal } from "@preact/signals";
import { chosen, type Headers } from "../client.ts";
import { forgetAll } from "../reading.ts";
import type { Session } from "../shapes.ts";

/** One side of a place; without a name until it is read. */
export interface Part {
  id: string;
  name: string | null;
}

/** What somebody may look at, the oldest first. */
type Known = Pick<Session, "role" | "organizations" | "environments">;

/** An environment of an organization. */
export interface Place {
  organization: Part;
  environment: Part;
}

const NAME = "hookwheel-place";
const ORGANIZATION = "organization";
const ENVIRONMENT = "environment";

/** What a step of the browser's history keeps once its address says where it leads. */
const TOLD = { isPlaceTold: true };

/** What was chosen; `null` for the instance's default environment, the only one whose address names no place. */
export const chosenPlace = signal<Place | null>(null);

/** Looks at another environment: nothing that was read of the one before is kept. */
export function choosePlace(place: Place | null): void {
  chosenPlace.value = place;
  chosen.headers = place === null ? {} : headersOf(place);
  remember(place);
  forgetAll();
  showInAddress();
}

/** Takes up the place of the address; whoever just comes to the door of the console goes on where they last were. */
export function recallPlace(): void {
  const isComing = location.pathname === "/" && !isTold();
  const place = placeIn(location.search) ?? (isComing ? remembered() : null);
  chosenPlace.value = place;
  chosen.headers = place === null ? {} : headersOf(place);
  showInAddress();
}

/** Looks where the address says, once it is another; a page that was just gone to is one of the place that one is in. */
export function followAddress(): void {
  const named = placeIn(location.search);
  const isSaid = named !== null || isTold();
  if (isSaid && named?.environment.id !== chosenPlace.peek()?.environment.id) choosePlace(named);
  else showInAddress();
}

/** What the server takes without headers: the oldest environment of the oldest organization; `null` until it is known. */
export function oldestOf({ organizations: [organization], environments }: Known): Place | null {
  const environment = environments.find(({ organizationId }) => organizationId === organization?.id);
  return organization === undefined || environment === undefined ? null : { organization, environment };
}

/** Where somebody looks who chose nothing. An owner's place is told: to an admin an address without one is another. */
export function homeOf(known: Known): Place | null {
  return known.role === "admin" ? null : oldestOf(known);
}

/** The same place as it is chosen: `null` when it is the instance's default one. */
export function asChosen(place: Place, known: Known): Place | null {
  const isDefault = known.role === "admin" && oldestOf(known)?.environment.id === place.environment.id;
  return isDefault ? null : place;
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

/** What is left of a query without the place in it. */
export function withoutPlace(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { [ORGANIZATION]: _, [ENVIRONMENT]: __, ...rest } = query;
  return rest;
}

/** Keeps the place in the address bar, so that what is copied from it leads others to the same. */
export function showInAddress(): void {
  const { pathname, search, hash } = location;
  const wanted = withPlace(search, chosenPlace.peek());
  if (wanted !== search || !isTold()) history.replaceState(TOLD, "", pathname + wanted + hash);
}

/** Lets the link at which something happens name its place: in a new tab, or copied, it would lead elsewhere. */
export function showInLink({ target }: Event): void {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href^='/']") : null;
  const place = chosenPlace.peek();
  if (link === null || place === null || placeIn(link.search) !== null) return;
  link.setAttribute("href", link.pathname + withPlace(link.search, place) + link.hash);
}

function isTold(): boolean {
  return (history.state as Partial<typeof TOLD> | null)?.isPlaceTold === true;
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
