/** The part of the API that sets things up: event types, profiles, organizations, keys, audit log, notices. */
import { ask, get, type Headers, type Query, V1 } from "./client.ts";
import type * as shapes from "./set-up-shapes.ts";
import type { Page } from "./shapes.ts";

/** The largest page. */
const LIMIT = 250;

/** For what belongs to the whole instance, whichever organization is chosen. */
const WHOLE: Headers = {};

/** Every row of a list, or as many as `max`: at most so many are ever shown at once. */
async function all<Row>(path: string, place?: Headers, max = 2_000): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Row> = await get(path, { limit: LIMIT, cursor }, place);
    rows.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < max);
  return rows;
}

const named = (path: string, name: string) => `${path}/${encodeURIComponent(name)}`;

const TYPES = `${V1}/event-types`;

/** `GET /event-types`, all of them, by name. */
export const readAllTypes = () => all<shapes.EventType>(TYPES);

/** `GET /event-types/:type`. */
export const readType = (type: string) => get<shapes.EventType>(named(TYPES, type));

/** `POST /event-types`. */
export const addType = (form: shapes.NewEventType) => ask<shapes.EventType>("POST", TYPES, form);

/** `PATCH /event-types/:type`. */
export const changeType = (type: string, patch: shapes.EventTypePatch) =>
  ask<shapes.EventType>("PATCH", named(TYPES, type), patch);

/** `DELETE /event-types/:type`. */
export const deleteType = (type: string) => ask<void>("DELETE", named(TYPES, type));

const PROFILES = `${V1}/profiles`;

/** `GET /profiles`, all of them, the built-in ones first. */
export const readAllProfiles = () => all<shapes.Profile>(PROFILES);

/** `GET /profiles/:name`. */
export const readProfile = (name: string) => get<shapes.Profile>(named(PROFILES, name));

/** `POST /profiles`: a clone under another name. */
export const cloneProfile = (from: string, name: string, title: string) =>
  ask<shapes.Profile>("POST", PROFILES, { name, from, title });

/** `PATCH /profiles/:name`. */
export const changeProfile = (name: string, patch: object) =>
  ask<shapes.Profile>("PATCH", named(PROFILES, name), patch);

/** `DELETE /profiles/:name`. */
export const deleteProfile = (name: string) => ask<void>("DELETE", named(PROFILES, name));

/** What a profile may hold, as the server's own document says it: a JSON Schema. */
export const readProfileSchema = async () =>
  (await get<{ components: { schemas: Record<string, object> } }>("/openapi.json")).components.schemas["ProfilePatch"];

const ORGANIZATIONS = `${V1}/organizations`;

/** `GET /organizations`, newest first: at most 2,000. */
export const readAllOrganizations = () => all<shapes.Organization>(ORGANIZATIONS, WHOLE);

/** `GET /organizations/:id`. */
export const readOrganization = (id: string) => get<shapes.Organization>(`${ORGANIZATIONS}/${id}`, {}, WHOLE);

/** `POST /organizations`. */
export const addOrganization = (form: shapes.NewOrganization) =>
  ask<shapes.Organization>("POST", ORGANIZATIONS, form, WHOLE);

/** `PATCH /organizations/:id`. */
export const changeOrganization = (id: string, patch: shapes.OrganizationPatch) =>
  ask<shapes.Organization>("PATCH", `${ORGANIZATIONS}/${id}`, patch, WHOLE);

/** `DELETE /organizations/:id`. */
export const deleteOrganization = (id: string) => ask<void>("DELETE", `${ORGANIZATIONS}/${id}`, undefined, WHOLE);

/** `GET /organizations/:id/environments`, the oldest first. */
export const readEnvironments = async (organizationId: string) =>
  (await all<shapes.Environment>(`${ORGANIZATIONS}/${organizationId}/environments`, WHOLE)).toReversed();

/** `POST /organizations/:id/environments`. */
export const addEnvironment = (organizationId: string, form: shapes.NewEnvironment) =>
  ask<shapes.Environment>("POST", `${ORGANIZATIONS}/${organizationId}/environments`, form, WHOLE);

/** `PATCH /environments/:id`. */
export const changeEnvironment = (id: string, patch: shapes.EnvironmentPatch) =>
  ask<shapes.Environment>("PATCH", `${V1}/environments/${id}`, patch, WHOLE);

/** `DELETE /environments/:id`. */
export const deleteEnvironment = (id: string) => ask<void>("DELETE", `${V1}/environments/${id}`, undefined, WHOLE);

const KEYS = `${V1}/keys`;

/** `GET /keys`, one page. */
export const listKeys = (query: Query, place?: Headers) => get<Page<shapes.Key>>(KEYS, query, place);

/** The key of an id, wherever it is looked from; `null` when there is none. At most 2,000 are looked through. */
export const findKey = async (id: string) => (await all<shapes.Key>(KEYS, WHOLE)).find((key) => key.id === id) ?? null;

/** `POST /keys`: the only answer that shows the key. */
export const addKey = (form: shapes.NewKey, place?: Headers) => ask<shapes.AddedKey>("POST", KEYS, form, place);

/** `DELETE /keys/:id`. */
export const revokeKey = (id: string) => ask<void>("DELETE", `${KEYS}/${id}`, undefined, WHOLE);

/** `GET /audit`, one page. */
export const listAudit = (query: Query, place?: Headers) => get<Page<shapes.AuditLine>>(`${V1}/audit`, query, place);

/** `GET /notices`, one page. */
export const listNotices = (query: Query) => get<Page<shapes.Notice>>(`${V1}/notices`, query);

/** `GET /recoveries/:id`. */
export const readRecovery = (id: string) => get<shapes.Recovery>(`${V1}/recoveries/${id}`);

/** `DELETE /recoveries/:id`: what is on its way goes on, the rest stays as it is. */
export const cancelRecovery = (id: string) => ask<shapes.Recovery>("DELETE", `${V1}/recoveries/${id}`);

/** `GET /webhooks/endpoints/:id/recoveries`: those that are under way, the newest first. */
export const listRecoveries = async (endpointId: string) =>
  (await get<Page<shapes.Recovery>>(`${V1}/webhooks/endpoints/${endpointId}/recoveries`)).data;

const recoverPath = (endpointId: string) => `${V1}/webhooks/endpoints/${endpointId}/recover`;

/** `POST /webhooks/endpoints/:id/recover`, which counts alone and does nothing. */
export const countRecovery = (endpointId: string, form: shapes.NewRecovery) =>
  ask<shapes.DryRun>("POST", recoverPath(endpointId), { ...form, dryRun: true });

/** `POST /webhooks/endpoints/:id/recover`: they begin again. */
export const beginRecovery = (endpointId: string, form: shapes.NewRecovery) =>
  ask<shapes.Recovery>("POST", recoverPath(endpointId), form);
