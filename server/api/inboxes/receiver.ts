/** The receiver's own door, for what comes from outside: `POST /inbox/<token>`. */
import { Elysia } from "elysia";
import { AppError } from "../../base/errors.ts";
import { boundedBytes } from "../body.ts";
import { notFound, tooLarge } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";

const BODY_BYTES_MAX = 256 * 1024;

/** Answers as a receiver does; who knows the token may post. */
export const inboxReceiver = ({ inboxes, clock }: Rooms) =>
  new Elysia({ name: "inbox-receiver" }).post(
    "/inbox/:token",
    async ({ request, params: { token } }) => {
      const inbox = inboxes.byToken(token);
      if (inbox === undefined) throw notFound("inbox");
      const freeAt = inboxes.takeTurn(inbox, clock.now());
      if (freeAt !== null) {
        const seconds = Math.max(1, Math.ceil((freeAt - clock.now()) / 1000));
        throw new AppError("too_many", "Too many requests for an inbox: come back later.", [], seconds);
      }
      const bytes = await boundedBytes(request, BODY_BYTES_MAX);
      if (bytes.length > BODY_BYTES_MAX) throw tooLarge("The body", BODY_BYTES_MAX);
      const body = new TextDecoder().decode(bytes);
      inboxes.receive(inbox, { isOurs: false, headers: [...request.headers], body }, clock.now());
      return new Response("ok");
    },
    { parse: "none", detail: { hide: true } },
  );
