/** Who may do what: the roles of keys, and which of them each permission takes. */

/** The roles in stored order: only append. *Source:* DESIGN.md section 5. */
export const ROLES = ["admin", "owner", "full", "ingest", "read"] as const;

/** `admin` has the instance, `owner` one organization, the others one environment. */
export type Role = (typeof ROLES)[number];

/** The roles of people in stored order: only append. An admin has the instance, an owner one organization. */
export const PERSON_ROLES = ["admin", "owner"] as const satisfies readonly Role[];

/** A role that people have. */
export type PersonRole = (typeof PERSON_ROLES)[number];

/** The roles that each permission takes; a route states one. */
const TAKEN = {
  /** Seeing all but secrets. */
  read: ["admin", "owner", "full", "read"],
  /** Changing what an environment has. */
  write: ["admin", "owner", "full"],
  /** Seeing secrets, and replacing them. */
  secrets: ["admin", "owner", "full"],
  /** Posting events. */
  post: ["admin", "owner", "full", "ingest"],
  /** Keys, audit, and reading how the organization is set up. */
  govern: ["admin", "owner"],
  /** Organizations, environments, and writing profiles. */
  instance: ["admin"],
} as const satisfies Record<string, readonly Role[]>;

/** What a route needs. */
export type Permission = keyof typeof TAKEN;

/** Whether a role has a permission. */
export function isPermitted(role: Role, permission: Permission): boolean {
  return (TAKEN[permission] as readonly Role[]).includes(role);
}

/** Whether keys of the role belong to one environment. */
export function isOfEnvironment(role: Role): boolean {
  return role === "full" || role === "ingest" || role === "read";
}
