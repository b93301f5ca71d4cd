/** Who may subscribe to what. */
import { AppError } from "../../base/errors.ts";
import { isOperational } from "../../rules/fields.ts";
import type { Principal } from "../auth.ts";

/**
 * Checks that nobody but an admin asks for operational events, which tell of all endpoints of an environment.
 *
 * @param held what the endpoint has: a form that sends back what it read asks for nothing new
 * @throws AppError `forbidden`
 */
export function checkSubscriptions(
  { role }: Pick<Principal, "role">,
  events: readonly string[] = [],
  held: readonly string[] = [],
): void {
  if (role === "admin") return;
  const wanted = events.find((subscription) => isOperational(subscription) && !held.includes(subscription));
  if (wanted === undefined) return;
  throw new AppError("forbidden", `Only an admin key may subscribe to ${wanted}: leave it out of \`events\`.`);
}
