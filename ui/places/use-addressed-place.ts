/** The place in the address bar: a link that names one leads there, and what is gone to keeps it. */
import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { chosenPlace, choosePlace, placeIn, showInAddress } from "./place.ts";

/** Follows the address. */
export function useAddressedPlace(): void {
  const { url } = useLocation();
  useEffect(() => {
    const named = placeIn(location.search);
    if (named !== null && named.environment.id !== chosenPlace.peek()?.environment.id) choosePlace(named);
    else showInAddress();
  }, [url]);
}
