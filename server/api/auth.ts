/** Who asks, for which organization and environment, and whether they may. */
import { Elysia } from "elysia";
import { AppError } from "../base/errors.ts";
import { isOfEnvironment, isPermitted, type Permission } from "../rules/roles.ts";
import type { Environment } from "../store/faces/organizations.ts";
import type { Grant, RingKey } from "./keyring.ts";
import { notFound } from "./refusals.ts";
import type { Rooms } from "./rooms.ts";
import type { Tenants } from "./tenants.ts";

/** Who asks. */
export interface Principal extends Grant {
  /** Where from, `null` when it cannot be told; worked out when it is read. */
  readonly address: string | null;
}

/** What the door needs of the rooms. */
type Door = Pick<Rooms, "keyring" | "tenants" | "clientAddress">;

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
    ...grantOf(request.headers, door, permission),
    get address() {
      return door.clientAddress(request, peer());
    },
  };
}

/**
 * What the key in a request's headers stands for.
 *
 * @throws AppError `unauthorized` without a valid key; `forbidden` without the permission, or when a header names what is
 * not the key's; `not_found` when an admin names what there is not
 */
export function grantOf(
  headers: Headers,
  { keyring, tenants }: Pick<Door, "keyring" | "tenants">,
  permission: Permission,
): Grant {
  const ringKey = keyring.find(headers.get("authorization"));
  if (ringKey === null) {
    throw new AppError("unauthorized", "Send a valid API key as `Authorization: Bearer <key>`.");
  }
  if (!isPermitted(ringKey.role, permission)) {
    throw new AppError("forbidden", `A key of the role "${ringKey.role}" may not do this.`);
  }
  const organization = headers.get("hookwheel-organization");
  const environment = headers.get("hookwheel-environment");
  const choice = organization === null && environment === null ? "" : `${organization} ${environment}`;
  const known = ringKey.grants.get(choice);
  if (known !== undefined) return known;
  const grant = grantFor(ringKey, tenants, organization, environment);
  if (ringKey.grants.size >= GRANTS_MAX) ringKey.grants.clear();
  ringKey.grants.set(choice, grant);
  return grant;
}

/** The seq of the organization that a list is limited to, `null` when an admin chose none. */
export function reachOf({ role, isChosen, organization }: Grant): number | null {
  return role === "admin" && !isChosen ? null : organization;
}

function grantFor(ringKey: RingKey, tenants: Tenants, organizationName: string | null, name: string | null): Grant {
  const environment =
    ringKey.role === "admin"
      ? chosenByAdmin(tenants, organizationName, name)
      : chosenByOthers(ringKey, tenants, organizationName, name);
  return {
    role: ringKey.role,
    actor: ringKey.actor,
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
  { role, key }: RingKey,
  tenants: Tenants,
  organizationName: string | null,
  name: string | null,
): Environment {
  const organization = key!.organization!;
  const isOwn = organizationName === null || tenants.organizationNamed(organizationName)?.seq === organization;
  const own = isOfEnvironment(role)
    ? tenants.environmentBySeq(key!.environment!)
    : tenants.environmentsOf(organization)[0];
  const chosen = name === null ? own : tenants.environmentNamed(organization, name);
  const isWithin = chosen !== undefined && (!isOfEnvironment(role) || chosen.seq === own?.seq);
  if (isOwn && isWithin) return chosen;
  throw new AppError("forbidden", "This key is not for the organization or environment that the headers name.");
}
