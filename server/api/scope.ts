/** What a request's environment goes by: its profile, and whether its organization may have webhooks. */
import { AppError } from "../base/errors.ts";
import type { Scope } from "../flow/scopes.ts";
import type { Principal } from "./auth.ts";
import { notFound } from "./refusals.ts";
import type { Rooms } from "./rooms.ts";

/** What the document says of a change that meets an organization whose webhooks are not enabled. */
export const NOT_ENABLED = { 403: { description: "`forbidden`: webhooks are not enabled for the organization" } };

const OUR_WORDS = "Webhooks are not enabled for this organization.";

/** The scope of a request. @throws AppError `not_found` when its environment was deleted meanwhile */
export function scopeOf({ scopes }: Rooms, { environment }: Pick<Principal, "environment">): Scope {
  const scope = scopes.get(environment);
  if (scope === undefined) throw notFound("environment");
  return scope;
}

/**
 * The scope of a request that changes endpoints.
 *
 * @throws AppError `forbidden`, in the profile's words, while the organization's webhooks are not enabled
 */
export function enabledScopeOf(rooms: Rooms, principal: Pick<Principal, "environment">): Scope {
  const scope = scopeOf(rooms, principal);
  if (scope.of.organization.webhooksEnabled) return scope;
  throw new AppError("forbidden", scope.profile.limits.notEnabled ?? OUR_WORDS);
}
