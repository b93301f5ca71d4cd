/** The routes of event types. */
import { Elysia } from "elysia";
import { z } from "zod";
import { authenticated } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { BEING_CHECKED } from "./check.ts";
import { addType, changeType, deleteType, listTypes, readType } from "./types.ts";
import { EventTypePatch, EventTypesFilter, EventTypeView, NewEventType, TypeParams } from "./schema.ts";

/** What a change meets that the profile alone has. */
const READ_ONLY = { 409: { description: "`conflict`: the profile's own types are read-only" } };

/** Event types: the profile's, and those that an organization has beside or instead of them. */
export const eventTypeRoutes = (rooms: Rooms) =>
  new Elysia({ name: "event-types", prefix: "/event-types", tags: ["Event types"] })
    .use(readingTypes(rooms))
    .use(changingTypes(rooms));

const readingTypes = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "read"))
    .get("/", ({ query, principal }) => listTypes(rooms, principal, query), {
      query: EventTypesFilter,
      response: pageOf(EventTypeView),
      detail: { operationId: "listEventTypes", summary: "List event types, by name" },
    })
    .get("/:type", ({ params, principal }) => readType(rooms, principal, params.type), {
      params: TypeParams,
      response: EventTypeView,
      detail: { operationId: "readEventType", summary: "Read an event type" },
    });

const changingTypes = (rooms: Rooms) =>
  new Elysia()
    // They are the whole organization's, while a `full` key has one environment.
    .use(authenticated(rooms, "govern"))
    .post(
      "/",
      async ({ request, principal, status }) =>
        status(201, await addType(rooms, principal, await readDocument(request, NewEventType))),
      {
        parse: "none",
        response: { 201: EventTypeView },
        detail: {
          operationId: "createEventType",
          summary: "Add an event type of your own",
          description: "One that the profile has is overridden by it: what is left out is taken from there.",
          requestBody: bodyOf(NewEventType),
          responses: {
            409: { description: "`conflict`: there is one, or as many as there may be" },
            ...BEING_CHECKED,
          },
        },
      },
    )
    .patch(
      "/:type",
      async ({ request, params, principal }) =>
        changeType(rooms, principal, params.type, await readDocument(request, EventTypePatch)),
      {
        parse: "none",
        params: TypeParams,
        response: EventTypeView,
        detail: {
          operationId: "updateEventType",
          summary: "Change an event type of your own",
          requestBody: bodyOf(EventTypePatch),
          responses: { ...READ_ONLY, ...BEING_CHECKED },
        },
      },
    )
    .delete(
      "/:type",
      async ({ params, principal, status }) => {
        await deleteType(rooms, principal, params.type);
        return status(204, undefined);
      },
      {
        parse: "none",
        params: TypeParams,
        response: { 204: z.void().describe("Gone") },
        detail: {
          operationId: "deleteEventType",
          summary: "Delete an event type of your own",
          description: "Events and subscriptions of its name stay. The profile's, if it has one, is in force again.",
          responses: READ_ONLY,
        },
      },
    );
