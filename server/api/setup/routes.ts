/** The routes of the set-up: there only until there is a person. */
import { Elysia } from "elysia";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import type { Rooms } from "../rooms.ts";
import { SignedInView, signedInView } from "../sessions/schema.ts";
import { OPEN, visits } from "../visits.ts";
import { SetUp, SetUpStateView } from "./schema.ts";
import { assertSetUpIsOpen, setUp } from "./set-up.ts";

const SHUT = { 404: { description: "There is a person: the set-up is over, for ever" } };

/** How the first person comes in. */
export const setupRoutes = (rooms: Rooms) =>
  new Elysia({ name: "setup", prefix: "/setup", tags: ["Getting in"] })
    .derive(() => {
      assertSetUpIsOpen(rooms);
      return {};
    })
    .use(visits(rooms))
    .get("/", () => ({ isNeeded: true as const }), {
      response: SetUpStateView,
      detail: { ...OPEN, operationId: "readSetUp", summary: "Ask whether there is nobody yet", responses: SHUT },
    })
    .post(
      "/",
      async ({ request, visit, set, status }) => {
        const { session, person, cookie } = await setUp(rooms, visit, await readDocument(request, SetUp));
        set.headers["set-cookie"] = cookie;
        return status(201, signedInView(session, person, rooms.tenants));
      },
      {
        parse: "none",
        response: { 201: SignedInView },
        detail: {
          ...OPEN,
          operationId: "setUp",
          summary: "Make the first admin, by the one-time set-up URL, and sign in",
          requestBody: bodyOf(SetUp),
          responses: {
            ...SHUT,
            401: { description: "The URL was used, is too old, or a later one has replaced it" },
            429: { description: "Too many tries" },
          },
        },
      },
    );
