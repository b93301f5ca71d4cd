/** Whether a component is still shown: what it began may end after it has left. */
import { useEffect, useRef } from "preact/hooks";

/** Tells it when it is asked. */
export function useStillThere(): () => boolean {
  const isThere = useRef(true);
  useEffect(() => () => void (isThere.current = false), []);
  return () => isThere.current;
}
