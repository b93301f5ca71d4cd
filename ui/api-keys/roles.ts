/** The roles of keys, and which of them are for one environment. Pure. */
import type { Role } from "../set-up-shapes.ts";

/** What can be made, the least first: what a product needs, before what runs the house. */
export const ROLES = ["ingest", "full", "read", "owner", "admin"] as const satisfies readonly Role[];

/** Whether a key of the role opens one environment alone. */
export function isOfEnvironment(role: Role): boolean {
  return role === "full" || role === "ingest" || role === "read";
}
