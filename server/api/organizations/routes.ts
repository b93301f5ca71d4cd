/** The routes of organizations. */
import { Elysia } from "elysia";
import { z } from "zod";
import type { Organization } from "../../store/faces/organizations.ts";
import { authenticated } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { idOrNotFound, IdParams } from "../shapes.ts";
import { addOrganization } from "./add.ts";
import { changeOrganization } from "./change.ts";
import { removeOrganization } from "./remove.ts";
import {
  NewOrganization,
  OrganizationPatch,
  OrganizationsFilter,
  OrganizationView,
  organizationView,
} from "./schema.ts";

/** Organizations: the product's customers. */
export const organizationRoutes = (rooms: Rooms) =>
  new Elysia({ name: "organizations", prefix: "/organizations", tags: ["Organizations"] })
    .use(allOrganizations(rooms))
    .use(oneOrganization(rooms));

const allOrganizations = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "instance"))
    .get(
      "/",
      async ({ query }) => pageView(await rooms.store.listOrganizations(pageQueryOf(query)), organizationView),
      {
        query: OrganizationsFilter,
        response: pageOf(OrganizationView),
        detail: { operationId: "listOrganizations", summary: "List organizations, newest first" },
      },
    )
    .post(
      "/",
      async ({ request, principal, status }) => {
        const form = await readDocument(request, NewOrganization);
        return status(201, organizationView(await addOrganization(rooms, principal, form)));
      },
      {
        parse: "none",
        response: { 201: OrganizationView },
        detail: {
          operationId: "createOrganization",
          summary: "Add an organization, with the environment `production`",
          requestBody: bodyOf(NewOrganization),
          responses: { 409: { description: "`conflict`: the `externalId` is taken" } },
        },
      },
    );

const oneOrganization = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "instance"))
    .get("/:id", async ({ params }) => organizationView(await organizationWith(rooms, params.id)), {
      params: IdParams,
      response: OrganizationView,
      detail: { operationId: "readOrganization", summary: "Read an organization" },
    })
    .patch(
      "/:id",
      async ({ request, params, principal }) => {
        const form = await readDocument(request, OrganizationPatch);
        const organization = await organizationWith(rooms, params.id);
        return organizationView(await changeOrganization(rooms, principal, organization, form));
      },
      {
        parse: "none",
        params: IdParams,
        response: OrganizationView,
        detail: {
          operationId: "updateOrganization",
          summary: "Change an organization",
          description: "What is left out stays. Events that are stored keep their bodies.",
          requestBody: bodyOf(OrganizationPatch),
          responses: { 409: { description: "`conflict`: the `externalId` is taken" } },
        },
      },
    )
    .delete(
      "/:id",
      async ({ params, principal, status }) => {
        await removeOrganization(rooms, principal, await organizationWith(rooms, params.id));
        return status(204, undefined);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 204: z.void().describe("Gone, with its environments, endpoints and keys") },
        detail: {
          operationId: "deleteOrganization",
          summary: "Delete an organization and all that it has",
          responses: { 409: { description: "`conflict`: the default one stays" } },
        },
      },
    );

/** @throws AppError `not_found` */
export async function organizationWith({ store }: Rooms, id: string): Promise<Organization> {
  const organization = await store.readOrganization(idOrNotFound("org", id, "organization"));
  if (organization === null) throw notFound("organization");
  return organization;
}
