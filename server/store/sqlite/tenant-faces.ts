/** The store's faces for who has what: organizations, environments, keys, profiles, event types, and the audit log. */
import type { Store } from "../faces/store.ts";
import { listAudit } from "./audit.ts";
import type { Desk } from "./desk.ts";
import * as environments from "./environments.ts";
import { findEventType, listEventTypeNames } from "./event-types.ts";
import * as keys from "./keys.ts";
import * as organizations from "./organizations.ts";
import { findProfile, loadProfiles } from "./profiles.ts";

/** What is asked of them, but for the changes that are audited. */
export function tenantFaces({ connection: c, read, write }: Desk) {
  return {
    listOrganizations: (query) => read(() => organizations.listOrganizations(c, query)),
    readOrganization: (id) => read(() => organizations.readOrganization(c, id)),
    loadOrganizations: () => read(() => organizations.loadOrganizations(c)),
    listEnvironments: (organization, query) => read(() => environments.listEnvironments(c, organization, query)),
    readEnvironment: (id) => read(() => environments.readEnvironment(c, id)),
    loadEnvironments: () => read(() => environments.loadEnvironments(c)),

    noteKeyUses: async (uses) => void (await write("intake", { rows: uses.length, bytes: 0 }, "noteKeyUses", uses)),
    listKeys: (query) => read(() => keys.listKeys(c, query)),
    readKey: (id) => read(() => keys.readKey(c, id)),
    loadKeys: () => read(() => keys.loadKeys(c)),

    loadProfiles: () => read(() => loadProfiles(c)),
    findProfile: (name) => read(() => findProfile(c, name)),
    findEventType: (organization, type) => read(() => findEventType(c, organization, type)),
    listEventTypeNames: (organization) => read(() => listEventTypeNames(c, organization)),

    listAudit: (query) => read(() => listAudit(c, query)),
  } satisfies Partial<Store>;
}
