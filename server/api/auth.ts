/** Who asks, for which organization and environment, and whether they may. */
import { Elysia } from "elysia";
import { AppError } from "../base/errors.ts";
import { isOfEnvironment, isPermitted, type Permission } from "../rules/roles.ts";
import type { Environment } from "../store/faces/organizations.ts";
import type { Caller, Grant } from "./keyring.ts";
import { notFound } from "./refusals.ts";
import type { Rooms } from "./rooms.ts";
import { assertSameOrigin, isUnsafe } from "./same-origin.ts";
import type { Tenants } from "./tenants.ts";

/** Who asks. */
export interface Principal extends Grant {
  /** Where from, `null` when it cannot be told; worked out when it is read. */
  readonly address: string | null;
}

/** What the door needs of the rooms. */
type Door = Pick<Rooms, "keyring" | "sessions" | "tenants" | "clientAddress" | "publicUrl">;

/** How many choices by headers are remembered of a key. */
const GRANTS_MAX = 1000;

/**
 * Gives the routes of an instance their `principal`, and refuses whoever lacks the permission, before anything else is
 * looked at. Bound to routes, never to paths: elysia's `path` starts too late when the `Host` header is shorter than four
 * characters. Routes that need another permission stand in another instance.
 */
export const authenticated = (rooms: Rooms, permission: Permission) =>
  new Elysia().derive({ as: "scoped" }, ({ request, server }) => ({
    principal: principalOf(request, () => server?.requestIP(request)?.address ?? null, rooms, permission),
  }));

/**
 * The principal of a request. @param peer the address of the connection's other end
 *
 * @throws AppError as `grantOf`
 */
export function principalOf(
  request: Request,
  peer: () => string | null,
  door: Door,
  permission: Permission,
): Principal {
  return {
    ...grantOf(request, door, permission),
    get address() {
      return door.clientAddress(request, peer());
    },
  };
}

/**
 * What the key in a request's headers stands for, or the session in its cookie where there is no key.
 *
 * @throws AppError `unauthorized` without a valid key or session; `forbidden` without the permission, when a header names
 * what is not the caller's, or for a session's request that is not from our own pages; `not_found` when an admin names
 * what there is not
 */
export function grantOf(request: Request, door: Omit<Door, "clientAddress">, permission: Permission): Grant {
  const { headers } = request;
  const { tenants } = door;
  if (headers.has("webhook-signature")) {
    // Whatever name or proxy leads back to us, an endpoint must not be our own API: one event would become many.
    throw new AppError("forbidden", "This is a delivery of a webhook, and no request of an API client.");
  }
  const authorization = headers.get("authorization");
  const caller = authorization === null ? callerByCookie(request, door, permission) : door.keyring.find(authorization);
  if (caller === null) {
    throw new AppError("unauthorized", "Send a valid API key as `Authorization: Bearer <key>`, or sign in.");
  }
  if (!isPermitted(caller.role, permission)) {
    throw new AppError("forbidden", `The role "${caller.role}" may not do this.`);
  }
  const organization = headers.get("hookwheel-organization");
  const environment = headers.get("hookwheel-environment");
  const choice = organization === null && environment === null ? "" : JSON.stringify([organization, environment]);
  const known = caller.grants.get(choice);
  if (known !== undefined) return known;
  const grant = grantFor(caller, tenants, organization, environment);
  if (caller.grants.size >= GRANTS_MAX) caller.grants.clear();
  caller.grants.set(choice, grant);
  return grant;
}

/** Whoever may write in the data folder: an admin, who chooses by the same names. @throws AppError as `grantOf` */
export function operatorOf(tenants: Tenants, organization?: string, environment?: string): Principal {
  const actor = { kind: "operator", id: null, name: "operator" } as const;
  const caller: Caller = {
    role: "admin",
    actor,
    organization: null,
    environment: null,
    session: null,
    grants: new Map(),
  };
  return { ...grantFor(caller, tenants, organization ?? null, environment ?? null), address: null };
}

/** The seq of the organization that a list is limited to, `null` when an admin chose none. */
export function reachOf({ role, isChosen, organization }: Grant): number | null {
  return role === "admin" && !isChosen ? null : organization;
}

/** A session looks and changes, but what happens comes from programs. */
function callerByCookie(
  request: Request,
  { sessions, publicUrl }: Pick<Door, "sessions" | "publicUrl">,
  permission: Permission,
): Caller | null {
  const caller = sessions.find(request.headers.get("cookie"));
  if (caller === null) return null;
  if (isUnsafe(request)) assertSameOrigin(request, publicUrl());
  if (permission === "post") {
    throw new AppError("forbidden", "Events are posted with an API key, not by a person's session.");
  }
  return caller;
}

function grantFor(caller: Caller, tenants: Tenants, organizationName: string | null, name: string | null): Grant {
  const environment =
    caller.role === "admin"
      ? chosenByAdmin(tenants, organizationName, name)
      : chosenByOthers(caller, tenants, organizationName, name);
  return {
    role: caller.role,
    actor: caller.actor,
    session: caller.session,
    organization: environment.organization,
    environment: environment.seq,
    isChosen: organizationName !== null || name !== null,
  };
}

/** Any; two headers must agree. */
function chosenByAdmin(tenants: Tenants, organizationName: string | null, name: string | null): Environment {
  if (organizationName === null) {
    if (name === null) return tenants.environment;
    const named = tenants.environmentNamed(tenants.organization.seq, name) ?? tenants.environmentById(name);
    if (named !== undefined) return named;
  } else {
    const organization = tenants.organizationNamed(organizationName);
    const chosen =
      organization &&
      (name === null ? tenants.environmentsOf(organization.seq)[0] : tenants.environmentNamed(organization.seq, name));
    if (chosen !== undefined) return chosen;
  }
  throw notFound("environment");
}

/** Their own: whether another exists is not told. */
function chosenByOthers(
  { role, organization: ownOrganization, environment: ownEnvironment }: Caller,
  tenants: Tenants,
  organizationName: string | null,
  name: string | null,
): Environment {
  const organization = ownOrganization!;
  const isOwn = organizationName === null || tenants.organizationNamed(organizationName)?.seq === organization;
  const own = isOfEnvironment(role)
    ? tenants.environmentBySeq(ownEnvironment!)
    : tenants.environmentsOf(organization)[0];
  const chosen = name === null ? own : tenants.environmentNamed(organization, name);
  const isWithin = chosen !== undefined && (!isOfEnvironment(role) || chosen.seq === own?.seq);
  if (isOwn && isWithin) return chosen;
  throw new AppError("forbidden", "The organization or environment that the headers name is not yours.");
}
