/** The routes of people. */
import { Elysia } from "elysia";
import { z } from "zod";
import { AppError } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { Person } from "../../store/faces/people.ts";
import { audited } from "../audit/audited.ts";
import { authenticated, type Principal, reachOf } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf, pageOfAll, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { IdParams, timeText } from "../shapes.ts";
import { addPerson } from "./add.ts";
import { changePerson, refusalOf } from "./change.ts";
import { makeLink, type ShownLink } from "./link.ts";
import { personWith, withinOf } from "./reach.ts";
import { AddedPersonView, LinkView, NewPerson, PeopleFilter, PersonPatch, PersonView, personView } from "./schema.ts";

const LAST_ADMIN = { 409: { description: "`conflict`: the last admin stays" } };

/** People: who may sign in. */
export const peopleRoutes = (rooms: Rooms) =>
  new Elysia({ name: "people", prefix: "/people", tags: ["People"] }).use(allPeople(rooms)).use(onePerson(rooms));

const allPeople = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "govern"))
    .get(
      "/",
      ({ query, principal }) =>
        pageView(pageOfAll(rooms.roster.of(reachOf(principal)), pageQueryOf(query)), (person) =>
          personView(person, rooms.tenants),
        ),
      {
        query: PeopleFilter,
        response: pageOf(PersonView),
        detail: {
          operationId: "listPeople",
          summary: "List people, newest first",
          description: "An admin sees all, or those of the organization that it chooses; an owner its own.",
        },
      },
    )
    .post(
      "/",
      async ({ request, principal, status }) => {
        const form = await readDocument(request, NewPerson);
        if (form.role === "admin" && principal.role !== "admin") {
          throw new AppError("forbidden", "Only an admin makes admins.");
        }
        const { person, link } = await addPerson(rooms, principal, form, principal.organization);
        return status(201, { ...personView(person, rooms.tenants), link: linkView(link) });
      },
      {
        parse: "none",
        response: { 201: AddedPersonView },
        detail: {
          operationId: "createPerson",
          summary: "Add a person, who chooses a password by a link",
          description: "The link opens once, within 72 hours, and is shown this once: send it to the person.",
          requestBody: bodyOf(NewPerson),
          responses: { 409: { description: "`conflict`: the email is taken" } },
        },
      },
    );

const onePerson = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "govern"))
    .get("/:id", ({ params, principal }) => personView(personWith(rooms, principal, params.id), rooms.tenants), {
      params: IdParams,
      response: PersonView,
      detail: { operationId: "readPerson", summary: "Read a person" },
    })
    .patch(
      "/:id",
      async ({ request, params, principal }) => {
        const form = await readDocument(request, PersonPatch);
        const person = personWith(rooms, principal, params.id);
        return personView(await changePerson(rooms, principal, person, form), rooms.tenants);
      },
      {
        parse: "none",
        params: IdParams,
        response: PersonView,
        detail: {
          operationId: "updatePerson",
          summary: "Change a person",
          description: "A new password needs the current one, is set by its person alone, and ends all other sessions.",
          requestBody: bodyOf(PersonPatch),
          responses: { ...LAST_ADMIN, 429: { description: "Too many tries of the current password" } },
        },
      },
    )
    .delete(
      "/:id",
      async ({ params, principal, status }) => {
        await removePerson(rooms, principal, personWith(rooms, principal, params.id));
        return status(204, undefined);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 204: z.void().describe("Gone, and signed out everywhere") },
        detail: { operationId: "deletePerson", summary: "Delete a person", responses: LAST_ADMIN },
      },
    )
    .post(
      "/:id/link",
      async ({ params, principal, status }) => {
        const person = personWith(rooms, principal, params.id);
        return status(201, linkView(await makeLink(rooms, principal, person, withinOf(principal))));
      },
      {
        parse: "none",
        params: IdParams,
        response: { 201: LinkView },
        detail: {
          operationId: "createPersonLink",
          summary: "Make a link by which a person chooses a new password",
          description: "It opens once, within 72 hours; earlier ones are void.",
        },
      },
    );

async function removePerson(rooms: Rooms, principal: Principal, person: Person): Promise<void> {
  const { seq, id, email, name, organization } = person;
  const told = { action: "person.deleted", subject: idText("per", id), changes: { email, name } } as const;
  const change = audited(rooms, principal, { ...told, organization, environment: null });
  const deleted = await change.deletePerson(seq, withinOf(principal));
  if (deleted !== true) throw refusalOf(deleted);
  rooms.roster.remove(seq);
  rooms.sessions.removeOf(seq, null);
}

function linkView({ url, endsAt }: ShownLink): z.infer<typeof LinkView> {
  return { url, expiresAt: timeText(endsAt) };
}
