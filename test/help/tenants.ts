/** A customer of the product with all that it may have: an organization, keys of each role, and one of everything. */
import { ROLES, type Role } from "../../server/rules/roles.ts";
import type { Appliance } from "./appliance.ts";

/** The customer. */
export interface Tenant {
  organizationId: string;
  environmentId: string;
  /** An admin key of the instance, and keys of this organization or its first environment. */
  keys: Readonly<Record<Role, string>>;
  keyIds: Readonly<Record<Role, string>>;
  /** The headers by which an admin key chooses it. */
  chosen: Record<string, string>;
}

/** Adds an organization with keys. */
export async function startTenant(appliance: Appliance, externalId: string, form: object = {}): Promise<Tenant> {
  const { id: organizationId } = await appliance.post("/organizations", { name: externalId, externalId, ...form });
  const [environment] = (await appliance.get(`/organizations/${organizationId}/environments`)).data;
  const chosen = { "hookwheel-organization": externalId };
  const made = [];
  for (const role of ROLES) {
    const { id, key } = await appliance.post("/keys", { name: `${externalId} ${role}`, role }, chosen);
    made.push([role, { id, key }] as const);
  }
  return {
    organizationId,
    environmentId: environment.id,
    keys: Object.fromEntries(made.map(([role, { key }]) => [role, key])) as Tenant["keys"],
    keyIds: Object.fromEntries(made.map(([role, { id }]) => [role, id])) as Tenant["keyIds"],
    chosen,
  };
}

/** A request with another key than the appliance's own. */
export function requestAs(
  appliance: Appliance,
  key: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return appliance.request(method, path, body, { authorization: `Bearer ${key}`, ...headers });
}

/** An answer but for its request id, to be compared. */
export async function shownBy(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return { status: response.status };
  const { requestId: _, ...rest } = JSON.parse(text);
  return { status: response.status, ...rest };
}
