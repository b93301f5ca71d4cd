/** The address bar: what is looked at stands there, so that it can be shared, kept and gone back to. */
import { useLocation } from "preact-iso";
import { withoutPlace } from "./places/place.ts";

/** What a page may change of its query: `null` takes a part away. */
export type Changes = Readonly<Record<string, string | null>>;

/** Where a page is, and how it moves. Which organization and environment it is of is the console's to say. */
export interface Address {
  path: string;
  query: Readonly<Record<string, string>>;
  /** The address with these parts changed, for a link. */
  with(changes: Changes): string;
  /** Goes there; `isReplaced` leaves no step to go back to. */
  change(changes: Changes, isReplaced?: boolean): void;
  /** Goes elsewhere. */
  go(path: string, isReplaced?: boolean): void;
}

/** An address with parts of its query changed. Order stays, and what is empty is left out. */
export function addressOf(path: string, query: Readonly<Record<string, string>>, changes: Changes = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...changes })) {
    if (value !== null && value !== "") parts.set(name, value);
  }
  const text = parts.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** The address of the page that a component stands on. */
export function useAddress(): Address {
  const { path, query: whole, route } = useLocation();
  const query = withoutPlace(whole);
  return {
    path,
    query,
    with: (changes) => addressOf(path, query, changes),
    change: (changes, isReplaced) => route(addressOf(path, query, changes), isReplaced),
    go: (path, isReplaced) => route(path, isReplaced),
  };
}
