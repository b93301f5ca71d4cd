/** What is handed over, one thing at a time, above the page. */
import { handed, putAway } from "../handed.ts";

/** The oldest of it; nothing most of the time. */
export function HandedOver() {
  return <>{handed.value[0]?.(putAway)}</>;
}
