/** The routes of environments. */
import { Elysia } from "elysia";
import { z } from "zod";
import type { Environment } from "../../store/faces/organizations.ts";
import { authenticated } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { removeEnvironment } from "../organizations/remove.ts";
import { organizationWith } from "../organizations/routes.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { idOrNotFound, IdParams } from "../shapes.ts";
import { addEnvironment } from "./add.ts";
import { changeEnvironment } from "./change.ts";
import { EnvironmentPatch, EnvironmentsFilter, EnvironmentView, environmentView, NewEnvironment } from "./schema.ts";

/** Environments: separate sets of endpoints and events inside an organization. */
export const environmentRoutes = (rooms: Rooms) =>
  new Elysia({ name: "environments", tags: ["Organizations"] }).use(theirs(rooms)).use(oneEnvironment(rooms));

const theirs = (rooms: Rooms) =>
  new Elysia({ prefix: "/organizations/:id/environments" })
    .use(authenticated(rooms, "instance"))
    .get(
      "/",
      async ({ params, query }) => {
        const organization = await organizationWith(rooms, params.id);
        const page = await rooms.store.listEnvironments(organization.seq, pageQueryOf(query));
        return pageView(page, (row) => environmentView(row, organization));
      },
      {
        params: IdParams,
        query: EnvironmentsFilter,
        response: pageOf(EnvironmentView),
        detail: { operationId: "listEnvironments", summary: "List an organization's environments, newest first" },
      },
    )
    .post(
      "/",
      async ({ request, params, principal, status }) => {
        const form = await readDocument(request, NewEnvironment);
        const organization = await organizationWith(rooms, params.id);
        const environment = await addEnvironment(rooms, principal, organization, form);
        return status(201, environmentView(environment, organization));
      },
      {
        parse: "none",
        params: IdParams,
        response: { 201: EnvironmentView },
        detail: {
          operationId: "createEnvironment",
          summary: "Add an environment",
          requestBody: bodyOf(NewEnvironment),
          responses: { 409: { description: "`conflict`: the name or `externalId` is taken" } },
        },
      },
    );

const oneEnvironment = (rooms: Rooms) =>
  new Elysia({ prefix: "/environments" })
    .use(authenticated(rooms, "instance"))
    .patch(
      "/:id",
      async ({ request, params, principal }) => {
        const form = await readDocument(request, EnvironmentPatch);
        const environment = await changeEnvironment(rooms, principal, await environmentWith(rooms, params.id), form);
        return environmentView(environment, rooms.tenants.organizationBySeq(environment.organization)!);
      },
      {
        parse: "none",
        params: IdParams,
        response: EnvironmentView,
        detail: {
          operationId: "updateEnvironment",
          summary: "Change an environment",
          requestBody: bodyOf(EnvironmentPatch),
          responses: { 409: { description: "`conflict`: the name or `externalId` is taken" } },
        },
      },
    )
    .delete(
      "/:id",
      async ({ params, principal, status }) => {
        await removeEnvironment(rooms, principal, await environmentWith(rooms, params.id));
        return status(204, undefined);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 204: z.void().describe("Gone, with its endpoints and keys") },
        detail: {
          operationId: "deleteEnvironment",
          summary: "Delete an environment and all that it has",
          responses: { 409: { description: "`conflict`: the default one stays, and an organization's only one" } },
        },
      },
    );

async function environmentWith({ store }: Rooms, id: string): Promise<Environment> {
  const environment = await store.readEnvironment(idOrNotFound("env", id, "environment"));
  if (environment === null) throw notFound("environment");
  return environment;
}
