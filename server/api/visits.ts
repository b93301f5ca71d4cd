/** Who comes without key or session: to set up, to sign in, to choose a password. */
import { Elysia } from "elysia";
import { AppError } from "../base/errors.ts";
import type { Rooms } from "./rooms.ts";
import { assertNotForeign } from "./same-origin.ts";

/** A request, and where it comes from. */
export interface Visit {
  request: Request;
  /** The client's address, `null` when it cannot be told. */
  address: string | null;
  isByHttps: boolean;
}

/** Marks a route of the document as open to all. */
export const OPEN = { security: [] };

/** Gives the routes of an instance their `visit`, and refuses what another site makes a browser send. */
export const visits = (rooms: Pick<Rooms, "clientAddress" | "isByHttps" | "publicUrl">) =>
  new Elysia().derive({ as: "scoped" }, ({ request, server }) => {
    assertNotForeign(request, rooms.publicUrl());
    const peer = server?.requestIP(request)?.address ?? null;
    const visit: Visit = {
      request,
      address: rooms.clientAddress(request, peer),
      isByHttps: rooms.isByHttps(request, peer),
    };
    return { visit };
  });

/** The one answer to a link that is used up, too old, or none. */
export function linkRefused(cure: string): AppError {
  return new AppError("unauthorized", `This link was used, is too old, or a later one has replaced it: ${cure}.`);
}
