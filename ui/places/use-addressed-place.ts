/** The place in the address bar: a link that names one, or a step back, leads there, and what is gone to keeps it. */
import { useLocation } from "preact-iso";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { followAddress, showInLink } from "./place.ts";

/** Follows the address, before anything of the page is read from the place before; and lets links tell theirs. */
export function useAddressedPlace(): void {
  const { url } = useLocation();
  useLayoutEffect(followAddress, [url]);
  useEffect(() => {
    addEventListener("popstate", followAddress);
    addEventListener("pointerdown", showInLink);
    addEventListener("focusin", showInLink);
    return () => {
      removeEventListener("popstate", followAddress);
      removeEventListener("pointerdown", showInLink);
      removeEventListener("focusin", showInLink);
    };
  }, []);
}
