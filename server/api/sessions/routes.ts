/** The routes of sessions: signing in and out, and who is signed in where. */
import { Elysia } from "elysia";
import { z } from "zod";
import { AppError, assert } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { Person, Session } from "../../store/faces/people.ts";
import { audited } from "../audit/audited.ts";
import { authenticated, type Principal } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf, pageOfAll, pageQueryOf, pageView } from "../page.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import type { SignedIn } from "../setup/set-up.ts";
import { IdParams } from "../shapes.ts";
import { OPEN, visits } from "../visits.ts";
import { createFailedSignIns } from "./failed.ts";
import { NO_COOKIE } from "./open.ts";
import {
  ChosenPassword,
  Credentials,
  SessionsFilter,
  SessionView,
  sessionView,
  SignedInView,
  signedInView,
} from "./schema.ts";
import { choosePassword, signIn } from "./sign-in.ts";

const TOO_MANY = { 429: { description: "Too many tries: come back after `Retry-After` seconds" } };

/** Sessions: who is signed in. */
export const sessionRoutes = (rooms: Rooms) =>
  new Elysia({ name: "sessions", tags: ["Getting in"] })
    .use(gettingIn(rooms))
    .use(ownSession(rooms))
    .use(allSessions(rooms));

const gettingIn = (rooms: Rooms) => {
  const failed = createFailedSignIns(rooms);
  const answer = (set: { headers: Record<string, string | number> }, { session, person, cookie }: SignedIn) => {
    set.headers["set-cookie"] = cookie;
    return signedInView(session, person, rooms.tenants);
  };
  return new Elysia({ prefix: "/session" })
    .use(visits(rooms))
    .post(
      "/",
      async ({ request, visit, set, status }) => {
        const signedIn = await signIn(rooms, failed, visit, await readDocument(request, Credentials));
        return status(201, answer(set, signedIn));
      },
      {
        parse: "none",
        response: { 201: SignedInView },
        detail: {
          ...OPEN,
          operationId: "createSession",
          summary: "Sign in",
          description: "Sets the cookie, which works in place of a key everywhere but on posting events.",
          requestBody: bodyOf(Credentials),
          responses: { 401: { description: "Email and password do not go together" }, ...TOO_MANY },
        },
      },
    )
    .post(
      "/password",
      async ({ request, visit, set, status }) => {
        const signedIn = await choosePassword(rooms, visit, await readDocument(request, ChosenPassword));
        return status(201, answer(set, signedIn));
      },
      {
        parse: "none",
        response: { 201: SignedInView },
        detail: {
          ...OPEN,
          operationId: "choosePassword",
          summary: "Choose a password by a link, and sign in",
          description: "All other sessions of the person end.",
          requestBody: bodyOf(ChosenPassword),
          responses: { 401: { description: "The link was used, is too old, or was replaced" }, ...TOO_MANY },
        },
      },
    );
};

const ownSession = (rooms: Rooms) =>
  new Elysia({ prefix: "/session" })
    .use(authenticated(rooms, "govern"))
    .get(
      "/",
      ({ principal }) => {
        const session = sessionOf(rooms, principal);
        return signedInView(session, personOf(rooms, session), rooms.tenants);
      },
      {
        response: SignedInView,
        detail: { operationId: "readSession", summary: "Read who is signed in, and what may be chosen" },
      },
    )
    .delete(
      "/",
      async ({ principal, set, status }) => {
        await revoke(rooms, principal, sessionOf(rooms, principal));
        set.headers["set-cookie"] = NO_COOKIE;
        return status(204, undefined);
      },
      {
        parse: "none",
        response: { 204: z.void().describe("Signed out") },
        detail: { operationId: "deleteSession", summary: "Sign out" },
      },
    );

const allSessions = (rooms: Rooms) =>
  new Elysia({ prefix: "/sessions" })
    .use(authenticated(rooms, "govern"))
    .get(
      "/",
      ({ query: { person: id, ...page }, principal }) => {
        const rows = seenBy(rooms, principal, id ?? null);
        return pageView(pageOfAll(rows, pageQueryOf(page)), (session) =>
          sessionView(session, personOf(rooms, session), principal.session),
        );
      },
      {
        query: SessionsFilter,
        response: pageOf(SessionView),
        detail: {
          operationId: "listSessions",
          summary: "List one's own sessions, newest first",
          description: "An admin may name somebody else by `person`; an admin key sees all.",
        },
      },
    )
    .delete(
      "/:id",
      async ({ params, principal, status }) => {
        const session = rooms.sessions.byId(params.id);
        const isAnyones = principal.role === "admin";
        if (session === undefined) throw notFound("session");
        if (!isAnyones && session.person !== selfOf(rooms, principal)) throw notFound("session");
        await revoke(rooms, principal, session);
        return status(204, undefined);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 204: z.void().describe("Over") },
        detail: { operationId: "revokeSession", summary: "End a session" },
      },
    );

/** @throws AppError `forbidden` for a key */
function sessionOf({ sessions }: Rooms, { session }: Principal): Session {
  const own = session === null ? undefined : sessions.bySeq(session);
  if (own === undefined) throw new AppError("forbidden", "A key has no session: sign in.");
  return own;
}

function personOf({ roster }: Rooms, { person }: Session): Person {
  const found = roster.bySeq(person);
  assert(found !== undefined, "a session of nobody");
  return found;
}

function selfOf({ sessions }: Rooms, { session }: Principal): number | null {
  return session === null ? null : (sessions.bySeq(session)?.person ?? null);
}

/** Whose sessions a list shows. @throws AppError `not_found` for somebody whom the caller cannot name */
function seenBy(rooms: Rooms, principal: Principal, id: Uint8Array | null): readonly Session[] {
  const { sessions, roster } = rooms;
  const self = selfOf(rooms, principal);
  if (id === null) return self !== null || principal.role === "admin" ? sessions.of(self) : [];
  const named = roster.byId(idText("per", id))?.seq;
  if (named === undefined || (principal.role !== "admin" && named !== self)) throw notFound("person");
  return sessions.of(named);
}

async function revoke(rooms: Rooms, principal: Principal, session: Session): Promise<void> {
  const { organization, name, id } = personOf(rooms, session);
  const changes = { person: name, personId: idText("per", id) };
  const told = { action: "session.revoked", subject: idText("ses", session.id), changes } as const;
  const change = audited(rooms, principal, { ...told, organization, environment: null });
  if (!(await change.revokeSession(session.seq))) throw notFound("session");
  rooms.sessions.remove(session.seq);
}
