/** The routes of profiles. */
import { Elysia } from "elysia";
import { z } from "zod";
import { authenticated } from "../auth.ts";
import { readDocument } from "../body.ts";
import { BEING_CHECKED } from "../event-types/check.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf, pageOfList } from "../page.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { addProfile, changeProfile, deleteProfile } from "./change.ts";
import { NameParams, NewProfile, ProfilePatch, ProfilesFilter, profileView, ProfileView } from "./schema.ts";

/** Profiles: how products send. */
export const profileRoutes = (rooms: Rooms) =>
  new Elysia({ name: "profiles", prefix: "/profiles", tags: ["Profiles"] })
    .use(readingProfiles(rooms))
    .use(changingProfiles(rooms));

const readingProfiles = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "read"))
    .get(
      "/",
      ({ query }) => {
        const { data, nextCursor } = pageOfList(rooms.profiles.all(), query);
        return { data: data.map(profileView), nextCursor };
      },
      {
        query: ProfilesFilter,
        response: pageOf(ProfileView),
        detail: { operationId: "listProfiles", summary: "List profiles, the built-in ones first" },
      },
    )
    .get(
      "/:name",
      ({ params }) => {
        const profile = rooms.profiles.get(params.name);
        if (profile === null) throw notFound("profile");
        return profileView(profile);
      },
      {
        params: NameParams,
        response: ProfileView,
        detail: { operationId: "readProfile", summary: "Read a profile" },
      },
    );

const changingProfiles = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "instance"))
    .post(
      "/",
      async ({ request, principal, status }) =>
        status(201, profileView(await addProfile(rooms, principal, await readDocument(request, NewProfile)))),
      {
        parse: "none",
        response: { 201: ProfileView },
        detail: {
          operationId: "createProfile",
          summary: "Add a profile, whole or as a clone",
          requestBody: bodyOf(NewProfile),
          responses: {
            409: { description: "`conflict`: the name is taken, or there are as many as there may be" },
            ...BEING_CHECKED,
          },
        },
      },
    )
    .patch(
      "/:name",
      async ({ request, params, principal }) =>
        profileView(await changeProfile(rooms, principal, params.name, await readDocument(request, ProfilePatch))),
      {
        parse: "none",
        params: NameParams,
        response: ProfileView,
        detail: {
          operationId: "updateProfile",
          summary: "Change a profile",
          description:
            "Stored bodies and times that are set stay. From the next verdict on a delivery's place in the schedule counts in the new waits; past their end it has failed.",
          requestBody: bodyOf(ProfilePatch),
          responses: { 409: { description: "`conflict`: a built-in one is read-only" }, ...BEING_CHECKED },
        },
      },
    )
    .delete(
      "/:name",
      async ({ params, principal, status }) => {
        await deleteProfile(rooms, principal, params.name);
        return status(204, undefined);
      },
      {
        parse: "none",
        params: NameParams,
        response: { 204: z.void().describe("Gone") },
        detail: {
          operationId: "deleteProfile",
          summary: "Delete a profile that no organization follows",
          responses: { 409: { description: "`conflict`: it is built in, or in use" } },
        },
      },
    );
