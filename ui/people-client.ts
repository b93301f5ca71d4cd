/** The API's routes of people, sessions, inboxes and settings; loaded with the first page that asks one. */
import type { z } from "zod";
import type { AddedKeyView } from "../server/api/keys/schema.ts";
import type { AttemptDetailsView } from "../server/api/attempts/schema.ts";
import type { AddedInboxView, InboxDetailsView, InboxRequestView, InboxView } from "../server/api/inboxes/schema.ts";
import type { AddedPersonView, LinkView, NewPerson, PersonPatch, PersonView } from "../server/api/people/schema.ts";
import type { SessionView } from "../server/api/sessions/schema.ts";
import type { MailTestView, SettingsView } from "../server/api/settings/schema.ts";
import { ask, get, type Headers, V1 } from "./client.ts";
import type { Page } from "./shapes.ts";

/** Somebody who may sign in. */
export type Person = z.infer<typeof PersonView>;
/** Somebody just added, with the link by which a password is chosen. */
export type AddedPerson = z.infer<typeof AddedPersonView>;
/** A link that opens once. */
export type PersonLink = z.infer<typeof LinkView>;
/** Where somebody is signed in. */
export type OpenSession = z.infer<typeof SessionView>;
/** A receiver of our own. */
export type Inbox = z.infer<typeof InboxView>;
/** The same, with the last requests that it got. */
export type InboxDetails = z.infer<typeof InboxDetailsView>;
/** One of these requests. */
export type InboxRequest = z.infer<typeof InboxRequestView>;
/** What the instance is set to. */
export type Settings = z.infer<typeof SettingsView>;
/** What came of a test mail. */
export type MailTestResult = z.infer<typeof MailTestView>;

/** The whole instance, whatever organization is looked at. */
const ANYWHERE: Headers = {};

/** So many rows of a list are read at once. */
const LIMIT = 250;

/** `GET /people`, one page. */
export const listPeople = (cursor?: string) => get<Page<Person>>(`${V1}/people`, { limit: LIMIT, cursor }, ANYWHERE);

/** `GET /people/:id`, as a page of a list. */
export const onlyPerson = async (id: string): Promise<Page<Person>> => ({
  data: [await get<Person>(`${V1}/people/${id}`, {}, ANYWHERE)],
  nextCursor: null,
});

/** `POST /people`. @param organization whose an owner is; the default one without */
export const addPerson = (form: z.input<typeof NewPerson>, organization?: string) =>
  ask<AddedPerson>("POST", `${V1}/people`, form, placeOf(organization));

/** `PATCH /people/:id`. @param organization whose an admin becomes an owner of */
export const changePerson = (id: string, patch: z.input<typeof PersonPatch>, organization?: string) =>
  ask<Person>("PATCH", `${V1}/people/${id}`, patch, placeOf(organization));

/** `DELETE /people/:id`. */
export const deletePerson = (id: string) => ask<void>("DELETE", `${V1}/people/${id}`, undefined, ANYWHERE);

/** `POST /people/:id/link`: a link by which a new password is chosen. */
export const makePersonLink = (id: string) => ask<PersonLink>("POST", `${V1}/people/${id}/link`, undefined, ANYWHERE);

/** `GET /sessions`: one's own. */
export const listSessions = () => get<Page<OpenSession>>(`${V1}/sessions`, { limit: LIMIT }, ANYWHERE);

/** `DELETE /sessions/:id`: ends one. */
export const revokeSession = (id: string) => ask<void>("DELETE", `${V1}/sessions/${id}`, undefined, ANYWHERE);

/** `GET /inbox`: all of the environment. */
export const listInboxes = async () => (await get<Page<Inbox>>(`${V1}/inbox`)).data;

/** `GET /inbox/:id`, with its requests, newest first. */
export const readInbox = (id: string) => get<InboxDetails>(`${V1}/inbox/${id}`);

/** `POST /inbox`: makes one, with a webhook that points at it. */
export const addInbox = () => ask<z.infer<typeof AddedInboxView>>("POST", `${V1}/inbox`, { endpoint: true });

/** `DELETE /inbox/:id`, and the webhooks that point at it. */
export const deleteInbox = (id: string) => ask<void>("DELETE", `${V1}/inbox/${id}`);

/** `POST /webhooks/endpoints/:id/test`: sends a test event, and waits for what comes of it. */
export const testEndpoint = (id: string) =>
  ask<z.infer<typeof AttemptDetailsView>>("POST", `${V1}/webhooks/endpoints/${id}/test`, { wait: true });

/** `POST /keys`: a key that posts events, and nothing else. */
export const addIngestKey = (name: string) =>
  ask<z.infer<typeof AddedKeyView>>("POST", `${V1}/keys`, { name, role: "ingest" });

/** `GET /settings`. */
export const readSettings = () => get<Settings>(`${V1}/settings`, {}, ANYWHERE);

/** `POST /settings/mail-test`: sends a mail, and waits for what the mail server says. */
export const sendTestMail = (to: string) => ask<MailTestResult>("POST", `${V1}/settings/mail-test`, { to }, ANYWHERE);

function placeOf(organization: string | undefined): Headers {
  return organization === undefined ? ANYWHERE : { "hookwheel-organization": organization };
}
