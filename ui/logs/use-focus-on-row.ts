/** The focus, while one row of a list after the other is looked at beside it. */
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Takes the focus along from row to row, and back to the last one when nothing is open any more; where that is not in the
 * list, the page's name gets it.
 *
 * @param openId of the row that is looked at: the id of its link
 */
export function useFocusOnRow(openId: string | undefined): void {
  const before = useRef(openId);
  useLayoutEffect(() => {
    const left = before.current;
    before.current = openId;
    if (left === undefined || left === openId) return;
    const row = document.getElementById(openId ?? left);
    if (row !== null) row.focus();
    else if (openId === undefined) document.querySelector<HTMLElement>("#main h1")?.focus({ preventScroll: true });
  }, [openId]);
}
